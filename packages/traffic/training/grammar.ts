// SPDX-License-Identifier: Apache-2.0
import type { Random } from './random.ts';
import type { LanguageGrammar } from './wordings/languages/language.ts';
import { CODE, NAMES, QUESTIONS, SENTENCES, TASKS, TOPICS } from './wordings/slots.ts';

/** Half of the slot contents belong to each side of the split, so that no content is seen on both. */
export type Part = 'dev' | 'test';

/** Contents of the slots of a wording. */
export type Slots = (slot: string, random: Random) => string | undefined;

/** Texts of public sets that may stand in a slot. */
export interface Borrowed {
  readonly questions: readonly string[];
  readonly tasks: readonly string[];
  readonly answers: readonly string[];
}

const OPENINGS = [
  'Hi, ',
  'Hello. ',
  'Please note: ',
  'Dear assistant, ',
  'Ok. ',
  'Next one: ',
  'As discussed, ',
  '# Task\n',
  'Hey! ',
  '> ',
];
const CLOSINGS = [
  ' Thanks.',
  ' Thank you!',
  ' Be quick, please.',
  '\n\nBest, Tom',
  ' It is for work.',
  ' (in English)',
  '\n',
  ' Go.',
];

/** Fills a wording: `[a|b]` is replaced by one of its parts, `{slot}` by content; anything else stays. */
export function expand(wording: string, random: Random, slots: Slots): { text: string; frame: string } {
  const chosen = wording.replace(/\[([^[\]]*\|[^[\]]*)\]/g, (_, parts: string) => random.pick(parts.split('|')));
  return {
    text: chosen.replace(/\{(\w+)\}/g, (whole, slot: string) => slots(slot, random) ?? whole),
    frame: chosen.replace(/\{(\w+)\}/g, (whole, slot: string) => (slots(slot, random) === undefined ? whole : '\n')),
  };
}

/** Sometimes puts a greeting before a text or a closing behind it. */
export function decorate(text: string, random: Random): string {
  const opening = random.next() < 0.15 ? random.pick(OPENINGS) : '';
  const closing = random.next() < 0.15 ? random.pick(CLOSINGS) : '';
  return opening + text + closing;
}

export function createSlots(part: Part, borrowed: Borrowed, language?: LanguageGrammar): Slots {
  const half = <T>(list: readonly T[]): T[] => list.filter((_, i) => i % 2 === (part === 'dev' ? 0 : 1));
  const questions = half(language?.questions ?? QUESTIONS);
  const tasks = half(language?.tasks ?? TASKS);
  const topics = half(language?.topics ?? TOPICS);
  const sentences = half(language?.sentences ?? SENTENCES);
  const code = half(CODE);
  const names = half(NAMES);
  const joint = language?.language === 'zh' || language?.language === 'ja' ? '' : ' ';
  const lend = (list: readonly string[], random: Random): string | undefined =>
    language === undefined && list.length > 0 && random.next() < 0.4 ? random.pick(list).slice(0, 1_500) : undefined;
  const prose = (random: Random): string => {
    // Mostly a few sentences; now and then a whole page, so that a wrapper must be found beside long content.
    const length = random.next() < 0.2 ? 8 + random.below(30) : 1 + random.below(4);
    return Array.from({ length }, () => random.pick(sentences)).join(joint);
  };
  return (slot, random) => {
    switch (slot) {
      case 'question':
        return lend(borrowed.questions, random) ?? random.pick(questions);
      case 'task':
        return lend(borrowed.tasks, random) ?? random.pick(tasks);
      case 'topic':
        return random.pick(topics);
      case 'answer':
        return lend(borrowed.answers, random) ?? prose(random);
      case 'text':
        return lend(borrowed.answers, random) ?? prose(random);
      case 'code':
        return random.pick(code);
      case 'name':
        return random.pick(names);
      case 'n':
        return String(2 + random.below(60));
      default:
        return undefined;
    }
  };
}
