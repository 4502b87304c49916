// SPDX-License-Identifier: Apache-2.0
/**
 * Header, in lower case, and rows of a CSV text (RFC 4180): fields in double quotes may hold commas, line breaks and doubled quotes. A quote that
 * is never closed makes the rest of the text one field, which is what the text says.
 */
export function csvTable(text: string): { header: string[]; rows: Iterable<string[]> } {
  const rows = csvRows(text);
  const first = rows.next();
  return { header: first.done === true ? [] : first.value.map((name) => name.trim().toLowerCase()), rows };
}

function* csvRows(text: string): Generator<string[]> {
  let row: string[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      at++;
      for (;;) {
        const quote = text.indexOf('"', at);
        const end = quote === -1 ? text.length : quote;
        field += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"' || quote === -1) break;
        field += '"';
        at++;
      }
    }
    const from = at;
    while (at < text.length && text[at] !== ',' && text[at] !== '\n') at++;
    row.push(field + text.slice(from, at).replace(/\r$/, ''));
    if (text[at] === ',') {
      at++;
      if (at < text.length) continue;
      row.push('');
    }
    at++;
    if (row.length > 1 || row[0] !== '') yield row;
    row = [];
  }
}
