// SPDX-License-Identifier: Apache-2.0
/** A small grammar of a language other than English. In `frames`, names in braces stand for a word of that list. */
export interface Language {
  /** Regions where its speakers live, repeated by weight. */
  readonly regions: readonly string[];
  /** Whole requests. */
  readonly frames: readonly string[];
  /** Content that is pasted or told: sentences with `{noun}`, `{detail}` and `{n}`, a number. */
  readonly facts: readonly string[];
  readonly words: Readonly<Record<'do' | 'noun' | 'detail' | 'end', readonly string[]>>;
}

/** Lists are given as text, entries separated by `|`. */
export function language(
  regions: string,
  text: { frames: string; facts: string; do: string; noun: string; detail: string; end: string },
): Language {
  const list = (entries: string): string[] => entries.split('|');
  return {
    regions: regions.split(' '),
    frames: list(text.frames),
    facts: list(text.facts),
    words: { do: list(text.do), noun: list(text.noun), detail: list(text.detail), end: list(text.end) },
  };
}
