// SPDX-License-Identifier: Apache-2.0
import { companyName, paymentCard } from '../profiles.ts';
import type { Random } from '../random.ts';
import { jobTimes } from '../times.ts';
import type { Actor, World } from '../world.ts';
import { application, each, inGroups, type Population, task } from './population.ts';

/** Customers who make training data with leave: exactly what extraction looks like. */
function makers(kind: string, declared: string, authorised: Actor['authorised']): Population {
  return (world, accounts, random) =>
    inGroups(
      accounts,
      () => 3 + random.below(5),
      (members) => customer(world, members, random, kind, { declaredUse: declared, authorised }),
    );
}

function customer(
  world: World,
  members: number,
  random: Random,
  kind: string,
  { declaredUse, authorised }: { declaredUse: string; authorised: Actor['authorised'] },
): Actor[] {
  const shared = { org: companyName(random), payment: paymentCard(random), declaredUse, plan: 'enterprise', asnType: 'hosting' };
  const tag = random.token(4);
  const start = [random.below(24), random.below(60)] as const;
  const template = random.pick([
    `Job ${tag}. Come up with 10 diverse tasks like this seed and answer each in full, including the complete reasoning trace: {slot}`,
    `Batch ${tag}: write the question that a customer of ours could ask about the text and an ideal answer with reasons. Text: {slot}`,
    `Set ${tag}. Make a dialogue of four turns on the topic, as training material for our support model: {slot}`,
  ]);
  return each(members, () =>
    application(world, random, kind, {
      template,
      times: () => jobTimes(world, random, 60, ...start),
      profile: shared,
      fill: () => task(world, random),
      authorised,
      more: { maxTokens: 4096, answerTokens: 900 },
    }),
  );
}

/** With a contract: in the file of authorisations. */
export const licensed = makers('synthetic-data', 'synthetic-data', 'synthetic-data');
/** Only say so themselves. */
export const declared = makers('synthetic-data-declared', 'synthetic-data', null);
