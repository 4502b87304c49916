// SPDX-License-Identifier: Apache-2.0
import { TRUST_DEFAULTS } from '@stillwatch/core/trust';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assertion, Statement } from '../assertion/assertion.ts';
import { assertion, day, NOW, objectId } from '../assertion/samples.fixture.ts';
import { orderBatch } from './batch.ts';
import { canaryHits } from './canaries.ts';
import { gateOf } from './gates.ts';
import { decayAt, KINDS, REPORT_KINDS, reportKindOf } from './kinds.ts';
import { lineageOf } from './lineage.ts';
import { trackKey } from './reliability.ts';
import { detectorOf, scoreTrust, type TrustContext } from './score.ts';

const NAMES = ['acme', 'beta', 'gamma', 'delta', 'epsilon'];
const GOOD = { confirmed: 40, refuted: 1 };
const records = new Map(NAMES.map((name) => [trackKey(name, null), GOOD]));
const context = (changes: Partial<TrustContext> = {}): TrustContext => ({
  now: NOW,
  kind: 'account',
  parents: new Map(),
  records,
  quarantined: new Set(),
  detectors: new Set(),
  disputes: [],
  ...changes,
});
const OBJECT = { type: 'user-account', id: objectId('user-account') };
const report = (source: string, changes: Partial<Statement> = {}): Assertion =>
  assertion({ object: OBJECT, source, at: day(-1), confidence: 90, ...changes });
const score = (reports: readonly Assertion[], changes: Partial<TrustContext> = {}): number =>
  scoreTrust(reports, context(changes)).score;

describe('trust in a report', () => {
  it('is the prior without one, and grows by independent lineages', () => {
    expect(score([])).toBeCloseTo(KINDS.account.prior, 9);
    const one = score([report('acme')]);
    const two = score([report('acme'), report('beta')]);
    expect(one).toBeGreaterThan(0.4);
    expect(two).toBeGreaterThan(0.9);
    expect(score([report('nobody')])).toBeLessThan(0.12);
  });

  it('is explained by lines whose numbers add up', () => {
    const { lines, logOdds, assertions } = scoreTrust(
      [report('acme'), report('beta'), report('gamma', { expiresAt: day(-0.5) }), report('eve')],
      context({ quarantined: new Set(['eve']), disputes: [{ by: 'delta', opinion: 'disagree' }] }),
    );
    expect(lines[0]).toBe('−2.2: what a report of an account is worth before anybody’s record is looked at');
    expect(lines[1]).toMatch(
      /^\+\d\.\d: reported by 2 independent lineages, acme \(reliability 0\.\d\d\), beta \(reliability 0\.\d\d\)$/,
    );
    expect(lines[2]).toMatch(/^−0\.\d: disputed by delta$/);
    expect(lines[3]).toBe('+0.0: not counted: 1 expired, 1 from a quarantined reporter');
    const sum = lines.reduce((all, line) => all + Number(line.split(':')[0]!.replace('−', '-')), 0);
    expect(Math.abs(sum - logOdds)).toBeLessThan(0.2);
    expect(assertions).toHaveLength(2);
  });

  it('counts relays and firms of one owner once', () => {
    const alone = score([report('acme')]);
    expect(score([report('acme'), report('beta', { origin: 'acme' }), report('gamma', { origin: 'acme' })])).toBe(alone);
    const parents = new Map([
      ['beta', 'acme'],
      ['gamma', 'beta'],
    ]);
    expect(score([report('acme', { at: day(-2) }), report('beta'), report('gamma')], { parents })).toBe(
      score([report('acme', { at: day(-2) })]),
    );
  });

  it('is not made by one relay that names many origins, and not lent by a good name', () => {
    const invented = ['acme', 'beta', 'gamma'].map((origin, n) => report('eve', { origin, at: day(-1 - n / 100) }));
    const { voices } = scoreTrust(invented, context());
    expect(voices).toHaveLength(1);
    expect(voices[0]!.weight).toBeCloseTo(0.05, 6);
    // Two relays of one origin are one voice as well.
    expect(scoreTrust([report('beta', { origin: 'zeta' }), report('gamma', { origin: 'zeta' })], context()).voices).toHaveLength(
      1,
    );
  });

  it('falls with age, from the receiver’s own lifetime, whatever the feed says', () => {
    const old = report('acme', { at: day(-60), expiresAt: day(900) });
    expect(score([old])).toBeLessThan(score([report('acme')]));
    expect(score([old], { lifetimeMs: 30 * 86_400_000 })).toBeCloseTo(KINDS.account.prior, 9);
    // An independent sighting makes it young again; one by somebody unknown, or by the same, does not.
    const adds = (reports: readonly Assertion[]): number =>
      scoreTrust(reports, context()).voices.find(({ lineage }) => lineage === 'acme')!.adds;
    expect(adds([old, report('beta')])).toBeGreaterThan(adds([old]));
    expect(adds([old, report('nobody')])).toBe(adds([old]));
    expect(adds([old, report('zeta', { origin: 'acme' })])).toBe(adds([old]));
  });

  it('counts only detectors that are registered, each with its own record', () => {
    const object = { ...OBJECT, extensions: { x: { detector_id: 'template', detector_version: '3', detector_hash: '9f' } } };
    expect(scoreTrust([report('acme', { object })], context()).voices).toEqual([]);
    const detectors = new Set([detectorOf(report('acme', { object }))!]);
    const [voice] = scoreTrust([report('acme', { object })], context({ detectors })).voices;
    expect(voice?.weight).toBeCloseTo(0.05, 6);
  });
});

