// SPDX-License-Identifier: Apache-2.0
import { aside, createVoice, type Voice } from '../text/voice.ts';
import type { Random } from '../random.ts';
import { each, person, type Population, task } from './population.ts';
import type { World } from '../world.ts';

const VIRAL = [
  'Act as a seasoned travel guide. I will tell you where I am and you suggest a place nearby. My first request: {slot}',
  'You are my interviewer for the position of {slot}. Ask me one question at a time and wait for my answer.',
  'Turn the following notes into a clear summary with headings, keep every number, and end with open questions: {slot}',
  'I want you to be a plain text adventure game. Describe what I see and nothing else. I start by: {slot}',
  'Explain {slot} to me like I am five, then like I am fifteen, then like I am an expert.',
];

/** Prompts that went round because answers were said to get better with them. */
const REASONING = [
  'Take a deep breath and think step by step inside <thinking> tags, check yourself inside <reflection> tags, and only then answer inside <output> tags. {slot}',
  'Before you answer, write down your full chain of thought in a scratchpad, rate your confidence for each step from 0 to 1, then give the final answer. {slot}',
  'You are a panel of three experts. Each writes one step of their thinking, shares it with the group, and whoever is wrong leaves. Question: {slot}',
  'Reason out loud like a detective: list clues, suspects, contradictions, and only then decide. Case: {slot}',
];

/** Strangers paste a prompt that went round: the same one for years, or one for everything. */
function pasters(kind: string, prompts: readonly string[], share: number, fill: Fill): Population {
  return (world, accounts, random) =>
    each(accounts, () => {
      const actor = person(world, random, kind);
      const voice = createVoice(world, random);
      const prompt = random.pick(prompts);
      return {
        ...actor,
        say: (index) =>
          random.chance(share) ? { user: prompt.replace('{slot}', () => fill(world, voice, random)) } : actor.say(index),
      };
    });
}

type Fill = (world: World, voice: Voice, random: Random) => string;

export const viral = pasters('viral', VIRAL, 0.35, (_, voice, random) =>
  random.chance(0.5) ? random.pick(random.pick(voice.domains).nouns) : aside(voice, random),
);
export const viralReasoning = pasters('viral-reasoning', REASONING, 0.45, (world, voice, random) =>
  random.chance(0.5) ? task(world, random) : `${aside(voice, random)} ${aside(voice, random)}`,
);
