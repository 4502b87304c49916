// SPDX-License-Identifier: Apache-2.0
import { companyName, createProfile } from '../profiles.ts';
import { createVoice, aside } from '../text/voice.ts';
import { jobTimes } from '../times.ts';
import { BENIGN, HOUR } from '../world.ts';
import { application, busy, each, inGroups, type Population, task } from './population.ts';

/** A lab's nightly benchmark: templated, asks for reasoning, one organisation. */
export const evaluationHarness: Population = (world, accounts, random) =>
  inGroups(
    accounts,
    () => 1 + random.below(4),
    (members) => {
      const org = companyName(random);
      const suite = random.token(6);
      const start = [1 + random.below(4), random.below(60)] as const;
      return each(members, () =>
        application(world, random, 'evaluation-harness', {
          template: `[${suite}] Question: {slot}\nThink step by step, then finish with "Answer:" and the letter only.`,
          times: () => jobTimes(world, random, 15, ...start),
          profile: { org, asnType: 'hosting', declaredUse: random.chance(0.7) ? 'evaluation' : '' },
          fill: () => task(world, random),
          authorised: random.chance(0.3) ? 'evaluation' : null,
        }),
      );
    },
  );

/** Rubrics that are in every paper and blog post on grading with a model. */
const PUBLIC_RUBRICS = [
  'Please act as an impartial judge. Rate the answer of the assistant to the question from 1 to 10 for helpfulness, relevance and accuracy, explain briefly, and write the rating in double brackets.\n{slot}',
  'You are given a source text and a summary of it. Score coherence, consistency, fluency and relevance from 1 to 5 each; output a JSON object.\n{slot}',
  'Compare the two answers below. Say "A", "B" or "tie", do not let the order or length influence you, and give a reason.\n{slot}',
  'Decide whether the statement is supported by the document: yes, no or unclear. Then quote the sentence that decides it.\n{slot}',
];

/** Researchers who grade with a model, each for their own paper, with a rubric that everybody uses. */
export const judgeResearch: Population = (world, accounts, random) =>
  each(accounts, () => {
    const voice = createVoice(world, random);
    return application(world, random, 'judge-research', {
      template: random.pick(PUBLIC_RUBRICS),
      times: busy(world, random, 40),
      profile: { asnType: random.pick(['education', 'business', 'residential']), declaredUse: random.pick(['', '', 'research']) },
      fill: () => `Question: ${task(world, random)}\nAnswer: ${aside(voice, random)} ${aside(voice, random)}`,
    });
  });

/** A labelling vendor: rubrics all day, one organisation. */
export const labelling: Population = (world, accounts, random) =>
  inGroups(
    accounts,
    () => 2 + random.below(6),
    (members) => {
      const org = companyName(random);
      const project = random.token(5);
      return each(members, () =>
        application(world, random, 'labelling', {
          template: `Project ${project}. Rate the following response on a scale of 1 to 5 for helpfulness using the rubric. Output only the score.\nResponse: {slot}`,
          times: busy(world, random, 80),
          profile: { org, declaredUse: '' },
        }),
      );
    },
  );

/** The same few canary prompts every other hour on the hour, in many organisations. */
export const qualityMonitor: Population = (world, accounts, random) =>
  each(accounts, () => {
    const prompts = Array.from({ length: 5 }, () => task(world, random));
    const every = random.pick([1, 2, 2, 4]);
    const times = Float64Array.from(
      { length: Math.floor((world.days * 24) / every) },
      (_, i) => world.start + i * every * HOUR + random.below(4_000),
    );
    return {
      profile: createProfile(world, random, { asnType: 'hosting' }),
      kind: 'quality-monitor',
      ...BENIGN,
      times,
      say: (index) => ({ user: prompts[index % prompts.length]!, temperature: 0 }),
    };
  });
