// SPDX-License-Identifier: Apache-2.0
/** Lower-case letters of other scripts that look like a Latin one in some common type face. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  ɡ: 'g',
  һ: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  ѕ: 's',
  т: 't',
  у: 'y',
  ѵ: 'v',
  ԝ: 'w',
  х: 'x',
  α: 'a',
  β: 'b',
  ε: 'e',
  ζ: 'z',
  η: 'n',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ı: 'i',
  ո: 'n',
  ս: 'u',
  օ: 'o',
  ց: 'g',
  հ: 'h',
};
const LOOKALIKE_LETTERS = Object.keys(LOOKALIKES).join('');
const LOOKALIKE = new RegExp(`[${LOOKALIKE_LETTERS}]`, 'gu');
/** A Latin letter next to a look-alike: natural words never mix the two. */
const MIXED = new RegExp(`[a-z][${LOOKALIKE_LETTERS}]|[${LOOKALIKE_LETTERS}][a-z]`, 'iu');
const WORD_OF_LATIN_OR_LOOKALIKES = new RegExp(`(?<!\\p{L})[a-z${LOOKALIKE_LETTERS}]+(?!\\p{L})`, 'giu');
const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0000}-\u{e01ef}]/gu;
const ACCENTED = /[\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]/u;
const ACCENT = /[\u0300-\u036f]/gu;
const NON_ASCII_RUN = /[^\0-\x7f]+/gu;

/**
 * Makes texts that look alike equal: lone surrogates replaced, NFKC (UAX #15), accents and invisible
 * characters removed, and words spelt with look-alike letters of other scripts (UTS #39 confusables, the
 * common ones) turned into Latin. Words wholly of look-alikes are folded only where the text is mostly
 * Latin, so that Russian and Greek stay what they are. ASCII stays as it is, upper case included.
 */
export function foldText(text: string): string {
  let folded = '';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 128) continue;
    let own = OWN_FOLD[unit];
    if (own === undefined) OWN_FOLD[unit] = own = foldAlone(unit);
    // Its neighbours matter: all is looked at together.
    if (own === null) return foldTogether(text);
    if (own === KEPT) continue;
    folded += text.slice(from, i) + own;
    from = i + 1;
  }
  return from === 0 ? text : folded + text.slice(from);
}

/** In the place of what a unit becomes: itself. */
const KEPT = '';
/** What each UTF-16 unit becomes whatever stands beside it; null where that depends on it. Filled as units are met. */
const OWN_FOLD = Array.from<string | null | undefined>({ length: 65_536 });
/** Composes with what stands before it, is half a character, is a sigma (final or not), or may be folded as a look-alike. */
const DEPENDS = new RegExp(`[\\p{M}\\p{Cs}\\u1100-\\u11ff\\ua960-\\ua97f\\ud7b0-\\ud7ffσς${LOOKALIKE_LETTERS}]`, 'u');

/** @returns what the unit becomes in every text, {@link KEPT} where that is itself, or null where it depends on the text. */
function foldAlone(unit: number): string | null {
  const letter = String.fromCharCode(unit);
  const alone = foldTogether(letter);
  // An accent elsewhere has the whole text taken apart, once.
  if (alone === '' || DEPENDS.test(letter) || DEPENDS.test(alone) || foldTogether(`é${letter}`) !== `e${alone}`) return null;
  return alone === letter ? KEPT : alone;
}

/** {@link foldText} of a text as a whole. Exported for tests. */
export function foldTogether(text: string): string {
  let plain = text.toWellFormed().normalize('NFKC').replace(INVISIBLE, '');
  if (ACCENTED.test(plain)) plain = plain.normalize('NFD').replace(ACCENT, '').normalize('NFC');
  plain = plain.replace(NON_ASCII_RUN, (run) => run.toLowerCase());
  const mostlyLatin = isMostlyLatin(plain);
  if (!mostlyLatin && !MIXED.test(plain)) return plain;
  return plain.replace(WORD_OF_LATIN_OR_LOOKALIKES, (word) =>
    mostlyLatin || /[a-z]/i.test(word) ? word.replace(LOOKALIKE, (letter) => LOOKALIKES[letter] ?? letter) : word,
  );
}

function isMostlyLatin(text: string): boolean {
  let latin = 0;
  let other = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const lower = unit | 32;
    if (lower >= 97 && lower <= 122) latin++;
    else if (unit >= 0x370 && unit < 0x590) other++;
  }
  return other > 0 && latin > 2 * other;
}
