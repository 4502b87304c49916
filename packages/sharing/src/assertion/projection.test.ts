// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clearance } from '../marking/access.ts';
import { TLP_LEVELS, TLP_MARKING_IDS } from '../marking/tlp.ts';
import type { Assertion, Statement } from './assertion.ts';
import { project, type ProjectionReader } from './projection.ts';
import { assertion, day, NOW, objectId } from './samples.fixture.ts';

const reader = (clearance: Clearance, memberships: readonly string[] = []): ProjectionReader => ({
  organisation: clearance === 'public' ? null : 'identity--me',
  memberships,
  clearanceTo: () => clearance,
});
const RECIPIENT = reader('recipient');
const COMMUNITY = reader('community');
const version = (days: number, rest: object = {}): Statement['object'] => ({
  type: 'indicator',
  id: objectId('indicator'),
  modified: day(days),
  ...rest,
});

describe('what a reader sees', () => {
  it('is the newest version that this reader may read, with counts of nothing else', () => {
    const open = assertion({ object: version(-5, { name: 'open' }) });
    const closed = assertion({ source: 'identity--beta', tlp: 'amber', object: version(-1, { name: 'closed' }) });
    const red = assertion({ source: 'identity--gamma', tlp: 'red', object: version(0, { name: 'red' }) });
    const [forRecipient] = project([red, open, closed], RECIPIENT, NOW);
    expect(forRecipient).toMatchObject({ object: { name: 'closed' }, sources: 2, origins: 2, tlp: 'amber', revoked: false });
    const [forCommunity] = project([red, open, closed], COMMUNITY, NOW);
    expect(forCommunity).toMatchObject({ object: { name: 'open' }, sources: 1, tlp: 'green' });
    expect(JSON.stringify(forCommunity)).not.toMatch(/beta|gamma|closed|red/);
    expect(project([red], RECIPIENT, NOW)).toEqual([]);
  });

  it('counts relays of one origin once', () => {
    const all = ['acme', 'beta', 'gamma'].map((name) => assertion({ source: `identity--${name}`, origin: 'identity--acme' }));
    expect(project(all, RECIPIENT, NOW)[0]).toMatchObject({ sources: 3, origins: 1 });
  });

  it('is limited by the object’s own marking where that is stricter, and by its granular markings', () => {
    const marked = assertion({ object: version(-1, { object_marking_refs: [TLP_MARKING_IDS.amber] }) });
    expect(project([marked], COMMUNITY, NOW)).toEqual([]);
    expect(project([marked], RECIPIENT, NOW)[0]?.tlp).toBe('amber');
    const granular_markings = [{ marking_ref: TLP_MARKING_IDS.amber, selectors: ['name'] }];
    const part = assertion({ object: version(-1, { name: 'hidden', granular_markings }) });
    expect(project([part], COMMUNITY, NOW)[0]?.object).not.toHaveProperty('name');
    expect(project([part], RECIPIENT, NOW)[0]?.object).toHaveProperty('name', 'hidden');
  });

  it('is nothing of a group that the reader is not in, or that is empty', () => {
    const one = assertion({ group: 'g' });
    expect(project([one], RECIPIENT, NOW)).toEqual([]);
    expect(project([one], reader('recipient', ['g']), NOW)).toHaveLength(1);
    expect(project([assertion({ group: '' })], reader('recipient', ['', 'g']), NOW)).toEqual([]);
  });

  it('can differ between groups for one fact of one source', () => {
    const wide = assertion({ object: version(-1, { name: 'short' }) });
    const narrow = assertion({ group: 'g', object: version(-1, { name: 'long', description: 'more' }), at: day(-1) });
    expect(project([wide, narrow], RECIPIENT, NOW)[0]?.object).not.toHaveProperty('description');
    expect(project([wide, narrow], reader('recipient', ['g']), NOW)[0]?.object).toHaveProperty('description');
  });
});

