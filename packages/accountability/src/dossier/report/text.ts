// SPDX-License-Identifier: Apache-2.0
/** Everything that moves a cursor, turns text round or hides, but for the two joiners that scripts are written with. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

/** Text from logs as one harmless line: unseen characters are written out as `\u{202E}`. */
export function showUnseen(text: string): string {
  return text.replace(UNSEEN, (char) => `\\u{${char.codePointAt(0)!.toString(16).toUpperCase().padStart(2, '0')}}`);
}

/** Signs that PDF's standard fonts lack, by what stands for them. */
const NEAR: Readonly<Record<string, string>> = {
  '−': '–',
  '⟨': '<',
  '⟩': '>',
  '≥': '>=',
  '≤': '<=',
  '→': '->',
  '\u202f': ' ',
  '\u00a0': ' ',
};

/** The part of Windows-1252 beyond Latin-1. */
const CP1252 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';

/** Text in the characters that PDF's standard fonts have; others are written out by their number, never dropped. */
export function toStandardFont(text: string): string {
  return showUnseen(text).replaceAll(/[^\x20-\x7e\u00a1-\u00ff]/gu, (char) => {
    if (CP1252.includes(char)) return char;
    return NEAR[char] ?? `\\u{${char.codePointAt(0)!.toString(16).toUpperCase()}}`;
  });
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `28 September 2026`, in UTC. */
export function formatDate(iso: string): string {
  const date = new Date(iso);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]!} ${date.getUTCFullYear()}`;
}

/** `28 September 2026, 01:31 UTC`. */
export function formatMoment(iso: string): string {
  return `${formatDate(iso)}, ${new Date(iso).toISOString().slice(11, 16)} UTC`;
}

/** A share or a number as measured: four significant figures at most. */
export function formatFigure(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.001) return value.toExponential(1).replace('-', '−');
  return Number(value.toPrecision(4)).toLocaleString('en-US', { maximumFractionDigits: 6 });
}