describe('always', () => {
  const source = fc.constantFrom(...NAMES, 'nobody', 'eve');
  const reports = fc.array(
    fc
      .record({ source, origin: source, days: fc.integer({ min: -100, max: 0 }), confidence: fc.integer({ min: 0, max: 100 }) })
      .map(({ days, ...rest }) => report(rest.source, { ...rest, at: day(days) })),
    { maxLength: 8 },
  );
  const kind = fc.constantFrom(...REPORT_KINDS);

  it('one more independent confirmation never lowers it', () => {
    fc.assert(
      fc.property(
        reports,
        fc.integer({ min: -100, max: 0 }),
        fc.integer({ min: 0, max: 100 }),
        fc.constantFrom(GOOD, { confirmed: 0, refuted: 9 }),
        kind,
        (base, days, confidence, record, kind) => {
          const known = new Map([...records, [trackKey('fresh', null), record]]);
          const more = [...base, report('fresh', { at: day(days), confidence })];
          expect(score(more, { kind, records: known })).toBeGreaterThanOrEqual(score(base, { kind, records: known }) - 1e-12);
        },
      ),
    );
  });

  it('relays of a lineage that has spoken, quarantined and expired reports add nothing', () => {
    fc.assert(
      fc.property(reports, source, fc.integer({ min: 0, max: 100 }), kind, (base, relay, confidence, kind) => {
        const said = [...base, report('fresh', { confidence: 50 })];
        const before = score(said, { kind, quarantined: new Set(['mallory']) });
        const nothing = [
          report(`relay-${relay}`, { origin: 'fresh', confidence, at: day(0) }),
          report('mallory', { confidence, at: day(0) }),
          report(`clean-${relay}`, { origin: 'mallory', confidence, at: day(0) }),
          report('mallory', { origin: 'other', confidence }),
          report(`late-${relay}`, { confidence, at: day(-1), expiresAt: day(0) }),
        ];
        for (const one of nothing) expect(score([...said, one], { kind, quarantined: new Set(['mallory']) })).toBe(before);
      }),
    );
  });

  it('no one voice moves it by more than 2.5, and the order of reports does not matter', () => {
    fc.assert(
      fc.property(reports, kind, (base, kind) => {
        const { voices, logOdds } = scoreTrust(base, context({ kind }));
        for (const { adds } of voices) expect(adds >= 0 && adds <= 2.5).toBe(true);
        expect(scoreTrust(base.toReversed(), context({ kind })).logOdds).toBeCloseTo(logOdds, 12);
      }),
    );
  });

  it('decay goes from 1 to 0 and never up', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (a, b) => {
        const [young, old] = [Math.min(a, b), Math.max(a, b)];
        expect(decayAt(young, 500)).toBeGreaterThanOrEqual(decayAt(old, 500));
        expect(decayAt(old + 500, 500)).toBe(0);
      }),
    );
    expect(decayAt(0, 500)).toBe(1);
    expect(decayAt(-9, 500)).toBe(1);
  });
});

