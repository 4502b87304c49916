// SPDX-License-Identifier: Apache-2.0
import type { Random } from '../../random.ts';
import { ja, ko, th, zh } from './east-asian.ts';
import { de, es, fr, it, pt } from './latin.ts';
import { ar, hi, ru } from './other.ts';
import type { Language } from './language.ts';

/** Languages other than English, so that nothing in detection leans on English. */
export const LANGUAGES = { ar, de, es, fr, hi, it, ja, ko, pt, ru, th, zh } as const satisfies Record<string, Language>;

export type LanguageCode = 'en' | keyof typeof LANGUAGES;
const CODES = Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[];

/** About a fifth of people write in another language than English. */
export function pickLanguage(random: Random): LanguageCode {
  return random.chance(0.79) ? 'en' : random.pick(CODES);
}

/** Where somebody lives who writes in this language; loosely. */
export function pickRegion(code: string, random: Random): string {
  const known = (LANGUAGES as Record<string, Language>)[code];
  if (known === undefined || random.chance(0.1)) return random.pick(['na', 'eu', 'apac', 'latam', 'mea']);
  return random.pick(known.regions);
}

/** A code from a profile, as one of ours. */
export function asLanguage(code: string): LanguageCode {
  return CODES.find((known) => known === code) ?? 'en';
}

/** One request in the language. */
export function speakIn(code: keyof typeof LANGUAGES, random: Random): string {
  return expand(LANGUAGES[code], random.pick(LANGUAGES[code].frames), random);
}

/** One sentence of content in the language. */
export function tellIn(code: keyof typeof LANGUAGES, random: Random): string {
  return expand(LANGUAGES[code], random.pick(LANGUAGES[code].facts), random);
}

function expand(language: Language, frame: string, random: Random): string {
  return frame.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'n') return String(2 + random.below(900));
    if (name === 'fact') return expand(language, random.pick(language.facts), random);
    return random.pick(language.words[name as keyof Language['words']]);
  });
}
