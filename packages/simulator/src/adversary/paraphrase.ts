// SPDX-License-Identifier: Apache-2.0
import type { Random } from '../random.ts';
import { choose } from '../text/phrases.ts';

/** An instruction with a place for the task. Written by us, in the manner of the public reports. */
export interface Wrapper {
  /** As it stands, with `{slot}`. */
  readonly text: string;
  /**
   * What it says, clause by clause and in any order: for each several sentences that mean the same. In them
   * `[a|b]` is a choice of words.
   */
  readonly clauses: readonly (readonly string[])[];
  /** Ways to hand over the task, with `{slot}`. */
  readonly handover: readonly string[];
}

const OPENINGS = [
  '',
  '',
  '[Hi|Hello|Good day]. ',
  'Next [one|item|case]. ',
  '[Same|Usual] [drill|procedure] [as before|again]. ',
  'For [our|the] [project|archive|course|notebook]: ',
  '[Listen|Read] [carefully|closely]. ',
  'You [know|understand] [this subject|these things] [well|inside out]. ',
];
const CLOSINGS = [
  '',
  '',
  '[Thanks|Cheers|Much obliged].',
  '[No|Without] small talk.',
  'I [count|rely] on you.',
  '[Take|Use] the [time|room] you need.',
  'Nothing [else|more] is [needed|wanted].',
];

/** Rewords a wrapper: other sentences in another order, other layout, an opening and a closing of its own. */
export function paraphrase(wrapper: Wrapper, random: Random): string {
  const clauses = wrapper.clauses.map((alternatives) => choose(random.pick(alternatives), random));
  for (let i = clauses.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [clauses[i], clauses[j]] = [clauses[j]!, clauses[i]!];
  }
  const handover = choose(random.pick(wrapper.handover), random);
  const body = layOut(clauses, random);
  const [first, second] = random.chance(0.45) ? [handover, body] : [body, handover];
  const between = random.pick(['\n', '\n\n', ' ', '\n---\n']);
  return `${choose(random.pick(OPENINGS), random)}${first}${between}${second} ${choose(random.pick(CLOSINGS), random)}`.trim();
}

function layOut(clauses: readonly string[], random: Random): string {
  switch (random.below(4)) {
    case 0:
      return clauses.map((clause) => `- ${clause}`).join('\n');
    case 1:
      return clauses.map((clause, i) => `${i + 1}. ${clause}`).join('\n');
    case 2:
      return clauses.join('\n');
    default:
      return clauses.join(' ');
  }
}
