/* SPDX-License-Identifier: MIT */
/* Embeds the pieces, the style sheets and the scripts, each kind as one string. The assembler looks for them in the directories
 * given by -I. chart.css, before the style sheets here, is embedded in chart/. */
    .section .rodata
    .global report_page_css
report_page_css:
    .incbin "report/html/style/page.css"
    .incbin "report/html/style/tables.css"
    .incbin "report/html/style/charts.css"
    .incbin "report/html/style/answer.css"
    .incbin "report/html/style/choose.css"
    .incbin "report/html/style/posts.css"
    .incbin "report/html/style/rustc.css"
    .incbin "report/html/style/rows.css"
    .incbin "report/html/style/runs.css"
    .byte 0
    .global report_page_html
report_page_html:
    .incbin "report/html/pieces/page.html"
    .incbin "report/html/pieces/answer.html"
    .incbin "report/html/pieces/choose.html"
    .incbin "report/html/pieces/stack.html"
    .incbin "report/html/pieces/posts.html"
    .incbin "report/html/pieces/box.html"
    .incbin "report/html/pieces/rustc.html"
    .incbin "report/html/pieces/questions.html"
    .incbin "report/html/pieces/systems.html"
    .incbin "report/html/pieces/method.html"
    .incbin "report/html/pieces/rows.html"
    .incbin "report/html/pieces/runs.html"
    .byte 0
    .global report_page_script
report_page_script:
    .incbin "report/html/script/page.js"
    .incbin "report/html/script/provenance.js"
    .incbin "report/html/script/choose.js"
    .incbin "report/html/script/rows.js"
    .incbin "report/html/script/runs.js"
    .byte 0
    .section .note.GNU-stack, "", %progbits
