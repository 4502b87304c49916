// SPDX-License-Identifier: Apache-2.0
import { companyName } from '../profiles.ts';
import { DAY, HOUR } from '../world.ts';
import { application, busy, each, inGroups, type Population, task } from './population.ts';

/** Firms that must be able to explain every decision: full reasoning is asked for and kept, for an auditor. */
export const reasoningAudit: Population = (world, accounts, random) =>
  each(accounts, () => {
    const org = companyName(random);
    const matter = random.pick(['claim', 'loan application', 'tender', 'complaint', 'job application', 'benefit request']);
    const wording = random.pick([
      `Decide on this ${matter}. Our regulator requires the complete reasoning: number every step, name the rule it rests on, then the decision. File: {slot}`,
      `You assess a ${matter} for ${org}. Write down your whole chain of reasoning for the audit trail, then "approved" or "referred". {slot}`,
      `Explainability record of a ${matter}: considerations, weights, counter-arguments, result. Leave nothing out. {slot}`,
    ]);
    return application(world, random, 'reasoning-audit', {
      template: wording,
      times: busy(world, random, 35),
      profile: {
        org,
        asnType: random.pick(['business', 'hosting']),
        plan: 'enterprise',
        declaredUse: random.pick(['', 'internal tools']),
      },
      fill: () => `No. ${random.below(99_999)}. ${task(world, random)}`,
      more: { maxTokens: 2048, answerTokens: 600 },
    });
  });

/** A law firm goes through the documents of one case within a day, on a few keys. */
export const legalBatch: Population = (world, accounts, random) =>
  inGroups(
    accounts,
    () => 1 + random.below(5),
    (members) => {
      const org = companyName(random);
      const begin = world.start + random.below(world.days - 1) * DAY;
      const matter = random.token(5);
      return each(members, () =>
        application(world, random, 'legal-batch', {
          template: `Matter ${matter}. Is the document privileged, relevant, both or neither? Quote the passage that decides it.\n{slot}`,
          times: () => Float64Array.from({ length: 100 + random.below(200) }, () => begin + random.next() * 24 * HOUR).sort(),
          profile: { org, asnType: 'business' },
        }),
      );
    },
  );
