// SPDX-License-Identifier: Apache-2.0
import { writeCsv } from '../lib/csv.ts';

/** Gives the browser a table to save. */
export function saveCsv(name: string, head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): void {
  // A byte order mark, without which spreadsheets read UTF-8 as something else.
  saveFile(name, new Blob(['\uFEFF', writeCsv(head, rows)], { type: 'text/csv;charset=utf-8' }));
}

/** Gives the browser a file to save. */
export function saveFile(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
