// SPDX-License-Identifier: Apache-2.0
import type { Random } from '../random.ts';
import type { World } from '../world.ts';
import { DOMAINS, type Domain } from './domains.ts';
import { type LanguageCode, pickLanguage, speakIn, tellIn } from './languages/index.ts';
import { taskItem } from './items.ts';
import { capital, DETAILS, ENDINGS, OPENERS, REASONS, VERBS } from './phrases.ts';

/** An ordinary person's way of asking: a few domains, a few habits, one language. */
export interface Voice {
  readonly language: LanguageCode;
  readonly domains: readonly Domain[];
  readonly openers: readonly string[];
  readonly endings: readonly string[];
  /** Some people keep their own prompt and fill it in. */
  readonly own: string | null;
  /** Sentences that they paste. */
  readonly pastes: number;
  /** Prompts of a corpus that they use instead of the grammar. */
  readonly prompts: readonly string[] | null;
}

export function createVoice(world: World, random: Random, language = pickLanguage(random)): Voice {
  const domains = Array.from({ length: 1 + random.below(3) }, () => random.pick(DOMAINS));
  return {
    language,
    domains,
    openers: Array.from({ length: 4 }, () => random.pick(OPENERS)),
    endings: Array.from({ length: 3 }, () => random.pick(ENDINGS)),
    own: random.chance(0.3)
      ? `You are helping with the ${random.pick(domains[0]!.nouns)} ${random.pick(DETAILS)}. ${random.pick(REASONS)} ${capital(random.pick(VERBS))} it, ${random.pick(DETAILS)}: {slot} ${random.pick(ENDINGS)}`
      : null,
    pastes: random.chance(0.25) ? 1 + random.below(5) : 0,
    prompts: world.corpus === null ? null : stretch(world.corpus.people, random),
  };
}

/** A few neighbouring prompts: one person's interests. */
function stretch(prompts: readonly string[], random: Random): string[] {
  const from = random.below(prompts.length);
  return Array.from({ length: 4 + random.below(24) }, (_, i) => prompts[(from + i) % prompts.length]!);
}

/** One thing this voice says. */
export function speak(voice: Voice, random: Random): string {
  if (voice.prompts !== null) {
    const prompt = random.pick(voice.prompts);
    return random.chance(0.35) ? prompt : `${random.pick(voice.openers)}${prompt} ${aside(voice, random)}`;
  }
  if (voice.language !== 'en') {
    const parts = [speakIn(voice.language, random)];
    for (let i = random.below(2) + voice.pastes; i > 0; i--) parts.push(tellIn(voice.language, random));
    return parts.join(' ');
  }
  if (voice.own !== null && random.chance(0.6)) return voice.own.replace('{slot}', () => aside(voice, random));
  // People set plain tasks too, of the same kinds that stand in data sets.
  if (random.chance(0.2)) return taskItem(random, voice.domains);
  const noun = random.pick(random.pick(voice.domains).nouns);
  let text = `${random.pick(voice.openers)}${random.pick(VERBS)} ${random.pick(['the', 'a', 'my', 'our', 'this'])} ${noun} ${random.pick(DETAILS)}.`;
  if (random.chance(0.6)) text += ` ${random.pick(REASONS)}`;
  if (random.chance(0.4))
    text += ` It is ${random.pick(DETAILS)} and should ${random.pick(VERBS)} the ${random.pick(random.pick(voice.domains).nouns)} too.`;
  if (random.chance(0.4)) text += ` ${random.pick(voice.endings)}`;
  for (let i = 0; i < voice.pastes; i++) text += ` ${aside(voice, random)}`;
  return text.trimEnd();
}

/** A sentence of content, as pasted text or as what fills a slot. */
export function aside(voice: Voice, random: Random): string {
  if (voice.language !== 'en') return tellIn(voice.language, random);
  const { nouns } = random.pick(voice.domains);
  const amount = 1 + random.below(900);
  switch (random.below(6)) {
    case 0:
      return `The ${random.pick(nouns)} was changed ${random.pick(DETAILS)} and now costs ${amount}.`;
    case 1:
      return `${capital(random.pick(nouns))} number ${amount} ${random.pick(DETAILS)}.`;
    case 2:
      return `In ${1900 + random.below(125)} somebody tried to ${random.pick(VERBS)} the ${random.pick(nouns)} ${random.pick(DETAILS)}.`;
    case 3:
      return `Notes: ${random.pick(nouns)}, ${random.pick(nouns)}, ${amount} pieces, ${random.pick(DETAILS)}.`;
    case 4:
      return `We ${random.pick(VERBS)} the ${random.pick(nouns)} every week. ${random.pick(REASONS)}`;
    default:
      return `To ${random.pick(VERBS)} a ${random.pick(nouns)} took ${amount} minutes. ${random.pick(REASONS)}`;
  }
}
