// SPDX-License-Identifier: Apache-2.0
import { type Drawing, INKS, type Shape } from './drawing.ts';
import { toStandardFont } from './text.ts';

/** Draws a picture as vectors at a place, scaled to a width. */
export function drawOnPage(
  doc: PDFKit.PDFDocument,
  { width, shapes }: Drawing,
  place: { x: number; y: number; width: number },
): void {
  const scale = place.width / width;
  const { x, y } = doc;
  doc.save();
  doc.translate(place.x, place.y).scale(scale);
  for (const shape of shapes) drawShape(doc, shape);
  doc.restore();
  // Text in the picture has moved the document's place.
  doc.x = x;
  doc.y = y;
}

function drawShape(doc: PDFKit.PDFDocument, shape: Shape): void {
  switch (shape.kind) {
    case 'rect':
      doc.rect(shape.x, shape.y, shape.width, shape.height).fill(INKS[shape.fill]);
      return;
    case 'circle':
      doc.circle(shape.x, shape.y, shape.r);
      if (shape.stroke === undefined) doc.fill(INKS[shape.fill]);
      else doc.lineWidth(1).fillAndStroke(INKS[shape.fill], INKS[shape.stroke]);
      return;
    case 'line':
      doc.lineWidth(shape.width ?? 1).strokeOpacity(shape.faint === true ? 0.5 : 1);
      if (shape.dash === true) doc.dash(4, { space: 3 });
      doc.moveTo(shape.x1, shape.y1).lineTo(shape.x2, shape.y2).stroke(INKS[shape.stroke]);
      doc.undash().strokeOpacity(1);
      return;
    case 'area':
      for (const [i, [x, y]] of shape.points.entries()) doc[i === 0 ? 'moveTo' : 'lineTo'](x, y);
      doc.closePath().fill(INKS[shape.fill]);
      return;
    case 'text': {
      const text = toStandardFont(shape.text);
      doc.font(shape.bold === true ? 'Times-Bold' : 'Times-Roman').fontSize(shape.size ?? 12);
      const shift = { start: 0, middle: 0.5, end: 1 }[shape.anchor ?? 'start'] * doc.widthOfString(text);
      doc.fillColor(INKS[shape.fill]).text(text, shape.x - shift, shape.y, { lineBreak: false, baseline: 'alphabetic' });
    }
  }
}
