// SPDX-License-Identifier: Apache-2.0
import { type Kit, NEW_MODEL, partRandom } from '../kit.ts';
import type { Voice } from '../plan.ts';
import type { Random } from '../random.ts';
import { DAY, HOUR } from '../rhythm.ts';
import { ordinaryVoice, placeConversations } from '../voices.ts';
import type { CampaignKind } from './catalogue.ts';
import { dispatch, type Job } from './dispatch.ts';
import { openPool } from './pools.ts';
import { PROBE, SPEAKERS, type Stores } from './speakers.ts';

/** Items from here on are ordinary talk. */
const CAMOUFLAGE = 0x4000_0000;
const BANNED_STATUS = 403;
const CLAIMS = ['evaluation', 'model evaluation', 'data labelling', 'research', 'internal tooling'];

/** What was composed, for the score and for whoever reads the labels. */
export interface Truth {
  readonly name: string;
  readonly about: string;
  readonly accounts: number;
  readonly each: number;
  readonly camouflage: number;
  /** Use that most of its accounts declare, or ''. */
  readonly claims: string;
}

/** Adds one campaign: pool, jobs, corpus and words. */
export function addCampaign(kit: Kit, kind: CampaignKind, stores: Stores): Truth {
  const r = partRandom(kit, `campaign ${kind.name}`);
  const { plan } = kit;
  const weeks = (plan.until - plan.from) / (7 * DAY);
  // A smaller service has smaller campaigns, but one of twenty heavy accounts stays what it is.
  const accounts = Math.max(20, Math.round(r.logBetween(...kind.accounts) * Math.min(1.5, Math.max(0.3, kit.scale))));
  const each = Math.max(2, Math.round(r.logBetween(...kind.each) * (kind.timing === 'fan-out' ? 1 : weeks)));
  const start =
    plan.from +
    (kind.timing === 'fan-out' || kind.failover || kind.relay || kind.pivots ? 0 : r.between(0, 0.3) * (plan.until - plan.from));
  const window = { from: start, until: plan.until };
  const jobs = dispatch(
    { timing: kind.timing, workers: accounts, jobs: accounts * each, window, traces: kit.library.sets.traces },
    r,
  );
  const corpus = stores.corpusOf(kind.name, jobs.length);
  const say = SPEAKERS[kind.content]({ kit, kind, corpus, r, wrappers: stores.wrappers });
  const lag = r.between(2, 20) * HOUR;
  const temperature = r.pick([null, null, 0, 0.7, 1]);
  const voice = (seed: number, language: string): Voice => {
    const talk = ordinaryVoice(kit, seed, language);
    return (moment, draw) => {
      if (moment.item >= CAMOUFLAGE) return talk({ ...moment, item: moment.item - CAMOUFLAGE }, draw);
      const said = say(seed, moment.item, moment.turn);
      const banned = kind.failover === true && !moment.harvest;
      const moved = kind.pivots === true && moment.time > kit.release + lag && draw.chance(0.75);
      return {
        ...said,
        ...(banned ? { failed: BANNED_STATUS } : {}),
        ...(moved ? { model: NEW_MODEL } : {}),
        ...(temperature === null ? {} : { temperature }),
      };
    };
  };
  const claims = r.chance(kind.content === 'rubric' ? 0.5 : 0.15) ? r.pick(CLAIMS) : '';
  const pool = { campaign: kind.name, identity: kind.identity, age: kind.age, claims, voice };
  if (kind.failover === true)
    addFailover(kit, r, jobs, (count, needed) => openPool(kit, r, { ...pool, accounts: count, needed }), accounts);
  else if (kind.relay === true)
    addRelay(kit, r, jobs, (count, needed) => openPool(kit, r, { ...pool, accounts: count, needed }), accounts);
  else {
    const members = openPool(kit, r, { ...pool, accounts, needed: start });
    if (kind.content === 'probe') addProbes(kit, r, members, start);
    addJobs(kit, r, kind, jobs, members);
    for (const member of members) addCamouflage(kit, r, kind, member, each);
  }
  return { name: kind.name, about: kind.about, accounts, each, camouflage: kind.camouflage ?? 0, claims };
}