describe('what may follow', () => {
  const trust = (score: number, voices: number) =>
    ({ score, voices: Array.from({ length: voices }), logOdds: 0, assertions: [], lines: [] }) as never;
  const most = (value: number, voices: number, isCorroborated = false, pap: Parameters<typeof gateOf>[1]['pap'] = null) =>
    gateOf(trust(value, voices), { isCorroborated, pap }).most;

  it('is never more than friction without local corroboration', () => {
    expect(most(0.49, 9)).toBe('nothing');
    expect(most(0.5, 9)).toBe('watch');
    expect(most(0.7, 1)).toBe('watch');
    expect(most(0.7, 2)).toBe('friction');
    expect(most(0.9999, 99)).toBe('friction');
    expect(most(0.95, 1, true)).toBe('block');
    expect(most(0.8, 1, true)).toBe('friction');
    expect(most(Number.NaN, 9, true)).toBe('nothing');
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1 }),
        fc.nat(50),
        fc.double({ min: 0, max: 1 }),
        fc.nat(3),
        (value, voices, threshold, lineages) => {
          const thresholds = { watch: threshold, friction: threshold, block: threshold, lineages };
          const { most } = gateOf(trust(value, voices), { isCorroborated: false, pap: 'clear', thresholds });
          expect(most).not.toBe('block');
          if (most === 'friction') expect(voices).toBeGreaterThanOrEqual(2);
        },
      ),
    );
  });

  it('is what PAP allows', () => {
    expect(most(0.99, 5, true, 'amber')).toBe('watch');
    expect(most(0.99, 5, true, 'green')).toBe('block');
    expect(TRUST_DEFAULTS.lineages).toBe(2);
  });
});

describe('canaries, batches and kinds', () => {
  it('put whoever observed it in quarantine, not whoever passed it on', () => {
    const said = report('gamma', { object: { ...OBJECT, revoked: true } });
    const hits = canaryHits(
      [report('acme'), report('beta', { origin: 'eve' }), said, report('delta', { withdraws: said.id })],
      ({ id }) => (id === OBJECT.id ? 'c1' : null),
      { own: 'us', signs: new Set(['acme', 'beta']) },
    );
    expect(hits.map(({ reporter, canary }) => [reporter, canary])).toEqual([
      ['acme', 'c1'],
      ['eve', 'c1'],
    ]);
  });

  it('do not let one partner put another, or the receiver itself, in quarantine', () => {
    const hits = (one: Assertion): string[] =>
      canaryHits([one], () => 'c1', { own: 'us', signs: new Set(['acme', 'beta']) }).map(({ reporter }) => reporter);
    expect(hits(report('beta', { origin: 'acme' }))).toEqual(['beta']);
    // What the receiver repeats itself, from a feed or a file, it has from where it says.
    expect(hits(report('us', { origin: 'acme' }))).toEqual(['acme']);
    expect(hits(report('us', { origin: 'a list' }))).toEqual(['a list']);
    expect([...hits(report('us')), ...hits(report('beta', { origin: 'us' }))]).toEqual([]);
  });

  it('let withdrawals take effect first', () => {
    const said = report('acme');
    const back = report('acme', { withdraws: said.id });
    const revoked = report('beta', { object: { ...OBJECT, revoked: true } });
    expect(orderBatch([said, back, report('gamma'), revoked]).slice(0, 2)).toEqual([back, revoked]);
  });

  it('are told by the object, or by what a pattern asks for', () => {
    const of = (pattern: string) => reportKindOf({ type: 'indicator', id: 'indicator--1', pattern });
    expect(of("[ipv4-addr:value = '192.0.2.1']")).toBe('address');
    expect(of("[(user-account:user_id = 'x')]")).toBe('account');
    expect(of("[x-prompt-template:template_hash = 'x']")).toBe('template');
    expect(of('nonsense')).toBe('address');
    expect(reportKindOf({ type: 'infrastructure', id: 'x' })).toBe('proxy-pool');
    expect(reportKindOf({ type: 'constructor', id: 'x' })).toBe('address');
  });

  it('end circles of owners', () => {
    const circle = new Map([
      ['b', 'c'],
      ['c', 'b'],
      ['a', 'b'],
    ]);
    expect(lineageOf('a', circle)).toBe(lineageOf('b', circle));
    expect(lineageOf('b', circle)).toBe(lineageOf('c', circle));
  });
});
