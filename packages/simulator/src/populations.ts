// SPDX-License-Identifier: Apache-2.0
import type { Random } from './random.ts';
import { aside, corpusItem, createVoice, speak, type Voice } from './speech.ts';
import { MODELS } from './words.ts';
import {
  type Actor,
  companyName,
  createProfile,
  DAY,
  HOUR,
  humanTimes,
  jobTimes,
  type Profile,
  type Said,
  type World,
} from './world.ts';

/** Makes the accounts of one benign kind. `accounts` is how many there shall be in all. */
type Population = (world: World, accounts: number, random: Random) => Actor[];

function person(world: World, random: Random, kind: string, wishes: Partial<Profile> = {}, median = 12): Actor {
  const voice = createVoice(random);
  const profile = createProfile(world, random, { language: voice.language, ...wishes });
  const times = humanTimes(world, random, Math.min(600, 1 + Math.floor(random.heavy(median * (world.days / 7), 1.1))));
  const system = random.chance(0.25) ? speak(voice, random) : undefined;
  return { profile, kind, campaign: null, times, say: talk(voice, random, system) };
}

/** Conversations: half of what people say follows up, with the history resent. */
function talk(voice: Voice, random: Random, system?: string): (index: number) => Said {
  let history: string[] = [];
  const model = random.pick(MODELS);
  let session = random.token(12);
  return () => {
    const follow = history.length > 0 && history.length < 12 && random.chance(0.5);
    if (!follow) {
      history = [];
      session = random.token(12);
    }
    const user = speak(voice, random);
    const said: Said = { user, model, history: [...history], session, ...(system === undefined ? {} : { system }) };
    history.push(user, aside(voice, random));
    return said;
  };
}

/** An application: one template filled with its users' content. */
function application(
  world: World,
  random: Random,
  kind: string,
  options: {
    template: string;
    times: Float64Array;
    profile?: Partial<Profile>;
    system?: string;
    endUsers?: number;
    fill?: () => string;
    model?: string;
  },
): Actor {
  const voice = createVoice(random);
  const model = options.model ?? random.pick(MODELS);
  return {
    profile: createProfile(world, random, options.profile),
    kind,
    campaign: null,
    times: options.times,
    say: () => ({
      user: options.template.replace('{slot}', options.fill?.() ?? `${aside(voice, random)} ${aside(voice, random)}`),
      model,
      maxTokens: 1024,
      temperature: 0,
      ...(options.system === undefined ? {} : { system: options.system }),
      ...(options.endUsers === undefined ? {} : { endUser: `user-${random.below(options.endUsers)}` }),
    }),
  };
}

function busy(world: World, random: Random, median: number): Float64Array {
  return humanTimes(world, random, Math.min(900, Math.floor(random.heavy(median * (world.days / 7), 0.8)) + 3));
}

/** Groups of accounts that belong together, until `accounts` are reached. */
function inGroups(accounts: number, size: () => number, make: (members: number) => Actor[]): Actor[] {
  const actors: Actor[] = [];
  while (actors.length < accounts) actors.push(...make(Math.min(accounts - actors.length, Math.max(1, size()))));
  return actors;
}

const VIRAL = [
  'Act as a seasoned travel guide. I will tell you where I am and you suggest a place nearby. My first request: {slot}',
  'You are my interviewer for the position of {slot}. Ask me one question at a time and wait for my answer.',
  'Turn the following notes into a clear summary with headings, keep every number, and end with open questions: {slot}',
  'I want you to be a plain text adventure game. Describe what I see and nothing else. I start by: {slot}',
  'Explain {slot} to me like I am five, then like I am fifteen, then like I am an expert.',
];

