// SPDX-License-Identifier: Apache-2.0
import { INKS } from './drawing.ts';

/** Black on white on every screen: it is a document, and looks as it prints. */
export const REPORT_STYLE = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#fff;color:${INKS.ink};font:16px/1.5 Charter,"Bitstream Charter",Georgia,"Liberation Serif","Times New Roman","DejaVu Serif",serif;font-variant-numeric:lining-nums tabular-nums}
main{max-width:46rem;margin:0 auto;padding:2.5rem 1.5rem 4rem;overflow-wrap:break-word}
h1,h2,h3,h4,p,ul,dl,dd,figure,pre{margin:0}
p+p,ul+p,p+ul{margin-top:.5rem}
.quiet{color:${INKS.quiet};font-size:.875rem}
.above{display:flex;justify-content:space-between;align-items:baseline;font-size:.875rem;border-bottom:1px solid ${INKS.ink};padding-bottom:.4rem}
.tlp{font-weight:700;letter-spacing:.02em}
h1{font-size:1.85rem;line-height:1.2;font-weight:700;margin:1.4rem 0 .4rem;text-wrap:balance}
header{margin-bottom:1.4rem}
h2{font-size:1.3rem;line-height:1.25;margin:2.6rem 0 .8rem;padding-top:.7rem;border-top:1px solid ${INKS.ink}}
.number{display:inline-block;min-width:1.6rem;color:${INKS.quiet};font-weight:400}
h3{font-size:1rem;margin:1.5rem 0 .4rem}
h4{font-size:1rem;margin:0}
ul{padding-left:1.15rem}
li{margin:.25rem 0}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 2rem;margin:1.4rem 0;padding:.2rem 0 1rem;border-top:1px solid ${INKS.ink};border-bottom:1px solid ${INKS.ink}}
.pair h3{margin-top:.8rem}
.pair ul{list-style:none;padding:0}
.figures{display:grid;grid-template-columns:repeat(4,1fr);gap:0 1rem;margin:1.4rem 0}
.figures dt{font-size:.875rem}
.figures dd:nth-of-type(1){font-size:1.45rem;font-weight:700;line-height:1.25}
figure{margin:1.6rem 0;break-inside:avoid}
figcaption{font-size:.875rem;margin-bottom:.5rem}
svg{display:block;width:100%;height:auto;font-family:inherit}
table{width:100%;border-collapse:collapse;font-size:.875rem;line-height:1.4;margin:1rem 0;table-layout:fixed}
th{text-align:left;font-weight:700;border-bottom:1px solid ${INKS.ink};padding:.25rem .6rem .25rem 0;vertical-align:bottom}
td{border-bottom:1px solid ${INKS.rule};padding:.3rem .6rem .3rem 0;vertical-align:top;overflow-wrap:anywhere}
.right{text-align:right;padding-right:.9rem}
tr{break-inside:avoid}
thead{display:table-header-group}
.entry{display:grid;grid-template-columns:6.2rem 1fr;gap:0 1rem;padding:.7rem 0;border-top:1px solid ${INKS.rule};break-inside:avoid}
.entry:first-of-type{border-top:0}
.entry .label{font-weight:700;font-size:.875rem;padding-top:.1rem;overflow-wrap:anywhere}
.entry .quiet{overflow-wrap:anywhere;margin-top:.3rem}
pre{font:.8rem/1.5 "DejaVu Sans Mono",Menlo,Consolas,"Liberation Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere;padding:.6rem .8rem;border:1px solid ${INKS.rule};margin:.8rem 0}
code{font:.8rem "DejaVu Sans Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}
footer{margin-top:3rem;padding-top:.6rem;border-top:1px solid ${INKS.rule}}
@media (max-width:40rem){.pair{grid-template-columns:1fr}.figures{grid-template-columns:1fr 1fr;gap:.8rem 1rem}.entry{grid-template-columns:1fr}}
@page{size:A4;margin:20mm 18mm}
@media print{
html{font-size:10pt}
body{font-size:10pt;line-height:1.4}
main{max-width:none;padding:0}
h2,h3,figcaption{break-after:avoid}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
`.trim();
