// SPDX-License-Identifier: Apache-2.0
import type { Random } from '../random.ts';
import type { World } from '../world.ts';
import { DOMAINS, type Domain } from './domains.ts';
import { FRAMES } from './frames.ts';
import { LANGUAGES, speakIn } from './languages/index.ts';
import { capital, choose, DETAILS, REASONS, VERBS } from './phrases.ts';

const CODES = Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[];
const LISTS: Readonly<Record<string, readonly string[]>> = {
  verb: VERBS,
  detail: DETAILS,
  reason: REASONS.filter((reason) => reason !== ''),
  who: 'lawyer|child|nurse|farmer|pilot|baker|judge|sailor|plumber|violinist|tax adviser|sceptic|goalkeeper|neighbour'.split('|'),
  form: 'function|letter|dialogue|table|poem|checklist|proof|test|limerick|flow chart|memo|regular expression'.split('|'),
  label:
    'positive, negative or neutral|urgent or not urgent|fact or opinion|spam or ham|formal or informal|literal or ironic'.split(
      '|',
    ),
  code: 'Python|TypeScript|SQL|Rust|Go|Bash|Java|R|Haskell|C'.split('|'),
};

/** A plain task on subjects of these domains; of all of them, it is now and then in another language. Seldom the same twice. */
export function taskItem(random: Random, domains: readonly Domain[] = DOMAINS): string {
  if (domains === DOMAINS && random.chance(0.08)) {
    const code = random.pick(CODES);
    return `${speakIn(code, random)} ${speakIn(code, random)}`;
  }
  return choose(random.pick(FRAMES), random).replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'noun') return random.pick(random.pick(domains).nouns);
    if (name === 'Verb') return capital(random.pick(VERBS));
    const list = LISTS[name];
    return list === undefined ? String(2 + random.below(Number(name.slice(1)))) : random.pick(list);
  });
}

/** Deals tasks, no text twice: from the corpus where the world has one, else made up. */
export function createDeck(world: World, random: Random): () => string {
  const dealt = new Set<string>();
  const cards = world.corpus?.items ?? [];
  let at = cards.length === 0 ? 0 : random.below(cards.length);
  let left = cards.length;
  return () => {
    for (;;) {
      const item = left > 0 ? cards[at++ % cards.length]! : (another(cards, random) ?? taskItem(random));
      left--;
      if (dealt.has(item)) continue;
      dealt.add(item);
      return item;
    }
  };
}

/** When a corpus is used up, two of its prompts make another. */
function another(cards: readonly string[], random: Random): string | null {
  return cards.length < 2 ? null : `${random.pick(cards)}\n\n${random.pick(cards)}\n\n(${random.below(1e6)})`;
}
