// SPDX-License-Identifier: Apache-2.0
import type { Random } from '../random.ts';
import { createDeck } from '../text/items.ts';
import { asLanguage } from '../text/languages/index.ts';
import { createVoice, speak } from '../text/voice.ts';
import { humanTimes, volume } from '../times.ts';
import { type Actor, DAY, MODELS, NEW_MODEL, type Profile, type Said, type World } from '../world.ts';
import type { Campaign, Wave } from './campaign.ts';
import type { Job, Method } from './method.ts';
import { findMethod } from './methods/index.ts';
import { poison } from './methods/poison.ts';
import { createPool } from './pool.ts';
import { createSchedule } from './schedule.ts';

/** Makes the accounts of a campaign; they share one work queue, from which no task is dealt twice. */
export function createCampaign(world: World, campaign: Campaign, random: Random): Actor[] {
  const job: Job = { campaign, random, deal: createDeck(world, random) };
  const waves: Wave[] = [campaign, ...(campaign.waves ?? [])];
  // Later waves than the first are registered when they are needed; one that probes beforehand is the first by its days.
  const first = Math.min(...waves.map((wave) => wave.days[0]));
  const actors = waves.flatMap((wave) => {
    const profiles = createPool(world, campaign, wave, wave.days[0] > first, random);
    const schedule = createSchedule(world, wave, campaign.evasion.schedule, random);
    const work = findMethod(wave.method)(job);
    return profiles.map((profile, i) => createMember(world, job, wave, profile, schedule[i]!, work));
  });
  return [...actors, ...createPoisoners(world, job)];
}

function createMember(
  world: World,
  { campaign, random }: Job,
  wave: Wave,
  profile: Profile,
  work: Float64Array,
  method: ReturnType<Method>,
): Actor {
  const { mixing, aged } = campaign.evasion;
  const voices = Array.from({ length: campaign.customers ?? 1 }, (_, i) =>
    createVoice(world, random, i === 0 ? asLanguage(profile.language) : undefined),
  );
  const begin = world.start + wave.days[0] * DAY;
  const cover = camouflage(world, random, campaign, wave, profile, Math.round((work.length * mixing) / (1 - mixing)));
  const before = aged && wave.days[0] > 0 ? formerUse(world, random, begin, profile) : [];
  const working = new Set(work);
  const times = Float64Array.from([...work, ...cover, ...before]).sort();
  const harvest = (index: number): boolean => working.has(times[index]!);
  const worker = method(voices[0]!, random);
  const former = createVoice(world, random, asLanguage(profile.language));
  const model = random.pick(MODELS);
  return {
    profile,
    kind: 'campaign',
    campaign: campaign.name,
    level: campaign.level ?? null,
    authorised: null,
    times,
    harvest,
    say(index): Said {
      const time = times[index]!;
      if (harvest(index)) return { ...worker(), model: harvestModel(world, campaign, time, random) };
      if (campaign.customers !== undefined) {
        const customer = random.below(voices.length);
        return { user: speak(voices[customer]!, random), model: random.pick(MODELS), endUser: `c${customer}` };
      }
      return { user: speak(time < begin ? former : voices[0]!, random), model };
    },
  };
}

/** Ordinary use beside the work. In a campaign of several waves, an account exists no longer than its own. */
function camouflage(world: World, random: Random, campaign: Campaign, wave: Wave, profile: Profile, count: number): Float64Array {
  const times = humanTimes(world, random, count, profile.region);
  if (campaign.waves === undefined) return times;
  const end = world.start + wave.days[1] * DAY;
  return times.filter((time) => time >= profile.createdAt && time < end);
}

/** What the account's former owner did before it was sold. */
function formerUse(world: World, random: Random, begin: number, profile: Profile): number[] {
  return [...humanTimes(world, random, volume(world, random, 12, 1, 200), profile.region)].filter((time) => time < begin);
}

function harvestModel(world: World, campaign: Campaign, time: number, random: Random): string {
  const since = (time - world.release) / DAY;
  if (campaign.pivot === undefined || since < 0) return MODELS[0];
  return random.chance(campaign.pivot * Math.min(1, 2 * since)) ? NEW_MODEL : MODELS[0];
}

/** Accounts of the attacker that only make the campaign look usual. */
function createPoisoners(world: World, job: Job): Actor[] {
  const { campaign, random } = job;
  const { evasion } = campaign;
  const accounts = Math.round(campaign.accounts * (evasion.poison ?? 0));
  if (accounts === 0) return [];
  const wave: Wave = { accounts, exchangesPerAccount: 0, days: [0, world.days] };
  const apart: Campaign = { ...campaign, evasion: { ...evasion, identity: 'separate' } };
  const method = poison(job);
  return createPool(world, apart, wave, false, random).map((profile) => {
    const worker = method(createVoice(world, random, asLanguage(profile.language)), random);
    return {
      profile,
      kind: 'campaign',
      campaign: campaign.name,
      level: campaign.level ?? null,
      authorised: null,
      times: humanTimes(world, random, volume(world, random, 25, 0.8, 200), profile.region),
      harvest: () => false,
      say: worker,
    };
  });
}
