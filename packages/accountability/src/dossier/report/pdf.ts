// SPDX-License-Identifier: Apache-2.0
import PdfWriter from 'pdfkit';
import { buildDocument } from './document.ts';
import { INKS } from './drawing.ts';
import type { ReportModel } from './model.ts';
import { writeBlock } from './pdf-blocks.ts';
import { MARGIN, PAGE } from './pdf-text.ts';
import { formatMoment, toStandardFont } from './text.ts';

/**
 * The same report in PDF, with the standard fonts. Nothing in it depends on the clock or the machine: dates are the
 * dossier's, and streams are not compressed, because compressors differ.
 * @param salt hex; makes the file's hash a commitment that cannot be guessed
 */
export function renderReportPdf(model: ReportModel, salt: string): Uint8Array {
  const { caseId, organisation, madeAt, level, whole, header } = model;
  const title = toStandardFont(header?.title ?? `Dossier ${caseId}`);
  const date = new Date(madeAt);
  const doc = new PdfWriter({
    size: 'A4',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + 10 },
    compress: false,
    bufferPages: true,
    lang: 'en',
    displayTitle: true,
    info: { Title: title, Author: toStandardFont(organisation), Keywords: `salt ${salt}`, CreationDate: date, ModDate: date },
  });
  const { x, y } = doc;
  doc.font('Times-Roman').fontSize(10).fillColor(INKS.ink).text('Evidence dossier', x, y, { lineBreak: false });
  doc.font('Times-Bold').text(`TLP:${level}`, x, y, { width: PAGE.width, align: 'right' });
  doc
    .moveTo(x, y + 15)
    .lineTo(x + PAGE.width, y + 15)
    .lineWidth(0.75)
    .stroke(INKS.ink);
  doc
    .font('Times-Bold')
    .fontSize(20)
    .text(title, x, y + 30, { width: PAGE.width, lineGap: -1 });
  const excerpt = level === whole ? '' : ` · excerpt of a dossier marked TLP:${whole}`;
  const about = toStandardFont(`Case ${caseId} · ${organisation} · ${formatMoment(madeAt)}${excerpt}`);
  doc.font('Times-Roman').fontSize(9.5).fillColor(INKS.quiet).text(about, { width: PAGE.width });
  doc.moveDown(0.8);
  for (const block of buildDocument(model)) writeBlock(doc, block);
  writeFooters(doc, `Case ${caseId} · TLP:${level}`);
  doc.end();
  // Everything has been written by now, and waits in the stream.
  const chunks: Uint8Array[] = [];
  for (let chunk = doc.read() as Uint8Array | null; chunk !== null; chunk = doc.read() as Uint8Array | null) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

function writeFooters(doc: PDFKit.PDFDocument, text: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    const y = doc.page.height - MARGIN + 6;
    // Below the margin, where text would otherwise start a new page.
    doc.page.margins.bottom = 0;
    doc.font('Times-Roman').fontSize(8.5).fillColor(INKS.quiet);
    doc.text(toStandardFont(text), MARGIN, y, { lineBreak: false });
    doc.text(`${page + 1} / ${count}`, MARGIN, y, { width: PAGE.width, align: 'right', lineBreak: false });
  }
}
