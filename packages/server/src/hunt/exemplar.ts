// SPDX-License-Identifier: Apache-2.0
/** What stands for a slot. */
export const SLOT = '⟨…⟩';
/** Longest text that is aligned, in words. */
const MAX_WORDS = 220;

/**
 * Common words of several prompts of one template, in order, with ⟨…⟩ where they differ: what an analyst
 * may see of a template, because no single customer's words are left in it.
 * @param texts prompts of at least `minAccounts` different accounts; fewer give null.
 */
export function maskTemplate(texts: readonly { account: string; text: string }[], minAccounts = 3): string | null {
  const byAccount = new Map<string, string>();
  for (const { account, text } of texts) if (!byAccount.has(account) && text !== '') byAccount.set(account, text);
  if (byAccount.size < minAccounts) return null;
  const all = alikeTexts([...byAccount.values()].slice(0, 40).map((text) => text.split(/\s+/).slice(0, MAX_WORDS))).slice(0, 12);
  if (all.length < minAccounts) return null;
  let common = all[0]!.map((word) => ({ word, gap: false }));
  for (const words of all.slice(1)) common = align(common, words);
  if (common.filter((item) => item.word !== SLOT).length < 3) return null;
  const parts: string[] = [];
  for (const { word, gap } of common) {
    if (gap && parts.at(-1) !== SLOT) parts.push(SLOT);
    if (word !== '') parts.push(word);
  }
  // Words after the last common one were different in every prompt.
  if (parts.at(-1) !== SLOT && all.some((words) => words.at(-1) !== parts.at(-1))) parts.push(SLOT);
  return parts.join(' ');
}

/** Share of the words of the shorter text that two prompts of one wording have in common. */
const ALIKE = 0.3;

/** The largest group of texts of one wording: a campaign sends several, and what they have in common is but "the" and "a". */
function alikeTexts(texts: readonly string[][]): string[][] {
  const sets = texts.map((words) => new Set(words.map((word) => word.toLowerCase()).filter((word) => word.length > 3)));
  let best: string[][] = [];
  sets.forEach((mine) => {
    const group = texts.filter((_, j) => {
      let both = 0;
      for (const word of sets[j]!) if (mine.has(word)) both++;
      return both >= ALIKE * Math.max(1, Math.min(mine.size, sets[j]!.size));
    });
    if (group.length > best.length) best = group;
  });
  return best;
}

interface Item {
  readonly word: string;
  /** Something that differs stands before this word. */
  readonly gap: boolean;
}

/** Longest common subsequence; a gap is marked wherever either side has more. */
function align(common: readonly Item[], words: readonly string[]): Item[] {
  const n = common.length;
  const m = words.length;
  const table = new Uint16Array((n + 1) * (m + 1));
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      table[i * (m + 1) + j] =
        common[i]!.word === words[j] && common[i]!.word !== ''
          ? table[(i + 1) * (m + 1) + j + 1]! + 1
          : Math.max(table[(i + 1) * (m + 1) + j]!, table[i * (m + 1) + j + 1]!);
    }
  }
  const result: Item[] = [];
  let gap = false;
  let i = 0;
  let j = 0;
  while (i < n && j < m) {
    if (common[i]!.word === words[j] && common[i]!.word !== '') {
      result.push({ word: common[i]!.word, gap: gap || common[i]!.gap });
      gap = false;
      i++;
      j++;
    } else if (table[(i + 1) * (m + 1) + j]! >= table[i * (m + 1) + j + 1]!) {
      gap = true;
      i++;
    } else {
      gap = true;
      j++;
    }
  }
  if (i < n || j < m || gap) result.push({ word: '', gap: true });
  return result;
}
