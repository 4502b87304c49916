// SPDX-License-Identifier: Apache-2.0
import type { Block } from './blocks.ts';
import { INKS } from './drawing.ts';
import { drawOnPage } from './pdf-drawing.ts';
import { BODY, type Doc, keepRoom, MARGIN, PAGE, rule, SMALL, write, writeItem } from './pdf-text.ts';
import { toStandardFont } from './text.ts';

const LABEL = 72;

/** Writes one part of a report at the document's place, and moves on. */
export function writeBlock(doc: Doc, block: Block): void {
  switch (block.kind) {
    case 'heading':
      keepRoom(doc, 90);
      doc.moveDown(1.2);
      rule(doc, INKS.ink);
      doc.y += 6;
      write(doc, `${block.number}  ${block.text}`, { font: 'Times-Bold', size: 14 });
      doc.moveDown(0.4);
      return;
    case 'subheading':
      keepRoom(doc, 95);
      doc.moveDown(0.5);
      write(doc, block.text, { font: 'Times-Bold', size: BODY });
      doc.moveDown(0.15);
      return;
    case 'text':
      write(doc, block.text, block.quiet === true ? { size: SMALL, ink: INKS.quiet } : {});
      doc.moveDown(0.4);
      return;
    case 'list':
      for (const item of block.items) writeItem(doc, item, MARGIN, PAGE.width);
      doc.moveDown(0.3);
      return;
    case 'code':
      doc.moveDown(0.2);
      for (const line of block.lines) write(doc, line, { font: 'Courier', size: 8 });
      doc.moveDown(0.5);
      return;
    case 'figures':
      writeFigures(doc, block.items);
      return;
    case 'pair':
      writePair(doc, block.columns);
      return;
    case 'table':
      writeTable(doc, block);
      return;
    case 'entry':
      writeEntry(doc, block);
      return;
    case 'picture': {
      const height = (block.drawing.height * PAGE.width) / block.drawing.width;
      keepRoom(doc, height + 45);
      doc.moveDown(0.4);
      write(doc, block.title, { font: 'Times-Bold', size: SMALL });
      write(doc, block.drawing.label, { size: SMALL });
      drawOnPage(doc, block.drawing, { x: MARGIN, y: doc.y + 4, width: PAGE.width });
      doc.y += height + 12;
      return;
    }
    case 'break':
      doc.addPage();
  }
}

function writeFigures(doc: Doc, items: Extract<Block, { kind: 'figures' }>['items']): void {
  keepRoom(doc, 56);
  const top = doc.y + 6;
  const width = PAGE.width / items.length;
  for (const [i, { label, value, note }] of items.entries()) {
    const x = MARGIN + i * width;
    doc.y = top;
    write(doc, label, { size: SMALL, x, width: width - 8 });
    write(doc, value, { font: 'Times-Bold', size: 15, x, width: width - 8 });
    write(doc, note, { size: SMALL, ink: INKS.quiet, x, width: width - 8 });
  }
  doc.y = top + 52;
}

function writePair(doc: Doc, columns: Extract<Block, { kind: 'pair' }>['columns']): void {
  doc.y += 2;
  rule(doc, INKS.ink);
  const top = doc.y + 8;
  const width = (PAGE.width - 24) / 2;
  let bottom = top;
  for (const [i, { title, items }] of columns.entries()) {
    const x = MARGIN + i * (width + 24);
    doc.y = top;
    write(doc, title, { font: 'Times-Bold', x, width });
    doc.y += 3;
    for (const item of items) writeItem(doc, item, x, width);
    bottom = Math.max(bottom, doc.y);
  }
  doc.y = bottom + 6;
  rule(doc, INKS.ink);
  doc.y += 4;
}

function writeEntry(doc: Doc, { label, title, text, notes }: Extract<Block, { kind: 'entry' }>): void {
  const width = PAGE.width - LABEL;
  const body = [title, text, ...notes].map(toStandardFont);
  doc.font('Times-Roman').fontSize(BODY);
  const height = body.reduce((sum, part) => sum + doc.heightOfString(part, { width, lineGap: 1.5 }), 16);
  keepRoom(doc, Math.min(height, 200));
  doc.y += 4;
  rule(doc, INKS.rule);
  doc.y += 6;
  const y = doc.y;
  write(doc, label, { font: 'Times-Bold', size: SMALL, width: LABEL - 8 });
  doc.y = y;
  write(doc, title, { font: 'Times-Bold', x: MARGIN + LABEL, width });
  write(doc, text, { x: MARGIN + LABEL, width });
  for (const note of notes) write(doc, note, { size: SMALL, ink: INKS.quiet, x: MARGIN + LABEL, width });
  doc.y += 4;
}

function writeTable(doc: Doc, { columns, rows }: Extract<Block, { kind: 'table' }>): void {
  if (rows.length === 0) return;
  const lefts = columns.map((_, i) => MARGIN + PAGE.width * columns.slice(0, i).reduce((sum, { width }) => sum + width, 0));
  const writeRow = (cells: readonly string[], font: string, ink: string): void => {
    doc.font(font).fontSize(SMALL);
    const options = (i: number) => ({
      width: PAGE.width * columns[i]!.width - 8,
      lineGap: 1,
      align: columns[i]!.right === true ? ('right' as const) : ('left' as const),
    });
    const texts = cells.map(toStandardFont);
    const height = Math.max(...texts.map((cell, i) => doc.heightOfString(cell, options(i))));
    keepRoom(doc, height + 8);
    const y = doc.y + 3;
    for (const [i, cell] of texts.entries())
      doc.font(font).fontSize(SMALL).fillColor(INKS.ink).text(cell, lefts[i], y, options(i));
    doc.y = y + height + 2;
    rule(doc, ink);
  };
  keepRoom(doc, 44);
  doc.y += 4;
  writeRow(
    columns.map(({ title }) => title),
    'Times-Bold',
    INKS.ink,
  );
  for (const row of rows) writeRow(row, 'Times-Roman', INKS.rule);
  doc.y += 8;
}
