// SPDX-License-Identifier: Apache-2.0
import { chooseInk, FAMILIES, PAPER } from './palette.ts';

/** The report's style sheet; colours are variables, so that light, dark and print differ in one place. */
export function buildStyle(): string {
  return [
    `:root{color-scheme:light dark;--paper:${PAPER.light};--panel:#f1f1ec;--ink:#1a1d22;--quiet:#595f69;--rule:#dddcd5;--front:#1f3a5f;--behind:#cdd5e0;--accent:#a63c08;--link:#1d4fa8;${familyVariables('light')}}`,
    `@media screen and (prefers-color-scheme:dark){:root{--paper:${PAPER.dark};--panel:#1d2128;--ink:#e8eaee;--quiet:#a4acb8;--rule:#313741;--front:#b9cff5;--behind:#39424f;--accent:#ff9d66;--link:#8fb8ff;${familyVariables('dark')}}}`,
    ...Object.keys(FAMILIES).map(
      (family) =>
        `.f-${family}{fill:var(--${family})}.e-${family}{stroke:var(--${family})}.on-${family}{fill:var(--on-${family})}`,
    ),
    RULES.replaceAll(/\n\s*/g, '\n').trim(),
  ].join('\n');
}

function familyVariables(scheme: 'light' | 'dark'): string {
  return Object.entries(FAMILIES)
    .map(([family, look]) => `--${family}:${look[scheme]};--on-${family}:${chooseInk(look[scheme])}`)
    .join(';');
}