/** Jobs in order of time: job n works on item n, so nothing is asked twice. */
function addJobs(kit: Kit, r: Random, kind: CampaignKind, jobs: readonly Job[], members: readonly number[]): void {
  for (const [item, { time, worker }] of jobs.entries()) {
    if (kind.content !== 'dialogue') kit.plan.addMoment(members[worker]!, time, item, 0, true);
    else if (item % 3 === 0) {
      let at = time;
      for (let turn = 0; turn < 3 + (item % 2) * 2; turn++) {
        kit.plan.addMoment(members[worker]!, at, item, turn, true);
        at += r.lognormal(25_000, 0.7);
      }
    }
  }
}

function addCamouflage(kit: Kit, r: Random, kind: CampaignKind, member: number, each: number): void {
  const share = kind.camouflage ?? 0;
  if (share === 0) return;
  const count = r.poisson((each * share) / (1 - share));
  const talk = {
    ...kit,
    plan: {
      ...kit.plan,
      addMoment: (a: number, time: number, item: number, turn = 0) => kit.plan.addMoment(a, time, item + CAMOUFLAGE, turn),
    },
  };
  placeConversations(talk, r, member, count, kit.plan, 'leisure', r.int(18) - 8, 1, 4);
}

/** The first pool stops at its ban, knocks a few times in vain, and a second pool takes up the next item. */
function addFailover(
  kit: Kit,
  r: Random,
  jobs: readonly Job[],
  open: (count: number, needed: number) => number[],
  accounts: number,
): void {
  const ban = kit.plan.from + r.between(0.4, 0.6) * (kit.plan.until - kit.plan.from);
  const first = open(Math.ceil(accounts / 2), kit.plan.from + HOUR);
  const second = open(Math.floor(accounts / 2), ban + r.between(1, 10) * HOUR);
  const opened = ban + 10 * HOUR;
  for (const [item, { time, worker }] of jobs.entries()) {
    if (time < ban) kit.plan.addMoment(first[worker % first.length]!, time, item, 0, true);
    else if (time > opened) kit.plan.addMoment(second[worker % second.length]!, time, item, 0, true);
  }
  for (const account of first) {
    let time = ban + r.exponential(HOUR);
    for (let i = 0; i < r.int(4); i++) {
      kit.plan.addMoment(account, time, r.int(jobs.length));
      time += r.exponential(30 * 60_000);
    }
  }
}

/** A new pool for each day; the work goes on where it was. */
function addRelay(
  kit: Kit,
  r: Random,
  jobs: readonly Job[],
  open: (count: number, needed: number) => number[],
  accounts: number,
): void {
  const { from, until } = kit.plan;
  const days = Math.max(2, Math.round((until - from) / DAY));
  const pools = Array.from({ length: days }, (_, day) =>
    open(Math.ceil(accounts / days), from + day * DAY + r.between(0, 0.2) * HOUR),
  );
  for (const [item, { time, worker }] of jobs.entries()) {
    // The old pool dies little by little while the new one takes over.
    const day = Math.floor((time - from) / DAY - r.between(0, 0.3));
    const pool = pools[Math.max(0, Math.min(days - 1, day))]!;
    kit.plan.addMoment(pool[worker % pool.length]!, time, item, 0, true);
  }
}

/** The first day belongs to a dozen accounts that go through what might work. */
function addProbes(kit: Kit, r: Random, members: readonly number[], start: number): void {
  for (const member of members.slice(0, 12)) {
    for (let i = 0; i < 30 + r.int(40); i++)
      kit.plan.addMoment(member, start + r.between(0, 1.2) * DAY, PROBE + r.int(1 << 24), 0, true);
  }
}
