/* SPDX-License-Identifier: MIT */
/* Owns how the page looks. Colours are variables with a light and a dark value; print is always light. The tints of cells are
 * translucent, so that they serve both. */
#include "report/chart/chart.h"
#include "report/html/elements.h"

static const char body_rules[] =
    "*{box-sizing:border-box}"
    "html{font:16px/1.55 -apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue','Liberation "
    "Sans',Arial,sans-serif;"
    "-webkit-text-size-adjust:100%;scroll-behavior:auto}"
    "body{margin:0 auto;max-width:82rem;padding:0 clamp(1rem,3.5vw,3rem) 4rem;background:var(--paper);color:var(--ink)}"
    "header{padding:3rem 0 1.2rem;border-bottom:1px solid var(--line)}"
    "h1{font-size:clamp(1.7rem,4.5vw,2.5rem);line-height:1.15;letter-spacing:-.02em;margin:.2rem 0 .8rem;font-weight:650}"
    "h2{font-size:1.35rem;line-height:1.25;letter-spacing:-.01em;margin:3.2rem 0 .6rem;font-weight:650}"
    "h3{font-size:1rem;margin:1.8rem 0 .4rem;font-weight:650}"
    "p,ul,ol,dl{max-width:46rem;margin:.5rem 0 .9rem}ul{padding-left:1.1rem}li{margin:.3rem 0}"
    "a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.15em}"
    "a:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}"
    "code{font:.92em/1.3 ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace;overflow-wrap:anywhere}"
    "small{font-size:.85em}.note{color:var(--muted);font-size:.88rem}"
    ".kicker{margin:0;color:var(--muted);font-size:.82rem;font-weight:600;letter-spacing:.08em;text-transform:uppercase}"
    ".lede{font-size:1.12rem;line-height:1.5;color:var(--ink)}"
    ".short{list-style:none;padding:0;max-width:50rem}.short li{padding:.55rem 0 .55rem 1rem;border-left:3px solid "
    "var(--accent);"
    "margin:.6rem 0;background:linear-gradient(90deg,var(--faint),transparent)}"
    ".warn{border-left:3px solid var(--stackful);padding:.4rem 0 .4rem 1rem}"
    "nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;padding:0;margin:1rem 0 "
    "0;max-width:none;font-size:.9rem}"
    "nav li{margin:0}"
    ".pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:0 3rem}"
    "dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.2rem;font-size:.9rem}"
    "dl.facts dt{color:var(--muted)}dl.facts dd{margin:0;min-width:0;overflow-wrap:anywhere}"
    "dl.asked dt{font-weight:600;margin-top:1rem}dl.asked dd{margin:.15rem 0 0}"
    ".part{border-top:4px double var(--line);margin-top:4rem;padding-top:1rem}";

static const char table_rules[] =
    ".scroll{overflow-x:auto;margin:.8rem 0 1.2rem;border:1px solid var(--line);border-radius:8px;max-width:max-content}"
    "table{border-collapse:separate;border-spacing:0;font-size:.8rem;line-height:1.35;font-variant-numeric:tabular-nums}"
    "th,td{padding:.38rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}"
    "tbody:last-child>tr:last-child>*,tbody:last-child>tr>th[scope=rowgroup]{border-bottom:0}"
    "thead th{font-weight:600;color:var(--muted);vertical-align:bottom;background:var(--faint)}"
    "tbody th{font-weight:500}"
    ".r{text-align:right;white-space:nowrap}.c{text-align:center}"
    ".matrix tbody th,.matrix thead .corner{position:sticky;left:0;z-index:1;white-space:nowrap;border-right:1px solid "
    "var(--line)}"
    ".matrix tbody th{background:var(--paper);vertical-align:middle}.matrix thead .corner{text-align:left}"
    ".matrix .none{vertical-align:middle}"
    ".matrix td{text-align:right;white-space:nowrap;padding:.25rem .55rem;min-width:4.1rem;vertical-align:middle}"
    ".matrix td b{display:block;font-weight:600}.matrix td small{display:block;color:var(--muted);font-size:.72rem}"
    ".matrix thead th{text-align:right;padding:.25rem .55rem}.matrix thead th.corner,.matrix thead th.family{text-align:left}"
    ".matrix .first{border-left:1px solid var(--line)}"
    ".matrix .base>*{background:var(--faint)}.matrix .base th{font-weight:700}"
    ".matrix .none{color:var(--muted)}.matrix .same b{font-weight:400}"
    ".f1{background:rgba(20,130,130,.07)}.f2{background:rgba(20,130,130,.15)}.f3{background:rgba(20,130,130,.25)}"
    ".f4{background:rgba(20,130,130,.37)}"
    ".s1{background:rgba(205,95,10,.07)}.s2{background:rgba(205,95,10,.15)}.s3{background:rgba(205,95,10,.26)}"
    ".s4{background:rgba(205,95,10,.4)}"
    ".key{display:inline-block;padding:.05rem .5rem;border-radius:3px;font-size:.8rem}"
    ".blog td.q{min-width:10rem;max-width:15rem}.blog td.e{min-width:13rem;max-width:22rem;color:var(--muted)}"
    ".blog th{min-width:8.5rem;max-width:11rem}.blog tbody+tbody tr:first-child>*{border-top:2px solid var(--line)}"
    ".blog td code{white-space:nowrap}.blog thead th{min-width:0}"
    ".verdict{white-space:nowrap;font-weight:600}.proved{color:var(--proved)}.refuted{color:var(--refuted)}"
    ".unreachable,.untested{color:var(--muted)}.untested{font-weight:400}"
    ".goals tbody th,.goals td code{white-space:nowrap}.goals td.e{min-width:14rem;color:var(--muted)}"
    ".wide{min-width:18rem}"
    ".matrix.fidelity td.e{min-width:16rem;max-width:26rem;white-space:normal;text-align:left;color:var(--muted)}"
    ".matrix.fidelity td.l,.matrix.fidelity thead th.l{text-align:left}";

