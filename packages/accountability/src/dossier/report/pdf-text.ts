// SPDX-License-Identifier: Apache-2.0
import { INKS } from './drawing.ts';
import { toStandardFont } from './text.ts';

export type Doc = PDFKit.PDFDocument;
/** Points. */
export const MARGIN = 56;
export const PAGE = { width: 595.28 - 2 * MARGIN };
export const BODY = 10.5;
export const SMALL = 9;

interface Style {
  readonly font?: string;
  readonly size?: number;
  readonly ink?: string;
  readonly x?: number;
  readonly width?: number;
}

export function write(
  doc: Doc,
  text: string,
  { font = 'Times-Roman', size = BODY, ink = INKS.ink, x = MARGIN, width = PAGE.width }: Style,
): void {
  doc.font(font).fontSize(size).fillColor(ink).text(toStandardFont(text), x, doc.y, { width, lineGap: 1.5 });
}

export function keepRoom(doc: Doc, height: number): void {
  if (doc.y + height > doc.page.height - doc.page.margins.bottom) doc.addPage();
}

export function rule(doc: Doc, ink: string): void {
  doc
    .moveTo(MARGIN, doc.y)
    .lineTo(MARGIN + PAGE.width, doc.y)
    .lineWidth(0.75)
    .stroke(ink);
}

/** A first word that ends in a full stop leads its sentence. */
export function writeItem(doc: Doc, item: string, x: number, width: number): void {
  const lead = /^([A-Z][a-z]+\.) /.exec(item)?.[1];
  keepRoom(doc, 26);
  const y = doc.y;
  doc.font('Times-Roman').fontSize(BODY).fillColor(INKS.ink);
  if (lead === undefined) {
    doc.text('•', x, y, { lineBreak: false });
    doc.text(toStandardFont(item), x + 10, y, { width: width - 10, lineGap: 1.5 });
  } else {
    doc.font('Times-Bold').text(`${lead} `, x, y, { width, continued: true, lineGap: 1.5 });
    doc.font('Times-Roman').text(toStandardFont(item.slice(lead.length + 1)));
  }
  doc.y += 3;
}
