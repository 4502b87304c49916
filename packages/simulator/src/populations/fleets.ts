// SPDX-License-Identifier: Apache-2.0
import { companyName, createProfile } from '../profiles.ts';
import { aside, createVoice } from '../text/voice.ts';
import { type Actor, BENIGN, MODELS, type World } from '../world.ts';
import type { Random } from '../random.ts';
import { application, busy, each, inGroups, type Population, task } from './population.ts';

/** A vendor's product runs on each customer's own account. */
export const vendorFleet: Population = (world, accounts, random) =>
  inGroups(
    accounts,
    () => 40 + random.below(160),
    (members) => {
      const vendor = companyName(random);
      const template = random.chance(0.4)
        ? `[${vendor}] Grade this essay with the school's rubric (content, structure, language; 1 to 6 each) and write two sentences of feedback for the pupil: {slot}`
        : `[${vendor}] Extract the fields listed in our schema from the document below. Answer in JSON, use null where a field is missing.\n{slot}`;
      return each(members, () =>
        application(world, random, 'vendor-fleet', {
          template,
          times: busy(world, random, 15),
          profile: { org: companyName(random), userAgent: `${vendor}/3.1`, asn: 'AS1014', asnType: 'hosting' },
        }),
      );
    },
  );

/** A start-up's agents: one organisation, several keys, tool calls and observations in long loops. */
export const agentFleet: Population = (world, accounts, random) =>
  inGroups(
    accounts,
    () => 5 + random.below(20),
    (members) => {
      const org = companyName(random);
      const job = random.pick(['books travel', 'files expenses', 'answers tenders', 'sorts tickets', 'checks invoices']);
      const system = `You are the agent of ${org} that ${job}. Think about what to do, call one tool at a time, read its result, and write down why you took each step. Say DONE when the goal is reached.`;
      return each(members, () => agent(world, random, org, system));
    },
  );

function agent(world: World, random: Random, org: string, system: string): Actor {
  const voice = createVoice(world, random);
  const profile = createProfile(world, random, { org, asnType: 'hosting', declaredUse: random.pick(['', 'agents']) });
  const model = random.pick(MODELS);
  let history: string[] = [];
  let session = '';
  let handle: string | undefined;
  return {
    profile,
    kind: 'agent-fleet',
    ...BENIGN,
    times: busy(world, random, 50)(profile),
    say: () => {
      if (history.length === 0 || history.length > 10 || random.chance(0.15)) {
        history = [];
        handle = undefined;
        session = random.token(12);
      }
      const user =
        history.length === 0 ? `Goal: ${task(world, random)}` : `Observation: ${aside(voice, random)} status ${random.below(5)}`;
      const handleOut = `rs-${random.token(24)}`;
      const said = { system, user, history, session, model, tools: true, handleOut };
      const before = handle;
      handle = handleOut;
      history = [...history, user, `Thought: next ${aside(voice, random)}`];
      return before === undefined ? said : { ...said, handleIn: before };
    },
  };
}
