// SPDX-License-Identifier: Apache-2.0
import { FLAG, techniqueBit } from '@stillwatch/core';
import { describe, expect, it } from 'vitest';
import { buildTable, type Holder, people, type Said } from '../tables.fixture.ts';
import { ANSWER_WORKERS } from './answer-workers.ts';
import { CONTENT_WORKERS } from './content-workers.ts';
import { gatherFacts } from './facts.ts';
import { fusion } from './fusion.ts';
import { IDENTITY_WORKERS } from './identity-workers.ts';
import { findLinked } from './linked.ts';
import { TIMING_WORKERS } from './timing-workers.ts';
import { opinion, step } from './worker.ts';

const WORKERS = [...TIMING_WORKERS, ...CONTENT_WORKERS, ...ANSWER_WORKERS, ...IDENTITY_WORKERS];

/** What a worker says of the first account. */
function ask(name: string, ...holders: Holder[]) {
  const worker = WORKERS.find((candidate) => candidate.name === name)!;
  return worker.judge(gatherFacts(buildTable(holders), ['payment', 'net']), 0);
}

const said = (count: number, of: (i: number) => Partial<Said>): Holder => ({
  said: Array.from({ length: count }, (_, i) => ({ at: i * 61, text: `text ${i}`, ...of(i) })),
});

