// SPDX-License-Identifier: Apache-2.0
import type { Block } from './blocks.ts';
import { buildDocument } from './document.ts';
import { type Drawing, INKS, type Shape } from './drawing.ts';
import type { ReportModel } from './model.ts';
import { REPORT_STYLE } from './style.ts';
import { formatMoment, showUnseen } from './text.ts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for element content and quoted attributes. */
function escape(text: string): string {
  return showUnseen(text).replace(/[&<>"']/g, (char) => ENTITIES[char]!);
}

/**
 * The report as one page without script, links to elsewhere or anything to load; the policy in its head forbids them.
 * @param salt hex; makes the file's hash a commitment that cannot be guessed
 */
export function renderReportHtml(model: ReportModel, salt: string): string {
  const { caseId, organisation, madeAt, level, whole, header } = model;
  const title = header?.title ?? `Dossier ${caseId}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<main>
<header>
<p class="above"><span>Evidence dossier</span><span class="tlp">TLP:${escape(level)}</span></p>
<h1>${escape(title)}</h1>
<p class="quiet">Case ${escape(caseId)} · ${escape(organisation)} · ${formatMoment(madeAt)}${level === whole ? '' : ` · excerpt of a dossier marked TLP:${escape(whole)}`}</p>
</header>
${buildDocument(model).map(renderBlock).join('\n')}
<footer><p class="quiet">Salt of this file: <code>${escape(salt)}</code></p></footer>
</main>
</body>
</html>
`;
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h2><span class="number">${block.number}</span> ${escape(block.text)}</h2>`;
    case 'subheading':
      return `<h3>${escape(block.text)}</h3>`;
    case 'text':
      return `<p${block.quiet === true ? ' class="quiet"' : ''}>${escape(block.text)}</p>`;
    case 'list':
      return block.items.length === 0 ? '' : `<ul>${renderItems(block.items)}</ul>`;
    case 'code':
      return `<pre>${block.lines.map(escape).join('\n')}</pre>`;
    case 'figures':
      return `<dl class="figures">${block.items.map(({ label, value, note }) => `<div><dt>${escape(label)}</dt><dd>${escape(value)}</dd><dd class="quiet">${escape(note)}</dd></div>`).join('')}</dl>`;
    case 'pair':
      return `<div class="pair">${block.columns.map(({ title, items }) => `<section><h3>${escape(title)}</h3><ul>${renderItems(items)}</ul></section>`).join('')}</div>`;
    case 'table':
      return renderTable(block);
    case 'entry':
      return `<div class="entry"><p class="label">${escape(block.label)}</p><div><h4>${escape(block.title)}</h4><p>${escape(block.text)}</p>${block.notes.map((note) => `<p class="quiet">${escape(note)}</p>`).join('')}</div></div>`;
    case 'picture':
      return `<figure><figcaption><b>${escape(block.title)}</b> ${escape(block.drawing.label)}</figcaption>${renderSvg(block.drawing)}</figure>`;
    // A browser's fonts are not known: what does not fit on page one may run over, rather than leave a page empty.
    case 'break':
      return '';
  }
}

/** A first word that ends in a full stop leads its sentence. */
function renderItems(items: readonly string[]): string {
  return items.map((item) => `<li>${escape(item).replace(/^([A-Z][a-z]+\.) /, '<b>$1</b> ')}</li>`).join('');
}

function renderTable({ columns, rows }: Extract<Block, { kind: 'table' }>): string {
  if (rows.length === 0) return '';
  const side = (i: number) => (columns[i]!.right === true ? ' class="right"' : '');
  const head = columns
    .map(({ title, width }, i) => `<th scope="col"${side(i)} style="width:${Math.round(width * 100)}%">${escape(title)}</th>`)
    .join('');
  const body = rows.map((row) => `<tr>${row.map((cell, i) => `<td${side(i)}>${escape(cell)}</td>`).join('')}</tr>`).join('\n');
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

function renderSvg({ width, height, label, shapes }: Drawing): string {
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(label)}">\n${shapes.map(renderShape).join('\n')}\n</svg>`;
}

function renderShape(shape: Shape): string {
  switch (shape.kind) {
    case 'rect':
      return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" fill="${INKS[shape.fill]}"/>`;
    case 'circle':
      return `<circle cx="${shape.x}" cy="${shape.y}" r="${shape.r}" fill="${INKS[shape.fill]}"${shape.stroke === undefined ? '' : ` stroke="${INKS[shape.stroke]}"`}/>`;
    case 'line':
      return `<line x1="${shape.x1}" y1="${shape.y1}" x2="${shape.x2}" y2="${shape.y2}" stroke="${INKS[shape.stroke]}" stroke-width="${shape.width ?? 1}"${shape.dash === true ? ' stroke-dasharray="4 3"' : ''}${shape.faint === true ? ' stroke-opacity=".5"' : ''}/>`;
    case 'area':
      return `<path d="M${shape.points.map(([x, y]) => `${x} ${y}`).join('L')}Z" fill="${INKS[shape.fill]}"/>`;
    case 'text':
      return `<text x="${shape.x}" y="${shape.y}" font-size="${shape.size ?? 12}" fill="${INKS[shape.fill]}" text-anchor="${shape.anchor ?? 'start'}"${shape.bold === true ? ' font-weight="700"' : ''}>${escape(shape.text)}</text>`;
  }
}