export const POPULATIONS = {
  developer: (world, accounts, random) => Array.from({ length: accounts }, () => person(world, random, 'developer')),

  'chat-user': (world, accounts, random) =>
    Array.from({ length: accounts }, () => person(world, random, 'chat-user', { asnType: 'residential' }, 6)),

  /** Two or three people on one card, sometimes one device. */
  household: (world, accounts, random) =>
    inGroups(
      accounts,
      () => 2 + random.below(2),
      (members) => {
        const payment = `pm-${random.token(14)}`;
        const ip = `${10 + random.below(190)}.${random.below(256)}.${random.below(256)}.${random.below(256)}`;
        return Array.from({ length: members }, () => person(world, random, 'household', { payment, ips: [ip], org: '' }, 8));
      },
    ),

  'support-bot': (world, accounts, random) =>
    Array.from({ length: accounts }, () => {
      const name = companyName(random);
      return application(world, random, 'support-bot', {
        template: '{slot}',
        system: `You answer customers of ${name}. Be polite, never promise refunds, and hand over to a person when asked about ${random.pick(['invoices', 'delivery', 'warranty', 'cancellations'])}.`,
        times: busy(world, random, 120),
        profile: { org: name, asnType: 'hosting' },
        endUsers: 200,
      });
    }),

  /** A lab's nightly benchmark: templated, asks for reasoning, one organisation. */
  'evaluation-harness': (world, accounts, random) =>
    inGroups(
      accounts,
      () => 1 + random.below(4),
      (members) => {
        const org = companyName(random);
        const suite = random.token(6);
        return Array.from({ length: members }, () =>
          application(world, random, 'evaluation-harness', {
            template: `[${suite}] Question: {slot}\nThink step by step, then finish with "Answer:" and the letter only.`,
            times: jobTimes(world, random, 40, 1 + random.below(4), random.below(60)),
            profile: { org, asnType: 'hosting', declaredUse: random.chance(0.7) ? 'evaluation' : '' },
            fill: () => corpusItem(random),
          }),
        );
      },
    ),

  /** One popular action in many organisations' pipelines. */
  'ci-review': (world, accounts, random) =>
    Array.from({ length: accounts }, () =>
      application(world, random, 'ci-review', {
        template:
          'You review pull requests. List bugs, risky changes and missing tests in this diff. Answer in JSON with fields file, line, comment.\n\n{slot}',
        times: busy(world, random, 60),
        profile: { org: companyName(random), asnType: 'hosting', asn: 'AS1007', userAgent: 'pr-review-action/2.4' },
        fill: () =>
          `diff --git a/${random.token(6)}.ts\n+const ${random.token(5)} = ${random.below(999)};\n-${corpusItem(random)}`,
      }),
    ),

  /** New accounts on one campus, one exercise, two hours. */
  class: (world, accounts, random) =>
    inGroups(
      accounts,
      () => 20 + random.below(20),
      (members) => {
        const campus = `${10 + random.below(190)}.${random.below(256)}.${random.below(256)}`;
        const exercises = Array.from({ length: 4 }, () => corpusItem(random));
        const begin = world.start + random.below(world.days) * DAY + (9 + random.below(7)) * HOUR;
        const domain = `${random.token(5)}.edu`;
        return Array.from({ length: members }, () => {
          const actor = person(
            world,
            random,
            'class',
            {
              createdAt: begin - random.below(14) * DAY,
              ips: [`${campus}.${random.below(8)}`],
              emailDomain: domain,
              plan: 'free',
              asnType: 'education',
              org: '',
            },
            1,
          );
          const own = actor.say;
          const lesson = Float64Array.from({ length: 2 + random.below(5) }, () => begin + random.below(2 * HOUR)).sort();
          const times = Float64Array.from([...actor.times.slice(0, 3), ...lesson]).sort();
          const inLesson = new Set(lesson);
          return {
            ...actor,
            times,
            say: (index) =>
              inLesson.has(times[index]!)
                ? { user: random.chance(0.8) ? random.pick(exercises) : `${random.pick(exercises)} I got ${random.below(50)}.` }
                : own(index),
          };
        });
      },
    ),

  hackathon: (world, accounts, random) =>
    inGroups(
      accounts,
      () => 25 + random.below(30),
      (members) => {
        const hall = `${10 + random.below(190)}.${random.below(256)}.${random.below(256)}.${random.below(256)}`;
        const begin = world.start + random.below(Math.max(1, world.days - 1)) * DAY + 9 * HOUR;
        return Array.from({ length: members }, () => {
          const actor = person(world, random, 'hackathon', {
            createdAt: begin - random.below(48) * HOUR,
            ips: [hall],
            plan: 'free',
            org: '',
          });
          return {
            ...actor,
            times: Float64Array.from({ length: 20 + random.below(60) }, () => begin + random.below(30 * HOUR)).sort(),
          };
        });
      },
    ),

  /** Resells access: very many people behind one account. */
  reseller: (world, accounts, random) =>
    Array.from({ length: accounts }, () => {
      const voices = Array.from({ length: 40 }, () => createVoice(random));
      return {
        profile: createProfile(world, random, {
          org: companyName(random),
          declaredUse: 'reseller',
          asnType: 'hosting',
          plan: 'enterprise',
        }),
        kind: 'reseller',
        campaign: null,
        times: busy(world, random, 500),
        say: () => ({ user: speak(random.pick(voices), random), endUser: `u${random.below(4000)}`, model: random.pick(MODELS) }),
      };
    }),

  /** Licensed to make training data: looks exactly like extraction. */
  'synthetic-data': (world, accounts, random) =>
    inGroups(
      accounts,
      () => 3 + random.below(5),
      (members) => {
        const org = companyName(random);
        const payment = `pm-${random.token(14)}`;
        const tag = random.token(4);
        return Array.from({ length: members }, () =>
          application(world, random, 'synthetic-data', {
            template: `Job ${tag}. Come up with 10 diverse tasks like this seed and answer each in full, including the complete reasoning trace: {slot}`,
            times: jobTimes(world, random, 120, 6, 10),
            profile: { org, payment, declaredUse: 'synthetic-data', plan: 'enterprise', asnType: 'hosting' },
            fill: () => corpusItem(random),
          }),
        );
      },
    ),

  /** Two hundred unrelated people behind one company's address. */
  'corporate-nat': (world, accounts, random) =>
    inGroups(
      accounts,
      () => 60 + random.below(140),
      (members) => {
        const ip = `${10 + random.below(190)}.${random.below(256)}.${random.below(256)}.${random.below(256)}`;
        const domain = `${companyName(random)}.com`;
        return Array.from({ length: members }, () =>
          person(world, random, 'corporate-nat', { ips: [ip], emailDomain: domain, asnType: 'business', org: '' }),
        );
      },
    ),

  /** A vendor's product runs on each customer's own account. */
  'vendor-fleet': (world, accounts, random) =>
    inGroups(
      accounts,
      () => 40 + random.below(160),
      (members) => {
        const vendor = companyName(random);
        const graded = random.chance(0.4);
        const template = graded
          ? `[${vendor}] Grade this essay with the school's rubric (content, structure, language; 1 to 6 each) and write two sentences of feedback for the pupil: {slot}`
          : `[${vendor}] Extract the fields listed in our schema from the document below. Answer in JSON, use null where a field is missing.\n{slot}`;
        return Array.from({ length: members }, () =>
          application(world, random, 'vendor-fleet', {
            template,
            times: busy(world, random, 30),
            profile: { org: companyName(random), userAgent: `${vendor}/3.1`, asn: 'AS1014', asnType: 'hosting' },
          }),
        );
      },
    ),

  translation: (world, accounts, random) =>
    Array.from({ length: accounts }, () =>
      application(world, random, 'translation', {
        template: `Translate into ${random.pick(['French', 'Polish', 'Korean', 'Portuguese', 'Dutch', 'Japanese'])}, keep names and numbers, formal register:\n{slot}`,
        times: busy(world, random, 90),
        profile: { declaredUse: 'translation' },
      }),
    ),

  /** A labelling vendor: rubrics all day, one organisation. */
  labelling: (world, accounts, random) =>
    inGroups(
      accounts,
      () => 2 + random.below(6),
      (members) => {
        const org = companyName(random);
        const project = random.token(5);
        return Array.from({ length: members }, () =>
          application(world, random, 'labelling', {
            template: `Project ${project}. Rate the following response on a scale of 1 to 5 for helpfulness using the rubric. Output only the score.\nResponse: {slot}`,
            times: busy(world, random, 150),
            profile: { org, declaredUse: '' },
          }),
        );
      },
    ),

  'rag-backfill': (world, accounts, random) =>
    Array.from({ length: accounts }, () =>
      application(world, random, 'rag-backfill', {
        template: `Write one sentence that situates this chunk (${random.token(4)}) within its document, for search: {slot}`,
        times: jobTimes(world, random, 60 + random.below(150), random.below(24), random.below(60)),
        profile: { asnType: 'hosting' },
      }),
    ),

  /** The same few canary prompts on the hour, in many organisations. */
  'quality-monitor': (world, accounts, random) =>
    Array.from({ length: accounts }, () => {
      const prompts = Array.from({ length: 5 }, () => corpusItem(random));
      const times: number[] = [];
      for (let hour = 0; hour < world.days * 24; hour++) times.push(world.start + hour * HOUR + random.below(4_000));
      return {
        profile: createProfile(world, random, { asnType: 'hosting' }),
        kind: 'quality-monitor',
        campaign: null,
        times: Float64Array.from(times),
        say: (index) => ({ user: prompts[index % prompts.length]!, temperature: 0 }),
      };
    }),

  /** Everybody tries the new model on its first day. */
  'release-surge': (world, accounts, random) => {
    const release = world.start + Math.floor(world.days / 2) * DAY + 17 * HOUR;
    return Array.from({ length: accounts }, () => {
      const actor = person(world, random, 'release-surge');
      const times = Float64Array.from({ length: 8 + random.below(20) }, () => release + random.heavy(2 * HOUR, 0.9)).sort();
      const own = actor.say;
      return {
        ...actor,
        times: times.filter((time) => time < world.start + world.days * DAY),
        say: (index) => ({ ...own(index), model: 'frontier-large-5' }),
      };
    });
  },

  /** One key, many colleagues. */
  'team-key': (world, accounts, random) =>
    Array.from({ length: accounts }, () => {
      const voices = Array.from({ length: 8 }, () => createVoice(random));
      const actor = person(world, random, 'team-key', {
        org: companyName(random),
        plan: 'team',
        ips: Array.from({ length: 8 }, () => `10.${random.below(256)}.${random.below(256)}.${random.below(256)}`),
      });
      return { ...actor, times: busy(world, random, 150), say: () => ({ user: speak(random.pick(voices), random) }) };
    }),

  /** A framework's built-in prompt, in thousands of hobby projects. */
  'framework-user': (world, accounts, random) =>
    Array.from({ length: accounts }, () =>
      application(world, random, 'framework-user', {
        template: '{slot}',
        system:
          'You are a helpful agent with access to tools. Decide which tool to use, call it with JSON arguments, read the observation, and stop when the user has their answer.',
        times: busy(world, random, 25),
        profile: { userAgent: 'langchain/0.3.21' },
      }),
    ),

  /** Strangers paste a prompt that went round. */
  viral: (world, accounts, random) =>
    Array.from({ length: accounts }, () => {
      const actor = person(world, random, 'viral');
      const voice = createVoice(random);
      const own = actor.say;
      const prompt = random.pick(VIRAL);
      return {
        ...actor,
        say: (index) =>
          random.chance(0.35)
            ? { user: prompt.replace('{slot}', random.chance(0.5) ? random.pick(voice.domains).nouns[0] : aside(voice, random)) }
            : own(index),
      };
    }),
} satisfies Record<string, Population>;

export type PopulationKind = keyof typeof POPULATIONS;
