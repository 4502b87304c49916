// SPDX-License-Identifier: Apache-2.0
import { createProfile } from '../profiles.ts';
import type { Random } from '../random.ts';
import { taskItem } from '../text/items.ts';
import { aside, createVoice, speak, type Voice } from '../text/voice.ts';
import { humanTimes, volume } from '../times.ts';
import { type Actor, BENIGN, MODELS, NEW_MODEL, type Profile, type Said, type World } from '../world.ts';

/** Makes the accounts of one benign kind. `accounts` is how many there shall be in all. */
export type Population = (world: World, accounts: number, random: Random) => Actor[];

/** So many accounts, each made alone. */
export function each(accounts: number, make: () => Actor): Actor[] {
  return Array.from({ length: accounts }, make);
}

/** Groups of accounts that belong together, until `accounts` are reached. */
export function inGroups(accounts: number, size: () => number, make: (members: number) => Actor[]): Actor[] {
  const actors: Actor[] = [];
  while (actors.length < accounts) actors.push(...make(Math.min(accounts - actors.length, Math.max(1, size()))));
  return actors;
}

/** One person with a voice of their own; `median` requests a week, heavy-tailed. */
export function person(world: World, random: Random, kind: string, wishes: Partial<Profile> = {}, median = 11): Actor {
  const voice = createVoice(world, random);
  const profile = createProfile(world, random, { language: voice.language, ...wishes });
  const whole = humanTimes(world, random, volume(world, random, median, 1.1, 500), profile.region);
  const times = NEWCOMERS.has(kind) ? sinceBirth(world, random, profile, whole) : whole;
  const system = random.chance(0.25) ? speak(voice, random) : undefined;
  return { profile, kind, ...BENIGN, times, say: talk(world, voice, random, times, system) };
}

/** Kinds some of whom are new. */
const NEWCOMERS: ReadonlySet<string> = new Set(['developer', 'chat-user']);

/** A few people sign up during the window, and try things at once. */
function sinceBirth(world: World, random: Random, profile: Profile, times: Float64Array): Float64Array {
  if (!random.chance(0.08)) return times;
  const born = times[random.below(times.length)]!;
  profile.createdAt = Math.max(world.start, born - random.below(600_000));
  return times.filter((time) => time >= born);
}

/**
 * Conversations: half of what people say follows up, with the history resent. Some use reasoning models, whose
 * handles come back with the history; a client that was restarted presents them under a new session.
 */
function talk(world: World, voice: Voice, random: Random, times: Float64Array, system?: string): (index: number) => Said {
  let history: string[] = [];
  let session = random.token(12);
  let handle: string | undefined;
  const model = random.pick(MODELS);
  // When this person tries the new model, if ever.
  const switched = random.chance(0.12) ? world.release + random.heavy(30, 1) * 3_600_000 : Number.POSITIVE_INFINITY;
  const reasons = random.chance(0.12);
  return (index) => {
    const follow = history.length > 0 && history.length < 12 && random.chance(0.5);
    if (!follow) {
      history = [];
      handle = undefined;
    }
    if (!follow || random.chance(0.01)) session = random.token(12);
    const user = speak(voice, random);
    const said: Said = {
      user,
      model: times[index]! >= switched ? NEW_MODEL : model,
      history,
      session,
      ...(system === undefined ? {} : { system }),
      ...(handle === undefined ? {} : { handleIn: handle }),
      ...(reasons ? { handleOut: `rs-${random.token(24)}` } : {}),
      ...(random.chance(0.004) ? { refused: true } : {}),
    };
    handle = said.handleOut;
    history = [...history, user, aside(voice, random)];
    return said;
  };
}

/** One template filled with content. */
export interface Application {
  /** Text with `{slot}`. */
  readonly template: string;
  readonly times: (profile: Profile) => Float64Array;
  readonly profile?: Partial<Profile>;
  readonly system?: string;
  /** People behind the account. */
  readonly endUsers?: number;
  readonly fill?: () => string;
  readonly model?: string;
  readonly more?: Partial<Said>;
  readonly authorised?: Actor['authorised'];
}

export function application(world: World, random: Random, kind: string, options: Application): Actor {
  const voice = createVoice(world, random);
  const profile = createProfile(world, random, { language: voice.language, ...options.profile });
  const model = options.model ?? random.pick(MODELS);
  const fill = options.fill ?? (() => `${aside(voice, random)} ${aside(voice, random)}`);
  return {
    profile,
    kind,
    ...BENIGN,
    authorised: options.authorised ?? null,
    times: options.times(profile),
    say: () => ({
      user: options.template.replace('{slot}', fill),
      model,
      maxTokens: 1024,
      temperature: 0,
      ...(options.system === undefined ? {} : { system: options.system }),
      ...(options.endUsers === undefined ? {} : { endUser: `user-${random.below(options.endUsers)}` }),
      ...options.more,
    }),
  };
}

/** Times of an application that people use: waking hours, heavy-tailed; `median` requests a week. */
export function busy(world: World, random: Random, median: number): (profile: Profile) => Float64Array {
  return ({ region }) => humanTimes(world, random, volume(world, random, median, 0.9, 1_500) + 2, region);
}

/** A task as customers have it: from the corpus where the world has one. */
export function task(world: World, random: Random): string {
  return world.corpus === null ? taskItem(random) : random.pick(world.corpus.people);
}
