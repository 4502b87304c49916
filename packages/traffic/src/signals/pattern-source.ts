// SPDX-License-Identifier: Apache-2.0
/** What the source of a regular expression is made of, as far as alternatives and groups go. */

/** An escape is one piece, and so is a class. */
const PIECE = /\\.|\[(?:\\.|[^\\\]])*\]|./gsu;

interface Piece {
  readonly text: string;
  readonly end: number;
  /** Groups that are open behind it. */
  readonly depth: number;
}

function piecesOf(source: string): Piece[] {
  let depth = 0;
  return Array.from(source.matchAll(PIECE), ({ 0: text, index }) => {
    if (text === '(') depth++;
    else if (text === ')') depth--;
    return { text, end: index + text.length, depth };
  });
}

/** Ways of a pattern that stand side by side: its parts between bars that are in no group. */
export function splitAlternatives(source: string): string[] {
  const ways: string[] = [];
  let start = 0;
  for (const { text, end, depth } of piecesOf(source)) {
    if (text !== '|' || depth > 0) continue;
    ways.push(source.slice(start, end - 1));
    start = end;
  }
  return [...ways, source.slice(start)];
}

/** What may stand first: the alternatives of the group that a pattern begins with, if it does. */
export function beginningsOf(pattern: string): string[] {
  return pattern.startsWith('(') ? alternativesOf(pattern).flatMap(beginningsOf) : [pattern];
}

/** Alternatives of the first group; one empty one where the group may be missing, or is no plain one. */
function alternativesOf(pattern: string): string[] {
  const { end } = piecesOf(pattern).find(({ depth }) => depth === 0)!;
  const inner = pattern.slice(1, end - 1);
  return inner.startsWith('?') || /[?*{]/.test(pattern.charAt(end)) ? [''] : splitAlternatives(inner);
}
