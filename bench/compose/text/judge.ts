// SPDX-License-Identifier: Apache-2.0
import type { Message, Said } from '../plan.ts';
import type { Random } from '../random.ts';
import type { Judge } from '../sets.ts';
import type { Library } from './library.ts';

/**
 * A judge prompt with its slots filled.
 * @param bench questions of mt_bench and vicuna_bench with answers of public models; otherwise fresh questions and answers.
 */
export function fillJudge(library: Library, judge: Judge, r: Random, bench: boolean): Said {
  const topic = r.float();
  const question = (): string =>
    bench
      ? r.pick(library.sets.questions)[0]!
      : r.chance(0.3)
        ? r.pick(library.sets.harvestCode).instruction
        : library.harvest.sentence(r, 18, topic, 0.3);
  const answer = (): string =>
    bench && r.chance(0.7) ? r.pick(library.sets.answers).slice(0, 500) : library.everyday.passage(r, 25 + r.int(60), topic);
  const filled = judge.template.replace(/\{(\w+)\}/gu, (_, slot: string) =>
    slot.startsWith('question') ? question() : answer(),
  );
  const messages: Message[] = [{ role: 'user', content: filled }];
  return judge.system.length > 40 ? { messages, system: judge.system } : { messages };
}
