// SPDX-License-Identifier: Apache-2.0
import type { Random } from './random.ts';
import { aside, corpusItem, createVoice, speak } from './speech.ts';
import { MODELS } from './words.ts';
import { type Actor, createProfile, DAY, HOUR, humanTimes, type Profile, type Said, type World } from './world.ts';

/** How a campaign hides. */
export interface Evasion {
  /** Share of each account's traffic that is ordinary camouflage, 0 to 0.95. */
  readonly mixing: number;
  readonly paraphrase: 'none' | 'shared' | 'per-account';
  /** `queue`: bursts of workers within seconds; `jittered`: the same bursts smeared over minutes; `slow`: a few a day. */
  readonly schedule: 'queue' | 'jittered' | 'slow';
  readonly identity: 'shared' | 'partial' | 'separate';
  readonly aged: boolean;
}

export const NAIVE: Evasion = { mixing: 0, paraphrase: 'none', schedule: 'queue', identity: 'shared', aged: false };

export interface Campaign {
  /** Label. */
  readonly name: string;
  readonly accounts: number;
  readonly exchangesPerAccount: number;
  /** Days of the window in which it runs, from the first. */
  readonly days: readonly [number, number];
  /** What is asked for; empty = templateless: plain instructions, each different. */
  readonly wrappers: readonly string[];
  readonly evasion: Evasion;
}

const SYNONYMS: readonly (readonly string[])[] = [
  ['answer', 'reply', 'respond'],
  ['question', 'query', 'problem'],
  ['complete', 'full', 'entire'],
  ['write', 'produce', 'compose'],
  ['the following', 'this', 'the given'],
  ['output', 'return', 'print'],
  ['task', 'assignment', 'job'],
  ['before', 'ahead of', 'prior to'],
  ['every', 'each', 'all of the'],
  ['score', 'rating', 'mark'],
  ['reasoning', 'thinking', 'thought process'],
  ['step', 'stage', 'phase'],
];

/** Rewords a wrapper: synonyms, an opening and a closing of its own. */
export function paraphrase(wrapper: string, random: Random): string {
  let text = wrapper;
  for (const group of SYNONYMS) {
    for (const word of group) text = text.replaceAll(new RegExp(`\\b${word}\\b`, 'gi'), random.pick(group));
  }
  const opening = random.pick([
    '',
    'Please note: ',
    'For this request, ',
    'As before, ',
    'In our workflow, ',
    'Kindly do this. ',
    'Here we go. ',
  ]);
  const closing = random.pick([
    '',
    ' Thank you.',
    ' Do not skip anything.',
    ' Take your time.',
    ' This matters to us.',
    ' Keep the format.',
  ]);
  return `${opening}${text}${closing}`;
}

/** Makes the accounts of a campaign; they share one work queue, from which no item is dealt twice. */
export function createCampaign(world: World, campaign: Campaign, random: Random): Actor[] {
  const { evasion } = campaign;
  const profiles = createPool(world, campaign, random);
  const shared = campaign.wrappers.map((wrapper) => (evasion.paraphrase === 'none' ? wrapper : paraphrase(wrapper, random)));
  const schedules = createSchedule(world, campaign, random);
  return profiles.map((profile, i) => {
    const voice = createVoice(random);
    const wrappers =
      evasion.paraphrase === 'per-account' ? campaign.wrappers.map((wrapper) => paraphrase(wrapper, random)) : shared;
    const work = schedules[i]!;
    const cover =
      evasion.mixing === 0
        ? new Float64Array(0)
        : humanTimes(world, random, Math.round((work.length * evasion.mixing) / (1 - evasion.mixing)));
    const working = new Set(work);
    const times = Float64Array.from([...work, ...cover]).sort();
    const model = random.pick(MODELS);
    return {
      profile,
      kind: 'campaign',
      campaign: campaign.name,
      times,
      say: (index): Said => {
        if (!working.has(times[index]!)) return { user: speak(voice, random), model };
        const item = corpusItem(random);
        if (wrappers.length === 0) return { user: item, model: MODELS[0], maxTokens: 2048 };
        const body = random.chance(0.5) ? `${item} ${aside(voice, random)}` : item;
        return { user: random.pick(wrappers).replace('{slot}', body), model: MODELS[0], maxTokens: 4096, answerTokens: 900 };
      },
    };
  });
}

function createPool(world: World, campaign: Campaign, random: Random): Profile[] {
  const { evasion } = campaign;
  const cards = Array.from({ length: Math.max(2, Math.ceil(campaign.accounts / 14)) }, () => `pm-${random.token(14)}`);
  const devices = Array.from({ length: Math.max(2, Math.ceil(campaign.accounts / 9)) }, () => `dev-${random.token(14)}`);
  const exits = Array.from(
    { length: Math.max(3, Math.ceil(campaign.accounts / 5)) },
    () => `${10 + random.below(190)}.${random.below(256)}.${random.below(256)}.${random.below(256)}`,
  );
  const born = world.start - (2 + random.below(20)) * DAY;
  return Array.from({ length: campaign.accounts }, () => {
    const shares = evasion.identity === 'shared' || (evasion.identity === 'partial' && random.chance(0.35));
    const wishes: Partial<Profile> = { org: '', declaredUse: random.pick(['', '', 'chatbot', 'content']) };
    if (shares) {
      wishes.payment = random.pick(cards);
      if (random.chance(0.5)) wishes.device = random.pick(devices);
      wishes.ips = [random.pick(exits), random.pick(exits)];
      wishes.asnType = 'hosting';
    } else wishes.asnType = 'residential';
    if (!evasion.aged) wishes.createdAt = born + random.below(6 * DAY);
    return createProfile(world, random, wishes);
  });
}

/** Moments at which each account gets work. A queue wakes a group of workers at once. */
function createSchedule(world: World, campaign: Campaign, random: Random): Float64Array[] {
  const { evasion, accounts, exchangesPerAccount } = campaign;
  const begin = world.start + campaign.days[0] * DAY;
  const length = (campaign.days[1] - campaign.days[0]) * DAY;
  const moments: number[][] = Array.from({ length: accounts }, () => []);
  if (evasion.schedule === 'slow') {
    for (const list of moments) for (let i = 0; i < exchangesPerAccount; i++) list.push(begin + random.next() * length);
    return moments.map((list) => Float64Array.from(list).sort());
  }
  const spread = evasion.schedule === 'queue' ? 12_000 : 240_000;
  const hours = Array.from({ length: Math.max(4, Math.round(length / HOUR / 4)) }, () =>
    Math.floor(random.next() * (length / HOUR)),
  );
  let left = accounts * exchangesPerAccount;
  while (left > 0) {
    const burst = begin + (random.pick(hours) + random.next()) * HOUR;
    const group = Math.min(left, 3 + random.below(Math.max(3, Math.min(25, Math.floor(accounts / 4)))));
    for (let i = 0; i < group; i++) moments[random.below(accounts)]!.push(burst + random.next() * spread);
    left -= group;
  }
  return moments.map((list) => Float64Array.from(list).sort());
}
