// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCsv } from './csv.ts';

/** RFC 4180, written apart from what is tested. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') cell += text[++i]!;
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') {
      row.push(cell);
      cell = '';
    } else if (c === '\r' && text[i + 1] === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      i++;
    } else cell += c;
  }
  return rows;
}

const nasty = fc.oneof(fc.string(), fc.stringMatching(/^[=+\-@,"\r\n\t x]{0,6}$/));

describe('writeCsv', () => {
  it('is read back as it was, but for the apostrophe before a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(nasty, nasty), { maxLength: 5 }), (rows) => {
        const back = readCsv(writeCsv(['a', 'b'], rows)).slice(1);
        expect(back.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@\t\r\n])/, '')))).toEqual(
          rows.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@\t\r\n])/, ''))),
        );
      }),
    );
  });

  it('never lets a text begin as a formula does', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const [[cell]] = readCsv(writeCsv([text], [])) as [[string]];
        expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });

  it('leaves numbers numbers, also negative ones, and null empty', () => {
    expect(writeCsv(['n'], [[-3.5], [null]])).toBe('n\r\n-3.5\r\n\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1'])('defuses %j', (text) => {
    expect(writeCsv([text], [])).toMatch(/^"?'/);
  });
});