describe('a withdrawal', () => {
  const mine = assertion();
  const theirs = assertion({ source: 'identity--beta', object: version(-4, { name: 'theirs' }) });
  const revoked = assertion({ object: version(-1, { revoked: true }), at: day(-1) });

  it('takes away its own source’s say and nobody else’s', () => {
    const [left] = project([mine, theirs, revoked], RECIPIENT, NOW);
    expect(left).toMatchObject({ object: { name: 'theirs' }, sources: 1, revoked: false });
    expect(project([mine, revoked], RECIPIENT, NOW)[0]).toMatchObject({ revoked: true });
    const forged = assertion({ source: 'identity--eve', object: version(0, { revoked: true }) });
    expect(project([mine, forged], RECIPIENT, NOW)[0]).toMatchObject({ revoked: false, sources: 1 });
  });

  it('works for those too who may not read it', () => {
    const secret = assertion({ tlp: 'red', object: version(-1, { revoked: true }), at: day(-1) });
    expect(project([mine, secret], RECIPIENT, NOW)).toEqual([]);
  });

  it('is for good', () => {
    const again = assertion({ object: version(0), at: day(0) });
    expect(project([mine, revoked, again], RECIPIENT, NOW)[0]).toMatchObject({ revoked: true });
  });

  it('of an observable names the assertion, and reaches only the same source’s', () => {
    const object = { type: 'user-account', id: objectId('user-account') };
    const said = assertion({ object });
    expect(project([said, assertion({ object, withdraws: said.id, at: day(-1) })], RECIPIENT, NOW)[0]?.revoked).toBe(true);
    const foreign = assertion({ source: 'identity--eve', object, withdraws: said.id, at: day(-1) });
    expect(project([said, foreign], RECIPIENT, NOW)[0]).toMatchObject({ revoked: false, sources: 1 });
  });
});

describe('expiry', () => {
  it('removes, by the assertion’s end or the object’s, and does not bring an older version back', () => {
    expect(project([assertion({ expiresAt: day(0) })], RECIPIENT, NOW)).toEqual([]);
    expect(project([assertion({ object: version(-1, { valid_until: day(-1) }) })], RECIPIENT, NOW)).toEqual([]);
    expect(project([assertion({ object: version(-1, { valid_until: 'soon' }) })], RECIPIENT, NOW)).toEqual([]);
    expect(project([assertion({ expiresAt: day(1) })], RECIPIENT, NOW)).toHaveLength(1);
    const older = assertion({ object: version(-9), at: day(-9) });
    expect(project([older, assertion({ object: version(-1), expiresAt: day(0) })], RECIPIENT, NOW)).toEqual([]);
  });
});

/** A small world of assertions: three sources, two objects, every level, groups, versions, ends and withdrawals. */
const world = fc.array(
  fc
    .record({
      source: fc.constantFrom('identity--acme', 'identity--beta', 'identity--gamma'),
      n: fc.constantFrom(1, 2),
      tlp: fc.constantFrom(...TLP_LEVELS),
      group: fc.constantFrom(null, null, 'g', ''),
      days: fc.integer({ min: -9, max: 0 }),
      revoked: fc.constantFrom(false, false, false, true),
      ends: fc.constantFrom(null, null, 1, -1),
    })
    .map(({ source, n, tlp, group, days, revoked, ends }) => {
      const object = { type: 'indicator', id: objectId('indicator', n), modified: day(days), ...(revoked ? { revoked } : {}) };
      return assertion({ source, object, tlp, group, at: day(days), expiresAt: ends === null ? null : day(ends) });
    }),
  { maxLength: 12 },
);

describe('always', () => {
  it('the order in which assertions came does not matter', () => {
    fc.assert(
      fc.property(
        world,
        fc.constantFrom<Clearance>('own', 'individual', 'recipient', 'community', 'public'),
        (all, clearance) => {
          const sorted = all.toSorted((a: Assertion, b: Assertion) => (a.id < b.id ? -1 : 1));
          expect(project(all, reader(clearance), NOW)).toEqual(project(sorted, reader(clearance), NOW));
        },
      ),
    );
  });

  it('what a reader may not read changes nothing but what its own source takes back', () => {
    fc.assert(
      fc.property(world, world, (all, more) => {
        // Only of a source that says nothing else, so that nothing of it is replaced or taken back.
        const hidden = more.map(({ object, at, expiresAt }) =>
          assertion({ source: 'identity--delta', tlp: 'red', object, at, expiresAt }),
        );
        expect(project([...all, ...hidden], COMMUNITY, NOW)).toEqual(project(all, COMMUNITY, NOW));
      }),
    );
  });
});
