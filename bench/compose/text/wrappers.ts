// SPDX-License-Identifier: Apache-2.0
import { createRandom, type Random } from '../random.ts';
import { CLOSINGS, DEALT, FOREIGN, PARAPHRASED, type Stock, TAG_ORDERS, TAG_PAIRS, TAILS } from './wording.ts';

/** What a campaign puts around each item of its corpus. */
export interface Wrapper {
  readonly system: string;
  readonly head: string;
  readonly tail: string;
}

export type WrapperStyle = 'expert' | 'tags' | 'thin' | 'foreign';

/** Wordings of one campaign: the first, the second, … of the same wish. */
export type DrawWrapper = (style: WrapperStyle, r: Random, inSystem?: boolean) => Wrapper;

/** Chooses at each `{a|b}`. */
export function chooseWords(text: string, r: Random): string {
  return text.replace(/\{([^{}]*\|[^{}]*)\}/gu, (_, choices: string) => r.pick(choices.split('|')));
}

/** Deals sentences to the campaigns of a run so that no two share one, as long as they last. */
export function createWrapperDealer(seed: number): { deal: DrawWrapper; paraphrase: DrawWrapper } {
  const r = createRandom(seed);
  const hands = new Map<string, string[]>();
  const dealt = (part: keyof Stock | 'foreign' | 'tags'): string => {
    let hand = hands.get(part);
    if (hand === undefined || hand.length === 0) {
      const all = part === 'foreign' ? FOREIGN.map((_, i) => String(i)) : part === 'tags' ? TAG_ORDERS : DEALT[part];
      hand = r.shuffle([...all]);
      hands.set(part, hand);
    }
    return hand.pop()!;
  };
  return {
    deal: (style, r, inSystem) => assemble(style, r, inSystem ?? false, dealt),
    paraphrase: (style, r, inSystem) =>
      assemble(style, r, inSystem ?? false, (part) =>
        part === 'foreign' ? String(r.int(FOREIGN.length)) : r.pick(part === 'tags' ? TAG_ORDERS : PARAPHRASED[part]),
      ),
  };
}

function assemble(
  style: WrapperStyle,
  r: Random,
  inSystem: boolean,
  from: (part: keyof Stock | 'foreign' | 'tags') => string,
): Wrapper {
  if (style === 'foreign') {
    const [head, tail] = FOREIGN[Number(from('foreign'))]!;
    return { system: '', head, tail };
  }
  const say = (part: keyof Stock): string => chooseWords(from(part), r);
  if (style === 'thin') return { system: '', head: r.chance(0.5) ? `${r.pick(CLOSINGS)} ` : '', tail: `\n\n${say('depths')}` };
  const parts = [
    say('roles'),
    say('orders'),
    style === 'tags' ? forceTags(chooseWords(from('tags'), r), r) : say('depths'),
    say('shapes'),
  ];
  if (r.chance(0.25)) parts.splice(3, 1);
  const text = parts.join(r.chance(0.7) ? ' ' : '\n');
  if (inSystem) return { system: text, head: '', tail: '' };
  return { system: '', head: `${text}\n\n${r.pick(CLOSINGS)}\n`, tail: r.pick(TAILS) };
}

function forceTags(order: string, r: Random): string {
  const [inner, outer] = r.pick(TAG_PAIRS);
  return order.replaceAll(/<(\/?)a>/gu, `<$1${inner}>`).replaceAll(/<(\/?)b>/gu, `<$1${outer}>`);
}
