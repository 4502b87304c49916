// SPDX-License-Identifier: Apache-2.0
import { type Kit, NEW_MODEL } from './kit.ts';
import { type Message, randomOf, type Said, type Voice } from './plan.ts';
import type { Random } from './random.ts';
import { drawTime, followConversation, followTrace, type Shape, type Window } from './rhythm.ts';
import { askAsPerson, createPerson, fillSlots, followUp, type Person } from './text/person.ts';

/** Items from here on are tries of a new model with what everybody tries. */
export const SURGE = 0x8000_0000;
const VIRAL_PROMPTS = 10;
/** Resent history is not read as news, so a little of it does. */
const HISTORY_TURNS = 2;

/** A conversation so far: the newest turns with answers, each said again from its own seed. */
export function converse(
  kit: Kit,
  seed: number,
  item: number,
  turn: number,
  say: (turn: number, r: Random) => string,
): Message[] {
  const messages: Message[] = [];
  for (let t = Math.max(0, turn - HISTORY_TURNS); t < turn; t++) {
    const r = randomOf(seed, item, t);
    messages.push({ role: 'user', content: say(t, r) });
    messages.push({ role: 'assistant', content: kit.library.everyday.sentence(r, 5 + r.int(12), r.float()) });
  }
  messages.push({ role: 'user', content: say(turn, randomOf(seed, item, turn)) });
  return messages;
}

/** Somebody who talks: `open` says the first message of a conversation. */
export function talk(kit: Kit, seed: number, person: Person, open: (r: Random, item: number) => string, system?: string): Voice {
  return ({ item, turn }) => {
    if (item >= SURGE) {
      const prompt = kit.library.popular[(item * 7) % VIRAL_PROMPTS]!;
      return { messages: [{ role: 'user', content: prompt }], model: NEW_MODEL };
    }
    const say = (t: number, r: Random): string => (t === 0 ? open(r, item) : followUp(kit.library, person, r));
    const said: Said = { messages: converse(kit, seed, item, turn, say), session: `s-${seed.toString(36)}-${item}` };
    return system === undefined ? said : { ...said, system };
  };
}

/** A coding agent: a person's order, then calls of tools whose results come back as new requests. */
export function agent(kit: Kit, seed: number, person: Person, system: string): Voice {
  return ({ item, turn }) => {
    const messages: Message[] = [{ role: 'user', content: askAsPerson(kit.library, person, randomOf(seed, item, 0)) }];
    for (let t = Math.max(1, turn - HISTORY_TURNS); t <= turn; t++) {
      const r = randomOf(seed, item, t);
      const id = `call_${item}_${t}`;
      const call = {
        id,
        type: 'function',
        function: { name: r.pick(['read_file', 'run', 'search']), arguments: `{"n":${r.int(99)}}` },
      };
      messages.push({ role: 'assistant', content: '', tool_calls: [call] });
      messages.push({ role: 'tool', tool_call_id: id, content: kit.library.coding.passage(r, 20 + r.int(60), person.topic) });
    }
    return { messages, system, tools: true, session: `a-${seed.toString(36)}-${item}` };
  };
}

/** An ordinary person: own words, now and then a prompt that everybody knows. */
export function ordinaryVoice(kit: Kit, seed: number, language: string, popular = 0.06): Voice {
  const person = createPerson(kit.library, seed, language);
  return talk(kit, seed, person, (r) =>
    r.chance(popular)
      ? fillSlots(kit.library.popular[r.zipf(kit.library.popular.length, 1.1)]!, kit.library, r, person.topic)
      : askAsPerson(kit.library, person, r),
  );
}

/** Conversations of real shape, at times of a place's rhythm, until `count` exchanges are placed. */
export function placeConversations(
  kit: Kit,
  r: Random,
  account: number,
  count: number,
  span: Window,
  shape: Shape,
  zone: number,
  least = 1,
  most = 12,
): void {
  let placed = 0;
  for (let item = 0; placed < count; item++) {
    const start = drawTime(span, shape, zone, r);
    const times = followConversation(kit.library.sets.traces, start, least, r);
    for (const [turn, time] of times.slice(0, most).entries()) {
      if (placed >= count) break;
      kit.plan.addMoment(account, Math.min(time, span.until - 1), item, turn);
      placed++;
    }
  }
}

/** Single calls in runs: a script or a tool in use, with the burstiness of the Azure code trace. */
export function placeRuns(
  kit: Kit,
  r: Random,
  account: number,
  count: number,
  span: Window,
  shape: Shape,
  zone: number,
  run: { readonly size: number; readonly gapMs: number },
): void {
  let item = 0;
  while (item < count) {
    const start = drawTime(span, shape, zone, r);
    const size = Math.min(count - item, 1 + r.poisson(r.exponential(run.size)));
    const gaps = r.chance(0.5) ? kit.library.sets.traces.codeGapsMs : kit.library.sets.traces.chatGapsMs;
    for (const time of followTrace(gaps, start, size, run.gapMs * r.lognormal(1, 0.6), r))
      kit.plan.addMoment(account, Math.min(time, span.until - 1), item++);
  }
}

/** Exchanges of an ordinary account in a week: heavy-tailed. */
export function drawVolume(kit: Kit, r: Random, median = 11): number {
  const weeks = (kit.plan.until - kit.plan.from) / (7 * 86_400_000);
  return Math.max(1, Math.min(1_500, Math.round(r.lognormal(median, 1.15) * weeks)));
}
