/* SPDX-License-Identifier: MIT */
/* Embeds the style of charts: for a page, which follows the scheme of its reader; and in parts, for a file in one scheme. Paper
 * is always light. The paths are relative to the directories given by -I. */
    .section .rodata
    .global report_chart_css, report_chart_light, report_chart_dark, report_chart_rules
report_chart_css:
    .incbin "report/chart/light.css"
    .ascii "@media screen and (prefers-color-scheme: dark) {\n"
    .incbin "report/chart/dark.css"
    .ascii "}\n"
    .incbin "report/chart/chart.css"
    .byte 0
report_chart_light:
    .incbin "report/chart/light.css"
    .byte 0
report_chart_dark:
    .incbin "report/chart/dark.css"
    .byte 0
report_chart_rules:
    .incbin "report/chart/chart.css"
    .byte 0
    .section .note.GNU-stack, "", %progbits