/* The headings of the probes stand upright. A filled cell says yes; only a failure is red. */
static const char probe_rules[] =
    ".matrix.probes th,.matrix.probes td{padding:.2rem .4rem;text-align:center;min-width:2.1rem}"
    ".matrix.probes tbody th,.matrix.probes thead tr:first-child th{text-align:left;padding:.25rem .6rem}"
    ".matrix.probes thead tr+tr th{vertical-align:bottom;padding:.4rem .2rem}"
    ".matrix.probes thead tr+tr span{writing-mode:vertical-rl;transform:rotate(180deg);max-height:11rem;display:inline-block;"
    "text-align:left}"
    ".probes a{color:inherit;text-decoration:none}.probes a:hover{text-decoration:underline}"
    ".probes td{line-height:1.2;height:2.35rem}.probes td b{font-weight:400}.probes td small{white-space:nowrap}"
    ".probes .yes{background:rgba(95,115,150,.17)}.probes .yes b{font-weight:600}.probes .no b{color:var(--muted)}"
    ".probes .fails{background:rgba(200,30,30,.12)}.probes .fails b,.probes .fails small{color:var(--alarm);font-weight:600}"
    "dl.probed{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.15rem 1.2rem;font-size:.88rem;margin-top:.3rem}"
    "dl.probed dt{color:var(--muted)}dl.probed dt:target{color:var(--accent);font-weight:600}"
    "dl.probed dd{margin:0;min-width:0;overflow-wrap:anywhere}dl.probed dd::first-letter{text-transform:uppercase}"
    ".evidence{max-width:60rem}details{border-top:1px solid var(--line)}details:last-of-type{border-bottom:1px solid var(--line)}"
    "summary{padding:.35rem 0;cursor:pointer;font-size:.9rem}summary span{color:var(--muted);margin-left:.5rem}"
    "summary b{font-weight:600}summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}"
    "details dl.probed{max-width:none;margin:.2rem 0 1rem 1.1rem}details dl.probed b{font-weight:600}";

static const char chart_rules[] =
    "figure{margin:0;min-width:0}figcaption{color:var(--muted);font-size:.88rem;max-width:46rem;margin:0 0 .3rem}"
    ".drawing{overflow-x:auto}.drawing svg{display:block;width:100%;height:auto}"
    ".frontier .drawing svg{min-width:46rem;max-width:66rem}"
    ".drift .drawing svg{min-width:23rem;max-width:40rem}"
    ".charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,31rem),1fr));gap:2.2rem 2rem;margin:1rem 0}"
    ".charts .drawing svg{min-width:30rem}.charts figcaption{min-height:1.4em}";

static const char media_rules[] =
    "@media(max-width:40rem){html{font-size:15px}header{padding-top:1.6rem}th,td{padding:.3rem .45rem}"
    "dl.facts,dl.probed{grid-template-columns:1fr;gap:0}dl.facts dd,dl.probed dd{margin-bottom:.4rem}"
    ".matrix td{padding:.22rem .4rem;min-width:3.7rem}"
    ".matrix:not(.probes) tbody th{white-space:normal;min-width:8.5rem;max-width:8.5rem;overflow-wrap:anywhere}"
    ".blog th{min-width:7rem}}"
    "@media print{@page{size:A4 landscape;margin:12mm}html{font-size:11px}body{max-width:none;padding:0}nav{display:none}"
    "header{padding-top:0}.scroll{overflow:visible;max-width:none;border:0}.drawing{overflow:visible}"
    ".scroll table{font-size:9.5px}.matrix td{min-width:0;padding:2px 5px}.matrix tbody th{position:static}"
    "*{print-color-adjust:exact;-webkit-print-color-adjust:exact}h2,h3{break-after:avoid}tr,figure,li,dd{break-inside:avoid}"
    "thead{display:table-header-group}.charts{grid-template-columns:1fr 1fr;gap:1rem}.charts .drawing svg,"
    ".frontier .drawing svg{min-width:0}.frontier .drawing svg{max-width:52rem}a{color:inherit;text-decoration:none}"
    ".blog td.e,.blog td.q,.wide{min-width:0}details::details-content{content-visibility:visible}"
    "summary{list-style:none;break-after:avoid}.evidence{columns:2;max-width:none}}";

void report_page_style(struct report_text *text)
{
    static const char light[] = "--proved:#9a4a06;--refuted:#0c6b6b;--alarm:#b01818;";
    static const char dark[] = "--proved:#f0a868;--refuted:#63c7c2;--alarm:#ff8f85;";

    report_text_format(text, "<style>:root{color-scheme:light dark;%s%s}", report_chart_light(), light);
    report_text_format(text, "@media(prefers-color-scheme:dark){:root{%s%s}}", report_chart_dark(), dark);
    report_text_format(text, "@media print{:root{%s%s}}", report_chart_light(), light);
    report_text_add(text, body_rules);
    report_text_add(text, table_rules);
    report_text_add(text, probe_rules);
    report_text_add(text, chart_rules);
    report_text_add(text, report_chart_style());
    report_text_add(text, media_rules);
    report_text_add(text, "</style>\n");
}
