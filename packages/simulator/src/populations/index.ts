// SPDX-License-Identifier: Apache-2.0
import { ciReview, frameworkUser, ragBackfill, supportBot, translation } from './applications.ts';
import { hackathon, releaseSurge, schoolClass } from './events.ts';
import { agentFleet, vendorFleet } from './fleets.ts';
import { aggregator, reseller } from './intermediaries.ts';
import { evaluationHarness, judgeResearch, labelling, qualityMonitor } from './laboratories.ts';
import { hourlyCron, migration } from './operations.ts';
import { chatUser, corporateNat, developer, household, teamKey } from './people.ts';
import type { Population } from './population.ts';
import { declared, licensed } from './synthetic-data.ts';
import { legalBatch, reasoningAudit } from './records.ts';
import { viral, viralReasoning } from './viral.ts';

/** Benign kinds by name. */
export const POPULATIONS = {
  developer,
  'chat-user': chatUser,
  household,
  'corporate-nat': corporateNat,
  'team-key': teamKey,
  'support-bot': supportBot,
  'ci-review': ciReview,
  translation,
  'rag-backfill': ragBackfill,
  'framework-user': frameworkUser,
  'evaluation-harness': evaluationHarness,
  'judge-research': judgeResearch,
  labelling,
  'quality-monitor': qualityMonitor,
  'reasoning-audit': reasoningAudit,
  'legal-batch': legalBatch,
  'synthetic-data': licensed,
  'synthetic-data-declared': declared,
  class: schoolClass,
  hackathon,
  'release-surge': releaseSurge,
  viral,
  'viral-reasoning': viralReasoning,
  'vendor-fleet': vendorFleet,
  'agent-fleet': agentFleet,
  reseller,
  aggregator,
  migration,
  'hourly-cron': hourlyCron,
} satisfies Record<string, Population>;

export type PopulationKind = keyof typeof POPULATIONS;
