// SPDX-License-Identifier: Apache-2.0
import { createRandom, mixSeeds, type Random } from './random.ts';

export interface Message {
  readonly role: 'user' | 'assistant' | 'tool';
  readonly content: string;
  readonly tool_calls?: readonly object[];
  readonly tool_call_id?: string;
}

/** What one exchange says. Absent members take the account's defaults. */
export interface Said {
  readonly messages: readonly Message[];
  readonly system?: string;
  readonly model?: string;
  readonly maxTokens?: number;
  readonly temperature?: number;
  readonly json?: boolean;
  readonly tools?: boolean;
  readonly endUser?: string;
  /** Conversation id; absent = the call stands alone. */
  readonly session?: string;
  readonly refused?: boolean;
  /** HTTP status of a call that failed. */
  readonly failed?: number;
  readonly answerTokens?: number;
}

export interface Moment {
  /** Milliseconds since 1970 UTC. */
  readonly time: number;
  /** Which piece of work, conversation or number of call this is; the voice's own meaning. */
  readonly item: number;
  readonly turn: number;
  readonly harvest: boolean;
}

/** How an account speaks: a function of the moment and of randomness seeded by account and item. */
export type Voice = (moment: Moment, r: Random) => Said;

/** Where an account's calls come from, at a time. */
export type Network = (time: number, r: Random) => { readonly ip: string; readonly client: string };

export interface Account {
  readonly id: string;
  readonly seed: number;
  readonly kind: string;
  /** Name of the campaign it truly belongs to, or null. */
  readonly campaign: string | null;
  readonly org: string;
  readonly payment: string;
  readonly device: string;
  readonly tls: string;
  readonly asn: string;
  readonly asnType: string;
  readonly emailDomain: string;
  /** Milliseconds since 1970 UTC; 0 = not kept. */
  readonly createdAt: number;
  /** The operator does not keep what this customer says. */
  readonly redacted: boolean;
  readonly plan: string;
  readonly declaredUse: string;
  readonly region: string;
  readonly language: string;
  readonly model: string;
  readonly network: Network;
  readonly voice: Voice;
}

/** Everything that happens, before a word of it is written: accounts, and moments in columns. */
export interface Plan {
  readonly accounts: Account[];
  readonly from: number;
  readonly until: number;
  readonly count: () => number;
  readonly addAccount: (account: Account) => number;
  /** Moments outside [from, until) are dropped; true if kept. */
  readonly addMoment: (account: number, time: number, item: number, turn?: number, harvest?: boolean) => boolean;
  /** Indices in time order. */
  readonly inOrder: () => Uint32Array;
  readonly account: (index: number) => number;
  readonly moment: (index: number) => Moment;
}

export function createPlan(from: number, until: number): Plan {
  let room = 1 << 16;
  let used = 0;
  let times = new Float64Array(room);
  let owners = new Uint32Array(room);
  let items = new Uint32Array(room);
  let turns = new Uint8Array(room);
  let harvests = new Uint8Array(room);
  const grow = (): void => {
    room *= 2;
    const wider = <T extends Float64Array | Uint32Array | Uint8Array>(next: T, old: T): T => {
      next.set(old);
      return next;
    };
    times = wider(new Float64Array(room), times);
    owners = wider(new Uint32Array(room), owners);
    items = wider(new Uint32Array(room), items);
    turns = wider(new Uint8Array(room), turns);
    harvests = wider(new Uint8Array(room), harvests);
  };
  const accounts: Account[] = [];
  return {
    accounts,
    from,
    until,
    count: () => used,
    addAccount: (account) => accounts.push(account) - 1,
    addMoment: (account, time, item, turn = 0, harvest = false) => {
      if (!(time >= from && time < until)) return false;
      if (used === room) grow();
      times[used] = Math.floor(time);
      owners[used] = account;
      items[used] = item;
      turns[used] = turn;
      harvests[used] = harvest ? 1 : 0;
      used++;
      return true;
    },
    inOrder: () => {
      const order = Uint32Array.from({ length: used }, (_, i) => i);
      return order.sort((a, b) => times[a]! - times[b]! || a - b);
    },
    account: (index) => owners[index]!,
    moment: (index) => ({
      time: times[index]!,
      item: items[index]!,
      turn: turns[index]!,
      harvest: harvests[index] === 1,
    }),
  };
}

/** Randomness of one exchange: the same again when a later turn repeats the history. */
export function randomOf(accountSeed: number, item: number, turn: number): Random {
  return createRandom(mixSeeds(mixSeeds(accountSeed, item), turn));
}
