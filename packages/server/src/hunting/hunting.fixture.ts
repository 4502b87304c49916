// SPDX-License-Identifier: Apache-2.0
/** Campaigns written by hand, before a hunt and in it. */
import type { Campaign } from '@stillwatch/core';
import type { CampaignStatus } from '@stillwatch/core/api';
import type { Before, Seen } from './continuity.ts';
import type { HuntedCampaign } from './job.ts';
import type { HuntingParts } from './settings.ts';

/** `count` accounts, from the one with number `from` on. */
export function names(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, i) => `account-${from + i}`);
}

interface Spec {
  readonly id: string;
  readonly accounts: readonly string[];
  readonly tier?: Campaign['tier'];
  readonly bits?: number;
  /** Hardly any grams by default, so that accounts alone decide. */
  readonly grams?: readonly number[];
}

export function before({
  id,
  accounts,
  tier = 'confirmed',
  bits = 30,
  grams = [],
  status = 'open',
  current = true,
}: Spec & { status?: CampaignStatus; current?: boolean }): Before {
  return {
    id,
    status,
    current,
    tier,
    bits,
    accounts: accounts.length,
    told: accounts.length,
    mostBits: bits,
    reviewed: true,
    trace: { firstSeen: '2026-09-07T00:00:00.000Z', accounts, grams, values: [] },
  };
}

export function seen({ id, accounts, tier = 'confirmed', bits = 30, grams = [] }: Spec, labelled: readonly string[] = []): Seen {
  const campaign: Campaign = {
    id,
    name: 'amber-anchor',
    tier,
    pValue: 0.001,
    bits,
    accounts: [...accounts],
    exchanges: 10 * accounts.length,
    harvest: { exchanges: 0, inputTokens: 0, outputTokens: 0, capabilities: [], listPriceUsd: null },
    techniques: [],
    evidence: [],
    benign: [],
    templates: [],
    knownSince: null,
    firstSeen: '2026-09-07T00:00:00.000Z',
    lastSeen: '2026-09-08T00:00:00.000Z',
    detectedAt: '2026-09-07T12:00:00.000Z',
    timeline: [],
    links: [],
  };
  const trace = { id, firstSeen: campaign.firstSeen, accounts: [...accounts, ...labelled], grams, values: [] };
  return { id, campaign, trace, labelled: labelled.length };
}

/** The same as a hunt hands it over. */
export function hunted(spec: Spec): HuntedCampaign {
  const { campaign, trace, labelled } = seen(spec);
  return { campaign, trace, wholeTrace: trace, labelled, members: [] };
}

/** Stands in where what is recorded is not what a test is about: takes everything, and tells what it took. */
export function takingLedger(): {
  readonly taken: string[];
  readonly parts: Pick<HuntingParts, 'ledger' | 'evidence'>;
} {
  const taken: string[] = [];
  const ledger = {
    ready: async () => {},
    record: async ({ key }: { key: string }) => {
      taken.push(key);
      return { key, index: taken.length - 1 };
    },
  };
  const evidence = {
    found: async ({ id }: Campaign, changes: readonly string[]) => {
      taken.push(`${id}: ${changes.join(', ')}`);
    },
  };
  return { taken, parts: { ledger, evidence } };
}
