// SPDX-License-Identifier: Apache-2.0
import type { Kit } from '../kit.ts';
import { type Message, randomOf, type Said } from '../plan.ts';
import { createRandom, mixSeeds, type Random } from '../random.ts';
import { fillJudge } from '../text/judge.ts';
import { DEEPER, TECHNIQUES } from '../text/wording.ts';
import type { createWrapperDealer, Wrapper } from '../text/wrappers.ts';
import { converse } from '../voices.ts';
import type { CampaignKind } from './catalogue.ts';
import type { Corpus } from './corpus.ts';

/** Items from here on are tries of a technique. */
export const PROBE = 0x2000_0000;

/** What the campaigns of a run are dealt, so that no two share an item or a sentence. */
export interface Stores {
  readonly corpusOf: (name: string, items: number) => Corpus;
  readonly wrappers: ReturnType<typeof createWrapperDealer>;
}

/** What a member says for an item, at a turn. */
export type Speaker = (seed: number, item: number, turn: number) => Said;

export interface Stage {
  readonly kit: Kit;
  readonly kind: CampaignKind;
  readonly corpus: Corpus;
  readonly r: Random;
  readonly wrappers: Stores['wrappers'];
}

export const SPEAKERS: Readonly<Record<CampaignKind['content'], (stage: Stage) => Speaker>> = {
  wrapped: ({ kind, corpus, r, wrappers }) => {
    const style = kind.wrapper ?? 'expert';
    if (kind.wordings === undefined) {
      const wrapper = wrappers.deal(style, r, kind.inSystem);
      return (_, item) => wrap(wrapper, corpus(item));
    }
    const base = r.int(0x1_0000_0000);
    const draw = (which: number): Wrapper => wrappers.paraphrase(style, createRandom(mixSeeds(base, which)), kind.inSystem);
    const forty = Array.from({ length: 40 }, (_, i) => draw(i));
    return (seed, item) => wrap(kind.wordings === 'own' ? draw(seed) : forty[mixSeeds(item, 5) % forty.length]!, corpus(item));
  },
  plain: ({ corpus }) => {
    return (_, item) => ask(corpus(item));
  },
  pipeline: ({ kit, corpus, r }) => {
    const template = r.pick(kit.library.sets.pipelines);
    return (_, item) => ({ ...ask(`${template} ${corpus(item)}`), maxTokens: 350 });
  },
  rubric: ({ kit, r }) => {
    const judge = r.pick(kit.library.sets.judges);
    const base = r.int(0x1_0000_0000);
    return (_, item) => ({ ...fillJudge(kit.library, judge, createRandom(mixSeeds(base, item)), false), maxTokens: 200 });
  },
  probe: ({ kit, corpus, r }) => {
    const winner = r.pick(TECHNIQUES);
    const tries = [...kit.library.sets.leaks, ...kit.library.sets.jailbreaks];
    return (seed, item) => {
      if (item < PROBE) return ask(`${winner[0]}${corpus(item)}${winner[1]}`);
      const r = randomOf(seed, item, 0);
      const [head, tail] = r.pick(TECHNIQUES);
      const tried = r.chance(0.6)
        ? `${head}${kit.library.harvest.sentence(r, 14, r.float())}${tail}`
        : r.pick(tries).slice(0, 2_500);
      return { ...ask(tried), refused: r.chance(0.75) };
    };
  },
  dialogue: ({ kit, corpus, r, wrappers }) => {
    const wrapper = wrappers.deal('thin', r);
    const deeper = r.shuffle([...DEEPER]);
    return (seed, item, turn) => ({
      messages: converse(kit, seed, item, turn, (t) =>
        t === 0 ? `${wrapper.head}${corpus(item)}${wrapper.tail}` : deeper[t % deeper.length]!,
      ),
      session: `s-${seed.toString(36)}-${item}`,
    });
  },
};

function ask(content: string): { messages: Message[] } {
  return { messages: [{ role: 'user', content }] };
}

function wrap(wrapper: Wrapper, text: string): Said {
  const said = ask(`${wrapper.head}${text}${wrapper.tail}`);
  return wrapper.system === '' ? said : { ...said, system: wrapper.system };
}
