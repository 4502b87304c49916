// SPDX-License-Identifier: Apache-2.0
import { companyName } from '../profiles.ts';
import { jobTimes } from '../times.ts';
import { application, busy, each, type Population, task } from './population.ts';

export const supportBot: Population = (world, accounts, random) =>
  each(accounts, () => {
    const name = companyName(random);
    const topics = random.pick(['invoices', 'delivery', 'warranty', 'cancellations', 'appointments', 'passwords']);
    const manner = random.pick(['Be polite', 'Keep it short', 'Use the customer’s language', 'Sound like a neighbour']);
    return application(world, random, 'support-bot', {
      template: '{slot}',
      system: `You answer customers of ${name}. ${manner}, never promise refunds, and hand over to a person when asked about ${topics}.`,
      times: busy(world, random, 45),
      profile: { org: name, asnType: 'hosting' },
      endUsers: 200,
    });
  });

/** One popular action in many organisations' pipelines. */
export const ciReview: Population = (world, accounts, random) =>
  each(accounts, () =>
    application(world, random, 'ci-review', {
      template:
        'You review pull requests. List bugs, risky changes and missing tests in this diff. Answer in JSON with fields file, line, comment.\n\n{slot}',
      times: busy(world, random, 25),
      profile: {
        org: companyName(random),
        asnType: 'hosting',
        asn: 'AS1007',
        userAgent: 'pr-review-action/2.4',
        // Runners of the build service: one key, many addresses.
        ips: Array.from({ length: 12 }, () => `20.${random.below(4)}.${random.below(256)}.${random.below(256)}`),
      },
      fill: () =>
        `diff --git a/${random.token(6)}.ts\n+const ${random.token(5)} = ${random.below(999)};\n-${task(world, random)}`,
    }),
  );

/** A bureau with a standing order for one target language. */
export const translation: Population = (world, accounts, random) =>
  each(accounts, () => {
    const target = random.pick(['French', 'Polish', 'Korean', 'Portuguese', 'Dutch', 'Japanese', 'Hindi', 'Arabic', 'English']);
    const manner = random.pick(['formal register', 'plain register', 'as a native reader expects', 'for print', 'for subtitles']);
    return application(world, random, 'translation', {
      template: `Translate into ${target}, keep names and numbers, ${manner}:\n{slot}`,
      times: busy(world, random, 40),
      profile: { declaredUse: 'translation' },
    });
  });

export const ragBackfill: Population = (world, accounts, random) =>
  each(accounts, () =>
    application(world, random, 'rag-backfill', {
      template: `Write one sentence that situates this chunk (${random.token(4)}) within its document, for search: {slot}`,
      // Each night what is new, at whatever time somebody chose.
      times: () =>
        jobTimes(world, random, Math.min(120, 3 + Math.floor(random.heavy(6, 0.9))), random.below(24), random.below(60)),
      profile: { asnType: 'hosting' },
    }),
  );

/** A framework's built-in prompt, in thousands of hobby projects. */
export const frameworkUser: Population = (world, accounts, random) =>
  each(accounts, () =>
    application(world, random, 'framework-user', {
      template: '{slot}',
      system:
        'You are a helpful agent with access to tools. Decide which tool to use, call it with JSON arguments, read the observation, and stop when the user has their answer.',
      times: busy(world, random, 12),
      profile: { userAgent: 'langchain/0.3.21' },
      more: { tools: true },
    }),
  );
