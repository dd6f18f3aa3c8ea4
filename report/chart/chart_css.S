/* SPDX-License-Identifier: MIT */
/* Embeds chart.css as the string report_chart_css. The path is relative to the directories given by -I. */
    .section .rodata
    .global report_chart_css
report_chart_css:
    .incbin "report/chart/chart.css"
    .byte 0
    .section .note.GNU-stack, "", %progbits
