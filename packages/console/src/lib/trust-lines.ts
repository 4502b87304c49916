// SPDX-License-Identifier: Apache-2.0

export interface TrustLine {
  /** What it adds to the log-odds; null where a line says none. */
  readonly adds: number | null;
  /** As the node wrote it: `+1.8`, `−0.4`. */
  readonly figure: string;
  readonly text: string;
}

const LINE = /^([+\-−])(\d+(?:\.\d+)?):\s*(.*)$/s;

/** `+1.8: reported by 2 independent lineages, …` as figure and words. */
export function readTrustLine(line: string): TrustLine {
  const found = LINE.exec(line);
  if (found === null) return { adds: null, figure: '', text: line };
  const [, sign, size, text] = found as unknown as [string, string, string, string];
  const adds = Number(size);
  return { adds: sign === '+' ? adds : -adds, figure: `${sign === '-' ? '−' : sign}${size}`, text };
}

/** Lines with the place of each bar, 0 to 1 across what all of them need; the bar of a line starts where zero is. */
export function placeTrustLines(lines: readonly string[]): { readonly lines: readonly TrustLine[]; readonly most: number } {
  const read = lines.map(readTrustLine);
  return { lines: read, most: Math.max(1, ...read.map(({ adds }) => Math.abs(adds ?? 0))) };
}
