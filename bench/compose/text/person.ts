// SPDX-License-Identifier: Apache-2.0
import { createRandom, mixSeeds, type Random } from '../random.ts';
import { FOLLOW_UPS, FRAMES, GREETINGS, SLOT_VALUES } from './frames.ts';
import type { Library } from './library.ts';

/** Somebody's way of asking. Everything is a function of the seed, so that a history can be said again. */
export interface Person {
  readonly language: string;
  readonly topic: number;
  readonly greets: number;
  readonly lowers: number;
  readonly slips: number;
  /** An opening of their own that comes back, or ''. */
  readonly habit: string;
  readonly habitual: number;
  readonly codes: number;
  readonly words: number;
}

export function createPerson(library: Library, seed: number, language: string): Person {
  const r = createRandom(mixSeeds(seed, 0x9e1));
  const topic = r.float();
  const keeps = r.chance(0.25);
  return {
    language,
    topic,
    greets: r.chance(0.3) ? r.float() * 0.5 : 0.02,
    lowers: r.chance(0.3) ? 0.9 : 0.1,
    slips: r.chance(0.2) ? 0.5 : 0.05,
    habit: keeps ? library.everyday.sentence(r, 8 + r.int(16), topic, 0.2) : '',
    habitual: keeps ? r.between(0.2, 0.8) : 0,
    codes: r.chance(0.2) ? r.between(0.2, 0.9) : 0.03,
    words: r.lognormal(22, 0.6),
  };
}

/** A first message, new every time. */
export function askAsPerson(library: Library, person: Person, r: Random): string {
  let text = '';
  const roll = r.float();
  const length = Math.max(4, Math.min(220, r.lognormal(person.words, 0.7)));
  if (r.chance(person.habitual)) text = `${person.habit} ${library.everyday.passage(r, length, person.topic)}`;
  else if (r.chance(person.codes)) text = askForCode(library, r, person.topic);
  else if (roll < 0.45 || person.language !== 'en')
    text = r.pick(FRAMES[person.language]!).replace('{}', () => library.everyday.passage(r, length, person.topic));
  else if (roll < 0.6) text = askAfterTask(library, r, person.topic);
  else text = library.everyday.passage(r, length * 0.7, person.topic);
  return inStyle(text, person, r);
}

/** What follows in a conversation. */
export function followUp(library: Library, person: Person, r: Random): string {
  const text = r.pick(FOLLOW_UPS[person.language]!);
  return inStyle(
    text.replace('{}', () => library.everyday.sentence(r, 4 + r.int(14), person.topic)),
    person,
    r,
  );
}

function askForCode(library: Library, r: Random, topic: number): string {
  if (r.chance(0.15)) {
    const task = r.pick(library.sets.benignCode);
    return `${task.instruction}\n${library.coding.sentence(r, 10, topic)}`;
  }
  const said = library.coding.sentence(r, 10 + r.int(16), topic, 0.1);
  return r.chance(0.4) ? `${said}\n\n${library.coding.passage(r, 20 + r.int(60), topic)}` : said;
}

/** A known task with material of one's own, half the time with words of the task changed. */
function askAfterTask(library: Library, r: Random, topic: number): string {
  const task = r.pick(library.sets.asks);
  const instruction = r.chance(0.6) ? perturb(task.instruction, library, r, topic) : task.instruction;
  return `${instruction}\n${library.everyday.passage(r, 10 + r.int(50), topic)}`;
}

/** Some words replaced by others of the register. */
export function perturb(text: string, library: Library, r: Random, topic: number): string {
  const words = text.split(' ');
  const spare = library.everyday.sentence(r, 10, topic, 0.3).split(' ');
  const changes = 1 + Math.floor(words.length / 6);
  for (let i = 0; i < changes; i++) words[r.int(words.length)] = r.pick(spare);
  return words.join(' ');
}

function inStyle(said: string, person: Person, r: Random): string {
  let text = said;
  if (r.chance(person.lowers)) text = text.slice(0, 1).toLowerCase() + text.slice(1);
  if (r.chance(person.greets)) text = r.pick(GREETINGS[person.language]!) + text;
  if (r.chance(person.slips) && text.length > 12) {
    const at = 1 + r.int(Math.min(text.length, 200) - 4);
    text = `${text.slice(0, at)}${text[at + 1]}${text[at]}${text.slice(at + 2)}`;
  }
  return text;
}

/** A shared prompt with its `${…}` slots filled by the one who uses it. */
export function fillSlots(prompt: string, library: Library, r: Random, topic: number): string {
  return prompt.replace(/\$\{[^}]*\}/gu, (slot) => {
    const given = slot.indexOf(':');
    if (given > 0 && r.chance(0.35)) return slot.slice(given + 1, -1);
    return r.chance(0.5) ? r.pick(SLOT_VALUES) : library.everyday.sentence(r, 3 + r.int(5), topic);
  });
}
