/* SPDX-License-Identifier: MIT */
/* Embeds page.css and page.html as the strings report_page_css and report_page_html. The assembler looks for them in the
 * directories given by -I. */
    .section .rodata
    .global report_page_css
report_page_css:
    .incbin "report/html/page.css"
    .byte 0
    .global report_page_html
report_page_html:
    .incbin "report/html/page.html"
    .byte 0
    .section .note.GNU-stack, "", %progbits
