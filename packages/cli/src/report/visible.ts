// SPDX-License-Identifier: Apache-2.0
/**
 * Everything that moves a cursor, turns text round or hides: control and format characters, line and paragraph
 * separators, lone surrogates. The two joiners stay, because Persian, Hindi and emoji are written with them.
 */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

/** Text from logs as one harmless line: unseen characters as `\u{202E}`, at most `most` characters. */
export function showUnseen(text: string, most = Infinity): string {
  const points = text.length <= most ? null : Array.from(text);
  const cut = points === null || points.length <= most ? text : points.slice(0, most).join('');
  const left = cut === text ? '' : `… (${formatLeft(points!.length - most)} more characters)`;
  return cut.replace(UNSEEN, (char) => `\\u{${char.codePointAt(0)!.toString(16).toUpperCase().padStart(2, '0')}}`) + left;
}

function formatLeft(count: number): string {
  return count.toLocaleString('en-US');
}
