// SPDX-License-Identifier: Apache-2.0
import type { Random } from './random.ts';
import { DETAILS, DOMAINS, ENDINGS, FOREIGN, OPENERS, REASONS, VERBS } from './words.ts';

/** An ordinary person's way of asking: a few domains, a few habits, one language. */
export interface Voice {
  readonly language: 'en' | keyof typeof FOREIGN;
  readonly domains: readonly (typeof DOMAINS)[number][];
  readonly openers: readonly string[];
  readonly endings: readonly string[];
  /** Some people keep their own prompt and fill it in. */
  readonly own: string | null;
  /** Length of what they paste. */
  readonly pastes: number;
}

export function createVoice(random: Random): Voice {
  const language = random.chance(0.82) ? 'en' : random.pick(Object.keys(FOREIGN) as (keyof typeof FOREIGN)[]);
  const domains = Array.from({ length: 1 + random.below(3) }, () => random.pick(DOMAINS));
  const own = random.chance(0.3)
    ? `You are helping with the ${random.pick(domains[0]!.nouns)} ${random.pick(DETAILS)}. ${random.pick(REASONS)} ${capital(random.pick(VERBS))} it, ${random.pick(DETAILS)}: {slot} ${random.pick(ENDINGS)}`
    : null;
  return {
    language,
    domains,
    openers: Array.from({ length: 4 }, () => random.pick(OPENERS)),
    endings: Array.from({ length: 3 }, () => random.pick(ENDINGS)),
    own,
    pastes: random.chance(0.25) ? 1 + random.below(5) : 0,
  };
}

/** One thing this voice says. */
export function speak(voice: Voice, random: Random): string {
  if (voice.language !== 'en') {
    const { heads, nouns, tails } = FOREIGN[voice.language];
    const text = `${random.pick(heads)} ${random.pick(nouns)} ${random.pick(tails)}`;
    return random.chance(0.4) ? `${text} ${random.pick(heads)} ${random.pick(nouns)}。${random.below(900)}` : text;
  }
  if (voice.own !== null && random.chance(0.6)) return voice.own.replace('{slot}', aside(voice, random));
  const noun = random.pick(random.pick(voice.domains).nouns);
  const parts = [
    `${random.pick(voice.openers)}${random.pick(VERBS)} ${random.pick(['the', 'a', 'my', 'our', 'this'])} ${noun} ${random.pick(DETAILS)}.`,
    random.chance(0.6) ? random.pick(REASONS) : '',
    random.chance(0.4)
      ? `It is ${random.pick(DETAILS)} and should ${random.pick(VERBS)} the ${random.pick(random.pick(voice.domains).nouns)} too.`
      : '',
    random.chance(0.4) ? random.pick(voice.endings) : '',
  ];
  for (let i = 0; i < voice.pastes; i++) parts.push(aside(voice, random));
  return parts.filter((part) => part !== '').join(' ');
}

/** A sentence of content, as pasted text or as what fills a slot. */
export function aside(voice: Voice, random: Random): string {
  const domain = random.pick(voice.domains);
  const amount = 1 + random.below(900);
  return random.pick([
    () => `The ${random.pick(domain.nouns)} was changed ${random.pick(DETAILS)} and now costs ${amount}.`,
    () => `${capital(random.pick(domain.nouns))} number ${amount} ${random.pick(DETAILS)}.`,
    () =>
      `In ${1900 + random.below(125)} somebody tried to ${random.pick(VERBS)} the ${random.pick(domain.nouns)} ${random.pick(DETAILS)}.`,
    () => `Notes: ${random.pick(domain.nouns)}, ${random.pick(domain.nouns)}, ${amount} pieces, ${random.pick(DETAILS)}.`,
    () => `We ${random.pick(VERBS)} the ${random.pick(domain.nouns)} every week. ${random.pick(REASONS)}`,
  ])();
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A task with a subject from anywhere: an item of a corpus. Practically never the same twice. */
export function corpusItem(random: Random): string {
  const domain = random.pick(DOMAINS);
  const other = random.pick(DOMAINS);
  const noun = random.pick(domain.nouns);
  return random.pick([
    () =>
      `${capital(random.pick(VERBS))} a ${noun} ${random.pick(DETAILS)}, given a ${random.pick(other.nouns)} of ${2 + random.below(800)} units. ${random.pick(REASONS)}`,
    () => `What are ${2 + random.below(8)} ways to ${random.pick(VERBS)} the ${noun} ${random.pick(DETAILS)}?`,
    () =>
      `A ${noun} and a ${random.pick(other.nouns)} are ${random.pick(['combined', 'compared', 'exchanged', 'sold together'])} ${random.pick(DETAILS)}. ${capital(random.pick(VERBS))} the result.`,
    () =>
      `Given ${2 + random.below(90)} ${noun}s at ${1 + random.below(500)} each and one ${random.pick(other.nouns)}, ${random.pick(VERBS)} the total ${random.pick(DETAILS)}.`,
    () =>
      `Explain to a ${random.pick(['lawyer', 'child', 'nurse', 'farmer', 'pilot', 'baker', 'judge', 'sailor'])} how to ${random.pick(VERBS)} a ${noun} ${random.pick(DETAILS)}.`,
    () =>
      `Write a ${random.pick(['function', 'letter', 'dialogue', 'table', 'poem', 'checklist', 'proof', 'test'])} about the ${noun}, then ${random.pick(VERBS)} the ${random.pick(other.nouns)} ${random.pick(DETAILS)}.`,
  ])();
}
