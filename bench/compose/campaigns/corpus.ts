// SPDX-License-Identifier: Apache-2.0
import type { Kit } from '../kit.ts';
import { createRandom, mixSeeds, type Random } from '../random.ts';
import type { Task } from '../sets.ts';

/** A harvester's list of work: item `i` is the same text whenever it is asked for, and no other item is. */
export type Corpus = (item: number) => string;

const LANGUAGES = [
  'Python',
  'JavaScript',
  'Java',
  'C++',
  'C#',
  'Ruby',
  'PHP',
  'Swift',
  'Kotlin',
  'Rust',
  'Go',
  'TypeScript',
  'Scala',
  'R',
  'Perl',
];
const NAMED = /\b(?:Python|JavaScript|Java|C\+\+|C#|Ruby|PHP|Swift|Kotlin|Rust|Go|TypeScript|Scala|Perl|shell)\b/u;

/** Deals the public instructions out so that no two campaigns of a run share one. */
export function createCorpora(kit: Kit, weights: ReadonlyMap<string, number>): (name: string, items: number) => Corpus {
  const r = createRandom(mixSeeds(kit.seed, 0xc0de));
  const all = r.shuffle([...kit.library.sets.harvestCode, ...kit.library.sets.harvestRole]);
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const slices = new Map<string, Task[]>();
  let at = 0;
  for (const [name, weight] of weights) {
    const size = Math.floor((all.length * weight) / total);
    slices.set(name, all.slice(at, at + size));
    at += size;
  }
  return (name, items) => {
    const own = slices.get(name) ?? all;
    const seed = r.int(0x1_0000_0000);
    const stride = Math.max(1, Math.ceil(items / own.length));
    return (item) => {
      if (item % stride === 0 && item / stride < own.length) return textOf(own[item / stride]!);
      const r = createRandom(mixSeeds(seed, item));
      return r.chance(0.5) ? vary(kit, r.pick(own), r.pick(own), r) : invent(kit, r);
    };
  };
}

function textOf(task: Task): string {
  return task.input === '' ? task.instruction : `${task.instruction}\n\n${task.input}`;
}

/** An evolved item: another language, another input, one more demand. */
function vary(kit: Kit, task: Task, other: Task, r: Random): string {
  const words = task.instruction.replace(NAMED, () => r.pick(LANGUAGES)).split(' ');
  const spare = kit.library.harvest.sentence(r, 12, r.float(), 0.3).split(' ');
  for (let i = 0; i < 2 + words.length / 5; i++) words[r.int(words.length)] = r.pick(spare);
  const demand = r.chance(0.6) ? ` ${kit.library.harvest.sentence(r, 9, r.float(), 0.5)}` : '';
  return `${words.join(' ')}${demand}${other.input === '' ? '' : `\n\n${other.input}`}`;
}

function invent(kit: Kit, r: Random): string {
  const topic = r.float();
  const said = kit.library.harvest.sentence(r, 14 + r.int(16), topic, 0.2);
  return r.chance(0.5) ? said : `${said} ${kit.library.harvest.sentence(r, 8 + r.int(10), topic, 0.05)}`;
}
