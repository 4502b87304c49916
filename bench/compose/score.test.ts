// SPDX-License-Identifier: Apache-2.0
import type { HuntReport } from '@stillwatch/core';
import { describe, expect, it } from 'vitest';
import { type Account, createPlan } from './plan.ts';
import { scoreReport } from './score.ts';
import { addScores } from './totals.ts';

const START = Date.UTC(2026, 0, 5);
const HOUR = 3_600_000;

function makeAccount(id: string, campaign: string | null): Account {
  return {
    id,
    seed: 1,
    kind: campaign === null ? 'person' : 'campaign',
    campaign,
    org: '',
    payment: '',
    device: '',
    tls: '',
    asn: '',
    asnType: '',
    emailDomain: '',
    createdAt: 0,
    redacted: false,
    plan: 'free',
    declaredUse: '',
    region: 'somewhere',
    language: 'en',
    model: 'm',
    network: () => ({ ip: '', client: '' }),
    voice: () => ({ messages: [] }),
  };
}

/** Ten accounts of campaign "c" with ten harvest exchanges each, one an hour, and twenty benign ones. */
function makePlan() {
  const plan = createPlan(START, START + 100 * HOUR);
  for (let i = 0; i < 10; i++) {
    const index = plan.addAccount(makeAccount(`c${i}`, 'c'));
    for (let k = 0; k < 10; k++) plan.addMoment(index, START + (i * 10 + k) * HOUR, k, 0, true);
  }
  for (let i = 0; i < 20; i++) plan.addMoment(plan.addAccount(makeAccount(`b${i}`, null)), START, 0);
  return plan;
}

function report(...campaigns: { tier: 'confirmed' | 'watch'; accounts: string[]; hours: number }[]): HuntReport {
  const list = campaigns.map(({ tier, accounts, hours }) => ({
    tier,
    accounts,
    bits: 40,
    evidence: [
      { family: 'template', bits: 30, statement: '' },
      { family: 'template', bits: 10, statement: '' },
    ],
    benign: [{ kind: 'class', bits: -3, statement: '' }],
    detectedAt: new Date(START + hours * HOUR).toISOString(),
  }));
  return { campaigns: list } as unknown as HuntReport;
}

const TRUTH = [{ name: 'c', about: '', accounts: 10, each: 10, camouflage: 0, claims: '' }];
const members = (from: number, until: number): string[] => Array.from({ length: until - from }, (_, i) => `c${from + i}`);

describe('scoring', () => {
  it('counts recall, precision, hours and what had left before detection', () => {
    const score = scoreReport(
      report({ tier: 'confirmed', accounts: [...members(0, 8), 'b0', 'b1'], hours: 30 }),
      makePlan(),
      TRUTH,
    );
    expect(score.campaigns[0]).toMatchObject({
      found: true,
      recall: 0.8,
      precision: 0.8,
      hours: 30,
      leaked: 0.3,
      reports: 1,
      tier: 'confirmed',
    });
    expect(score.overall).toMatchObject({ accused: 2, accounts: 20 });
    expect(score.overall.interval[0]).toBeGreaterThan(0.01);
    expect(score.overall.interval[1]).toBeLessThan(0.32);
    expect(score.falseReports).toBe(0);
  });

  it('does not let a report of tier watch accuse anybody', () => {
    const score = scoreReport(report({ tier: 'watch', accounts: [...members(0, 10), 'b0'], hours: 3 }), makePlan(), TRUTH);
    expect(score.campaigns[0]).toMatchObject({ found: false, recall: 0, leaked: 1, hours: null, watched: 10 });
    expect(score.overall).toMatchObject({ accused: 0, watched: 1 });
  });

  it('counts a report of benign accounts as false and finds nothing by three strays', () => {
    const benign = Array.from({ length: 12 }, (_, i) => `b${i}`);
    const score = scoreReport(
      report({ tier: 'confirmed', accounts: [...members(0, 3), ...benign], hours: 3 }),
      makePlan(),
      TRUTH,
    );
    expect(score.campaigns[0]).toMatchObject({ found: false, recall: 0.3 });
    expect(score.falseReports).toBe(1);
  });

  it('tells what each report holds and what it rests on, without text', () => {
    const score = scoreReport(report({ tier: 'confirmed', accounts: [...members(0, 4), 'b0'], hours: 1 }), makePlan(), TRUTH);
    expect(score.reports).toEqual([
      {
        tier: 'confirmed',
        bits: 40,
        accounts: 5,
        holds: [
          ['c', 4],
          ['(person)', 1],
        ],
        evidence: [
          ['template', 40],
          ['benign class', -3],
        ],
      },
    ]);
  });

  it('takes the first of several reports of one campaign for the time of detection', () => {
    const two = report(
      { tier: 'confirmed', accounts: members(0, 5), hours: 60 },
      { tier: 'confirmed', accounts: members(5, 10), hours: 20 },
    );
    expect(scoreReport(two, makePlan(), TRUTH).campaigns[0]).toMatchObject({ recall: 1, reports: 2, hours: 20, leaked: 0.2 });
  });

  it('sums rates and campaigns over seeds', () => {
    const found = scoreReport(report({ tier: 'confirmed', accounts: [...members(0, 10), 'b0'], hours: 0 }), makePlan(), TRUTH);
    const missed = scoreReport(report(), makePlan(), TRUTH);
    const totals = addScores([found, missed]);
    expect(totals).toMatchObject({ campaigns: 2, found: 1 });
    expect(totals.byName[0]).toMatchObject({ runs: 2, found: 1, recall: 0.5, leaked: 0.5 });
    expect(totals.overall).toMatchObject({ accused: 1, accounts: 40 });
  });
});