describe('fusion workers', () => {
  it('have the published weights, .66 of the sum', () => {
    expect(WORKERS.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(0.66, 12);
  });

  it('add up to 1 at most and are silent where no rule fires', () => {
    expect(opinion(1.4, 0.5)).toEqual({ score: 1, confidence: 0.5 });
    expect(opinion(0, 0.9)).toBeNull();
    expect(
      [0.1, 0.6, 0.9].map((value) =>
        step(value, [
          [0.8, 3],
          [0.5, 2],
        ]),
      ),
    ).toEqual([0, 2, 3]);
    for (const { name } of WORKERS) expect(ask(name, { said: [{ at: 5, text: 'hello' }] }), name).toBeNull();
  });

  it('velocity: 70 requests in an hour, evenly, of equal size', () => {
    const even = said(70, (i) => ({ at: i * 50 }));
    expect(ask('velocity', even)).toEqual({ score: expect.closeTo(0.25 + 0.3 + 0.15, 12), confidence: 1 });
    expect(
      ask(
        'velocity',
        said(4, () => ({})),
      ),
    ).toBeNull();
  });

  it('timing cluster: twelve accounts in one second, three times within five minutes', () => {
    const together = Array.from({ length: 12 }, () => said(3, (i) => ({ at: [0, 7, 200][i]! })));
    expect(ask('timing-cluster', ...together)).toEqual({ score: 0.8, confidence: 1 });
    expect(ask('timing-cluster', ...together.slice(0, 4))).toBeNull();
  });

  it('session gap: sessions of one length at one distance', () => {
    const cron = said(60, (i) => ({ at: Math.floor(i / 3) * 7200 + (i % 3) * 10 }));
    expect(ask('session-gap', cron)).toEqual({ score: expect.closeTo(0.55 + 0.25, 12), confidence: 0.88 });
    const people = said(20, (i) => ({ at: i * i * 500 }));
    expect(ask('session-gap', people)).toBeNull();
  });

  it('pivot: a cluster that takes up a model within six hours', () => {
    const move = (at: number): Holder => ({
      said: [
        { at: 0, text: 'a' },
        { at, text: 'b', model: 'model-b' },
      ],
      identity: { payment: ['one card'] },
    });
    expect(ask('pivot', move(50_000))).toEqual({ score: 0.2, confidence: 0.85 });
    const followers = [51_000, 52_000, 60_000, 71_600].map(move);
    expect(ask('pivot', move(50_000), ...followers)?.score).toBeCloseTo(0.2 + (0.8 * 5) / 30, 12);
    expect(ask('pivot', move(50_000), ...followers.slice(1), move(71_601))?.score).toBe(0.2);
  });

  it('cot: prompts that ask for reasoning, mostly that', () => {
    const asks = said(10, (i) => ({ techniques: i < 8 ? techniqueBit('reasoning-elicitation') : 0 }));
    expect(ask('cot', asks)).toEqual({ score: 1, confidence: 0.9 });
    const once = said(10, (i) => ({ techniques: i === 0 ? techniqueBit('reasoning-elicitation') : 0 }));
    expect(ask('cot', once)).toEqual({ score: 0.4, confidence: 0.9 });
    expect(
      ask(
        'cot',
        said(10, () => ({ techniques: techniqueBit('jailbreak') })),
      ),
    ).toBeNull();
  });

  it('role preamble: one system prompt that ten accounts share', () => {
    const graders = Array.from({ length: 10 }, () => said(5, (i) => ({ system: i === 4 ? 'other' : 'grader' })));
    expect(ask('role-preamble', ...graders)).toEqual({ score: 0.85, confidence: 0.9 });
    expect(ask('role-preamble', ...graders.slice(0, 2))).toEqual({ score: 0.35, confidence: 0.55 });
  });

  it('biometric: prompts of one length that begin alike', () => {
    const alike = said(50, () => ({ at: 0, wrapper: 'grade this' }));
    expect(ask('biometric', alike)).toEqual({ score: 1, confidence: 1 });
    const mixed = said(50, (i) => ({ at: 0, words: 1 + i * 3 }));
    expect(ask('biometric', mixed)).toBeNull();
  });

  it('token budget and refusal probe', () => {
    expect(
      ask(
        'token-budget',
        said(20, (i) => ({ outputTokens: i < 15 ? 4096 : 10 })),
      ),
    ).toEqual({ score: 0.4, confidence: 0.82 });
    const refused = (i: number) => ({
      flags: i < 5 ? FLAG.REFUSED : 0,
      techniques: techniqueBit(i % 2 ? 'jailbreak' : 'classifier-evasion'),
    });
    expect(ask('refusal-probe', said(10, refused))?.score).toBeCloseTo(0.3 + 0.2, 12);
  });

  it('hydra: size, cards, networks and cards in common', () => {
    const member = (i: number): Holder => ({ ...said(20, () => ({})), identity: { payment: ['a', 'b'], net: [`net ${i}`] } });
    const opinion = ask('hydra', ...[0, 1, 2, 3, 4].map(member));
    expect(opinion).toEqual({ score: expect.closeTo((0.4 * 5) / 25 + 0.14 + 0.15 + 0.25, 12), confidence: 1 });
  });

  it('asn classifier: a cluster on the servers of one provider', () => {
    const member = (hosted: boolean): Holder => ({
      said: [{ at: 1, text: 'x' }],
      hosted,
      identity: { payment: ['a'], asn: ['64500'] },
    });
    expect(ask('asn-classifier', member(true), member(true), member(false))?.score).toBeCloseTo(0.7, 12);
    expect(ask('asn-classifier', member(true))).toEqual({ score: 0.2, confidence: 0.6 });
  });
});

describe('fusion', () => {
  const naive = Array.from(
    { length: 8 },
    (_, a): Holder => ({
      said: Array.from({ length: 80 }, (_, i) => ({
        at: i * 40,
        wrapper: 'think aloud',
        text: `${a} ${i}`,
        system: 'grader',
        techniques: techniqueBit('reasoning-elicitation'),
      })),
      identity: { payment: ['one card'], net: [`net ${a}`] },
    }),
  );

  it('finds a campaign that is careless in many ways, as one group', () => {
    const table = buildTable([...people(40, 1), ...naive]);
    const scores = fusion.score(table, { network: 0 }, undefined);
    expect(Math.min(...scores.subarray(40))).toBeGreaterThan(0.5);
    expect(Math.max(...scores.subarray(0, 40))).toBeLessThan(0.3);
    expect(fusion.group?.(table, [1, 40, 41, 42, 43, 44, 45, 46, 47], { network: 0 })).toEqual([
      [40, 41, 42, 43, 44, 45, 46, 47],
      [1],
    ]);
  });

  it('has no term for the hour of the day', () => {
    const shifted = (hours: number) =>
      buildTable(naive.map((holder) => ({ ...holder, said: holder.said.map((one) => ({ ...one, at: one.at + hours * 3600 })) })));
    const day = fusion.score(shifted(12), { network: 0 }, undefined);
    expect(fusion.score(shifted(2), { network: 0 }, undefined)).toEqual(day);
  });

  it('joins everybody behind one network where that links accounts', () => {
    const office = people(30, 2).map((holder) => ({
      ...holder,
      identity: { payment: holder.identity!.payment!, net: ['office'] },
    }));
    const table = buildTable(office);
    expect(findLinked(table, ['payment'])).toEqual([]);
    expect(findLinked(table, ['payment', 'net'])[0]).toHaveLength(30);
    const [apart, together] = [0, 1].map((network) => fusion.score(table, { network }, undefined));
    expect(apart!.every((score, a) => score < together![a]!)).toBe(true);
  });

  it('joins accounts of one organisation', () => {
    const table = buildTable([{ said: [], org: 4 }, { said: [] }, { said: [], org: 4 }, { said: [] }]);
    expect(findLinked(table, [])).toEqual([[0, 2]]);
  });
});