const RULES = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 "Inter","Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif;font-variant-numeric:tabular-nums}
main{overflow-wrap:anywhere;max-width:1096px;margin:0 auto;padding:28px 32px 64px}
code,pre{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;font-size:.86em}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:3px;border-radius:3px}
#found:focus{outline:none}
.skip{position:absolute;left:-999px}
.skip:focus{left:12px;top:12px;background:var(--paper);padding:8px 14px;z-index:1}
.quiet{color:var(--quiet)}
.small,small{font-size:.84rem}
h1,h2,h3,p,ul,ol,dl,dd,figure,blockquote,pre{margin:0}
ul,ol{padding:0;list-style:none}
.masthead{border-bottom:1px solid var(--rule);padding-bottom:26px}
.brand{display:flex;flex-wrap:wrap;gap:4px 8px;font-size:.92rem}
.brand .quiet{margin-left:auto}
.notice{margin-top:14px;padding:8px 14px;background:var(--panel);border-left:3px solid var(--accent);font-size:.92rem}
h1{margin:26px 0 12px;font-size:clamp(1.6rem,2.62vw,2.1rem);line-height:1.2;font-weight:650;letter-spacing:-.022em;display:flex;flex-wrap:wrap;margin-left:-.8em;clip-path:inset(0 0 0 .7em)}
h1 .part{white-space:nowrap;padding-left:.8em;position:relative}
h1 .part::before{content:"";position:absolute;left:.34em;top:.54em;width:.14em;height:.14em;border-radius:50%;background:var(--quiet)}
.spoken{position:absolute;left:-999px}
.lead{font-size:1.08rem;max-width:60em;text-wrap:pretty}
.lead .quiet{font-size:.92rem}
.masthead>.quiet{margin-top:6px;font-size:.92rem;max-width:66em}
h2{font-size:1.5rem;font-weight:650;letter-spacing:-.012em;line-height:1.25}
h3{margin:30px 0 10px;font-size:1rem;font-weight:650}
section{margin-top:44px}
section>h2{margin-bottom:10px}
section>h2+.quiet{margin-bottom:10px}
.overview{width:100%;border-collapse:collapse;font-size:.95rem}
.overview th,.overview td{padding:9px 12px 9px 0;border-bottom:1px solid var(--rule);text-align:left;font-weight:400;vertical-align:middle}
.overview thead th{color:var(--quiet);font-size:.82rem;padding-bottom:5px}
.overview .n{text-align:right;white-space:nowrap}
.overview tbody th{min-width:9em}
.overview th:last-child,.overview td:last-child{padding-right:0}
.overview tbody th{font-weight:600}
.overview .tier{margin-left:6px}
.overview .time{width:36%;padding-left:18px;padding-right:26px}
.spark{display:block;width:100%;height:28px;border-bottom:1px solid var(--rule)}
.bitbar{display:inline-grid;grid-template-columns:64px 3.2em;gap:8px;align-items:center}
.bitbar svg{display:block;width:100%;height:8px}
.bitbar rect{transform-box:fill-box}
.tier{display:inline-flex;align-items:center;gap:6px;font-size:.8rem;font-weight:600;letter-spacing:0;white-space:nowrap;vertical-align:.12em;padding:1px 9px 1px 7px;border:1px solid var(--rule);border-radius:99px;background:var(--panel)}
.tier svg{width:22px;height:8px}
.tier .on{fill:var(--accent)}
.tier .off{fill:none;stroke:var(--quiet)}
.campaign{margin-top:56px;padding-top:26px;border-top:3px solid var(--front)}
#found>.campaign:first-child{margin-top:0;border-top:0}
.campaign>header h2{margin-bottom:2px;font-size:1.9rem}
.campaign>header .tier{margin-left:6px;vertical-align:.3em}
.figures{display:grid;grid-template-columns:repeat(5,1fr);margin:18px 0 24px}
.figures div{padding:0 14px;border-left:1px solid var(--rule)}
.figures div:first-child{padding-left:0;border-left:0}
.figures dt{font-size:.84rem;color:var(--quiet)}
.figures dd:nth-child(2){font-size:1.5rem;font-weight:600;letter-spacing:-.015em;line-height:1.25}
.figures dd.quiet{font-size:.84rem}
figcaption{display:flex;flex-wrap:wrap;align-items:center;gap:4px 18px;font-size:.88rem;margin-bottom:6px;font-weight:600}
.key{display:inline-flex;align-items:center;gap:6px;font-weight:400}
.swatch{width:12px;height:12px;flex:none;border-radius:2px}
.swatch.line{width:18px}
.swatch line{stroke-width:3}
svg{display:block}
sup{line-height:0;font-size:.75em}
.plot,.bar{width:100%;overflow:visible}
svg text{font-size:12px;fill:var(--ink)}
.front{fill:var(--front)}
.behind{fill:var(--behind)}
.grid{stroke:var(--rule)}
.base,.mark{stroke:var(--quiet)}
svg .tick{fill:var(--quiet)}
.halo{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
.detected line{stroke:var(--accent);stroke-width:2;stroke-dasharray:5 3}
.detected text{fill:var(--accent);font-weight:600;font-size:13px}
.cursor line{stroke:var(--ink)}
.cursor text{paint-order:stroke;stroke:var(--paper);stroke-width:5px;stroke-linejoin:round}
.segment .gap{stroke:var(--paper);stroke-width:2}
.threshold line{stroke:var(--quiet)}
.threshold .within{stroke:var(--paper);stroke-dasharray:2 3;stroke-width:1.5}
.threshold text{fill:var(--quiet);paint-order:stroke;stroke:var(--paper);stroke-width:3px}
.sum line{stroke:var(--ink);stroke-width:2}
.sum text{font-weight:650;font-size:13px}
.lines{margin-top:6px}
.family{display:grid;grid-template-columns:11.5em 1fr;border-top:1px solid var(--rule);padding:7px 0}
.lines.benign{border-top:1px solid var(--rule);padding-top:7px}
.of{display:flex;align-items:center;align-self:start;gap:8px}
.of b{margin-left:auto;padding-right:18px}
.lines li{display:grid;grid-template-columns:3.4em 1fr;gap:10px;padding:1px 0}
.bits{text-align:right;color:var(--quiet)}
.bits.less{color:var(--accent);font-weight:600}
.lines.benign li{grid-template-columns:2.2em 1fr}
.lines.benign b{font-weight:600;margin-right:4px}
.pair{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:0 40px}
.graph,.ungraphed{margin-top:30px}
.graph>svg{width:100%;height:auto;background:var(--panel);border-radius:6px}
.graph .edges path{fill:none;stroke-width:1;stroke-opacity:.55}
.graph .edges .many{stroke-opacity:.28}
.graph .edges .bundle{stroke-width:revert-layer;stroke-opacity:.6}
.node{fill:var(--front);stroke:var(--panel);stroke-width:1}
.node.loose{fill:var(--quiet)}
.group{stroke:none}
.group circle{fill:var(--paper);stroke:var(--rule)}
.group path{fill:none;stroke:var(--front);stroke-linecap:round}
.group.loose path{stroke:var(--quiet)}
.node.at,.group.at circle{stroke:var(--accent);stroke-width:2.5}
.lit{fill:none;stroke:var(--ink);stroke-width:1.6}
.readout{margin-top:6px;font-size:.88rem;color:var(--quiet);min-height:2.9em;overflow-wrap:anywhere}
.bars li{margin-bottom:11px}
.bars small{display:block;color:var(--quiet);margin-top:3px;line-height:1.4}
.bars.compact{display:grid;grid-template-columns:1fr 1fr;gap:0 28px}
.bars.compact li{margin-bottom:7px}
.bars.compact .sharebar{height:5px}
.share{display:flex;justify-content:space-between;gap:12px;font-size:.93rem}
.share .count{white-space:nowrap;color:var(--quiet)}
.share b{color:var(--ink);margin-left:6px}
.sharebar{width:100%;height:7px;border-radius:3px}
.rail{fill:var(--rule)}
.fill{fill:var(--front)}
.templates li{margin-bottom:14px}
blockquote{padding:10px 14px;background:var(--panel);border-radius:6px;font-size:.95rem;line-height:1.75;overflow-wrap:anywhere}
.slot{display:inline-block;padding:0 6px;border-radius:99px;color:var(--quiet);font-size:.84rem;line-height:1.4;background:var(--rule)}
details summary{cursor:pointer}
.accounts{margin-top:26px}
.accounts summary{font-weight:600}
.accounts p{margin:10px 0}
.scroll{max-height:20em;overflow:auto;background:var(--panel);border-radius:6px}
pre{overflow:auto;padding:12px 14px;background:var(--panel);border-radius:6px;line-height:1.5}
.accounts pre{columns:15rem;overflow:visible;column-gap:28px;white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext;direction:ltr}
button{font:inherit;font-size:.9rem;padding:5px 14px;border:1px solid var(--quiet);border-radius:5px;background:var(--paper);color:var(--ink);cursor:pointer}
button:hover{border-color:var(--ink)}
.copied{margin-left:12px;font-size:.9rem}
.nothing p{max-width:52em;margin-top:8px}
.explained li{padding:6px 0;border-top:1px solid var(--rule)}
.explained li li{border:0;padding:1px 0;display:grid;grid-template-columns:3.4em 1fr;gap:10px;color:var(--quiet)}
.explained .n{text-align:right}
.explained summary{font-size:.9rem;color:var(--quiet)}
.guide{counter-reset:n;max-width:56em}
.guide li{counter-increment:n;padding:4px 0 4px 2em;position:relative}
.guide li::before{content:counter(n);position:absolute;left:0;color:var(--quiet)}
.facts{display:flex;flex-wrap:wrap;gap:10px 34px;margin-bottom:6px}
.facts dt{font-size:.84rem;color:var(--quiet)}
.facts dd{font-weight:600}
.chip{font-weight:400;font-size:.84rem;padding:1px 8px;border:1px solid var(--rule);border-radius:99px;margin-left:4px}
.problems li{margin-bottom:12px}
.problems pre{margin-top:5px;white-space:pre-wrap;overflow-wrap:anywhere}
footer{margin-top:52px;padding-top:14px;border-top:1px solid var(--rule);font-size:.88rem}
@media screen and (max-width:860px){
main{padding:20px 18px 48px}
.pair{grid-template-columns:1fr}
.overview .wide{display:none}
.figures{grid-template-columns:repeat(2,1fr);gap:14px 0}
.figures div{padding:0 12px}
.figures div:nth-child(odd){padding-left:0;border-left:0}
.segment text{display:none}
.family{grid-template-columns:1fr}
.of b{margin-left:0}
.brand .quiet{margin-left:0;width:100%}
}
@media screen and (max-width:520px){
.bitbar{grid-template-columns:1fr}
.bitbar svg{display:none}
.overview .tier{display:flex;width:max-content;margin:3px 0 0}
.lines li{grid-template-columns:2.9em 1fr;gap:8px}
h1 .part{width:100%;white-space:normal}
.bars.compact{grid-template-columns:1fr}
}
@media print{
body{background:#fff}
main{max-width:none;padding:0}
.campaign+.campaign{break-before:page}
body{font-size:9.5pt}
h1{font-size:17pt}
.campaign{margin-top:24px;padding-top:14px}
.figures dd:nth-child(2){font-size:13pt}
section{margin-top:28px}
h2,h3{break-after:avoid}
.pair{gap:0 24px}
figure,.figures,.family,.templates li,.bars li{break-inside:avoid}
button,.copied,.skip,.readout{display:none}
.scroll{max-height:none;overflow:visible}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
`;
