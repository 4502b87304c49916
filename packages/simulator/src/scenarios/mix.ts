// SPDX-License-Identifier: Apache-2.0
import type { PopulationKind } from '../populations/index.ts';

/** Of a thousand accounts of a provider. */
const PER_THOUSAND: Readonly<Record<PopulationKind, number>> = {
  developer: 223,
  'chat-user': 190,
  household: 55,
  'corporate-nat': 60,
  'team-key': 18,
  'support-bot': 28,
  'ci-review': 35,
  translation: 18,
  'rag-backfill': 18,
  'framework-user': 55,
  'evaluation-harness': 12,
  'judge-research': 12,
  labelling: 6,
  'quality-monitor': 8,
  'reasoning-audit': 8,
  'legal-batch': 4,
  'synthetic-data': 3,
  'synthetic-data-declared': 3,
  class: 36,
  hackathon: 16,
  'release-surge': 25,
  viral: 24,
  'viral-reasoning': 18,
  'vendor-fleet': 50,
  'agent-fleet': 12,
  reseller: 2,
  aggregator: 5,
  migration: 8,
  'hourly-cron': 48,
};

/** All benign kinds in the proportions of a provider, `total` accounts in all (but one of each kind at least). */
export function benignMix(total: number): Partial<Record<PopulationKind, number>> {
  const entries = Object.entries(PER_THOUSAND);
  return Object.fromEntries(entries.map(([kind, part]) => [kind, Math.max(1, Math.round((total * part) / 1000))]));
}
