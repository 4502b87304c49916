// SPDX-License-Identifier: Apache-2.0
import type { Campaign } from '@stillwatch/core';
import type { CampaignEvent, CampaignMember } from '@stillwatch/core/api';
import type { CampaignTrace, CampaignUpdate, Clock, HuntRecord, Records } from '../../parts.ts';
import type { RecordsPlace } from '../database.ts';

export const NOON = Date.UTC(2026, 5, 1, 12);
export const AT = '2026-06-01T12:00:00.000Z';

/** A clock that stands still until it is told to go on. */
export interface TestClock extends Clock {
  ms: number;
}
export function testClock(): TestClock {
  const clock: TestClock = { ms: NOON, now: () => clock.ms };
  return clock;
}

/** Empty records of one kind, opened; what a contract test is given. */
export interface Harness {
  readonly place: RecordsPlace;
  readonly clock: TestClock;
  readonly records: Records;
  /** Opens the same records once more. */
  again(): Promise<Records>;
  /** Another place, with nothing in it. */
  emptyPlace(): Promise<RecordsPlace>;
  /** A folder for files. */
  readonly folder: string;
}

export function sampleFinding(id: string, change: Partial<Campaign> = {}): Campaign {
  return {
    id,
    name: `QUIET-${id}`,
    tier: 'probable',
    pValue: 0.001,
    bits: 21.25,
    accounts: [`${id}-a`, `${id}-b`],
    exchanges: 4,
    harvest: {
      exchanges: 4,
      inputTokens: 40,
      outputTokens: 80,
      capabilities: [{ name: 'code', exchanges: 4 }],
      listPriceUsd: null,
    },
    techniques: [{ id: 'reasoning-elicitation', exchanges: 4, atlas: ['AML.T0024'] }],
    evidence: [{ family: 'identity', bits: 21.25, statement: 'They pay with one card.' }],
    benign: [{ kind: 'class', bits: 0, statement: 'No class was found.' }],
    templates: [{ id: 't1', accounts: 2, exchanges: 4, distinctTexts: 4, exemplar: 'Solve ⟨…⟩' }],
    knownSince: null,
    firstSeen: AT,
    lastSeen: AT,
    detectedAt: AT,
    timeline: [{ hour: AT, campaign: 4, background: 90 }],
    links: [{ a: 0, b: 1, bits: 9.5, families: ['identity', 'template'] }],
    ...change,
  };
}

export function sampleMember(account: string, bits = 10): CampaignMember {
  const parts = { template: 4, identity: 3, place: 1, synchrony: 1, intent: bits - 9 };
  return { account, exchanges: 2, bits, parts, plan: 'free', firstSeen: AT, lastSeen: AT };
}

export function sampleEvent(change: Partial<CampaignEvent> = {}): Omit<CampaignEvent, 'id'> {
  const { id: _, ...event } = {
    id: '',
    at: AT,
    kind: 'found' as const,
    statement: 'Found.',
    accounts: 2,
    bits: 21.25,
    by: null,
    ...change,
  };
  return event;
}

export function sampleUpdate(id: string, finding: Partial<Campaign> = {}, change: Partial<CampaignUpdate> = {}): CampaignUpdate {
  const whole = sampleFinding(id, finding);
  const trace: CampaignTrace = { firstSeen: AT, accounts: ['h1', 'h2'], grams: [1, 2 ** 40], values: ['v1'] };
  const members = whole.accounts.map((account, i) => sampleMember(account, 10 + i));
  return { id, finding: whole, trace, members, events: [sampleEvent()], reviewCause: null, ...change };
}

export function sampleHunt(id: string, change: Partial<HuntRecord> = {}): HuntRecord {
  return {
    id,
    status: 'done',
    cause: 'schedule',
    window: { from: AT, to: AT },
    startedAt: AT,
    finishedAt: AT,
    exchanges: 10,
    accounts: 5,
    campaigns: 1,
    explained: 0,
    stage: 'done',
    error: null,
    summary: {
      accounts: 5,
      thresholds: { watch: 10, probable: 20, confirmed: 30 },
      explained: [{ kind: 'class', accounts: 30, statement: 'One exercise.' }],
      calibration: { method: 'conformal', units: 100, falsePositiveRate: 0, interval: [0, 0.03], threshold: 10, note: '' },
      read: { files: 1, exchanges: 10, rejected: 0, duplicates: 0, formats: { openai: 10 }, problems: [], absent: { card: 0.5 } },
    },
    ...change,
  };
}

/** Every row of a list, by pages of a size. */
export async function everyPage<T>(
  limit: number,
  list: (page: { cursor?: string; limit: number }) => Promise<{ items: readonly T[]; next: string | null }>,
): Promise<T[]> {
  const all: T[] = [];
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await list(cursor === undefined ? { limit } : { cursor, limit });
    if (items.length > limit || (next !== null && items.length < limit)) throw new Error('a page has a wrong size');
    all.push(...items);
    if (next === null) return all;
    cursor = next;
  }
}
