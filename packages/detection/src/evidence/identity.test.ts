// SPDX-License-Identifier: Apache-2.0
import type { AttributeField } from '@stillwatch/traffic/schema';
import { describe, expect, it } from 'vitest';
import { createContext, type DetectionContext } from '../context.ts';
import { type AccountSpec, createUniform, customers, makeTable } from '../testing.ts';
import { findSharedValues, type IdentityEvidence, weighIdentity } from './identity.ts';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** Customers of whom `change` gives number i other instruments or facts. */
function world(count: number, change: (i: number) => Partial<AccountSpec>): DetectionContext {
  const specs = customers(createUniform(1), count).map((spec, i) => {
    const { identity, ...facts } = change(i);
    return {
      ...spec,
      exchanges: spec.exchanges.slice(0, 2),
      ...facts,
      identity: { ...spec.identity, key: `${i}`, endUser: `${i}`, emailDomain: `${i}`, ...identity },
    };
  });
  return createContext(makeTable(specs));
}

function weigh(context: DetectionContext, count: number): IdentityEvidence[] {
  const accounts = Uint32Array.from(range(count));
  return weighIdentity(context, accounts, findSharedValues(context, accounts));
}

const sum = (lines: readonly IdentityEvidence[]): number => lines.reduce((total, line) => total + line.bits, 0);
const sharing =
  (field: AttributeField, users: number, more: Partial<AccountSpec> = {}) =>
  (i: number) =>
    i < users ? { identity: { [field]: 'shared' }, ...more } : {};

describe('weighIdentity', () => {
  it('finds nothing where everybody has instruments of their own', () => {
    expect(
      weigh(
        world(100, () => ({})),
        8,
      ),
    ).toEqual([]);
  });

  it('gives a card that only these share many bits, and says so', () => {
    for (const field of ['payment', 'device', 'key'] as const) {
      const [line, ...rest] = weigh(world(100, sharing(field, 6)), 6);
      expect(rest).toEqual([]);
      expect(line).toMatchObject({ family: 'identity', place: false });
      expect(line!.bits).toBeGreaterThan(10);
      expect(line!.statement).toMatch(/^6 of 6 accounts share 1 /);
    }
  });

  it('gives a network shared by hundreds nothing, whoever of them is looked at', () => {
    for (const field of ['ip', 'net', 'payment', 'tls'] as const) {
      expect(sum(weigh(world(500, sharing(field, 400)), 12))).toBe(0);
    }
  });

  it('gives less for sharing where sharing is usual in the window', () => {
    const rare = sum(weigh(world(200, sharing('payment', 5)), 5));
    const usual = sum(
      weigh(
        world(200, (i) => ({ identity: { payment: `family ${Math.floor(i / 5)}` } })),
        5,
      ),
    );
    expect(usual).toBe(0);
    expect(rare).toBeGreaterThan(10);
  });

  it('gives instruments more than places, places more than software', () => {
    const bits = (['payment', 'ip', 'net', 'tls', 'userAgent'] as const).map((field) =>
      sum(weigh(world(100, sharing(field, 10, { hosted: true })), 10)),
    );
    expect(bits).toEqual(bits.toSorted((a, b) => b - a));
    expect(bits[0]).toBeGreaterThan(1.5 * bits[1]!);
    expect(bits[3]).toBeLessThanOrEqual(2);
  });

  it('gives a place a third of its worth where nobody sits in a data centre', () => {
    const rack = sum(weigh(world(100, sharing('ip', 8, { hosted: true })), 8));
    expect(sum(weigh(world(100, sharing('ip', 8)), 8))).toBeCloseTo(rack / 3, 9);
  });

  it('takes no notice of pairs and threes who share a card, unless the cards chain four owners', () => {
    expect(
      weigh(
        world(100, (i) => ({ identity: { payment: `pair ${Math.floor(Math.min(i, 8) / 2)}` } })),
        8,
      ),
    ).toEqual([]);
    expect(weigh(world(100, sharing('payment', 3)), 8)).toEqual([]);
    const chain = world(100, (i) => (i < 6 ? { identity: { payment: [`link ${i}`, `link ${i + 1}`] } } : {}));
    expect(sum(weigh(chain, 6))).toBeGreaterThan(3);
  });

  it('takes the card of one office for a place, and the same card in a data centre or spread over networks for an instrument', () => {
    const office = (more: Partial<AccountSpec>, net: (i: number) => string) =>
      weigh(
        world(100, (i) => (i < 12 ? { ...more, identity: { payment: 'bill', net: net(i) } } : {})),
        12,
      ).find(({ statement }) => statement.includes('payment'))!;
    const one = office({}, () => 'office');
    expect(one).toMatchObject({ place: true });
    expect(one.statement).toContain('in one office');
    expect(office({ hosted: true }, () => 'rack')).toMatchObject({ place: false });
    expect(office({}, (i) => `home ${i}`)).toMatchObject({ place: false });
    expect(one.bits).toBeLessThan(office({}, (i) => `home ${i}`).bits);
  });

  it('takes no notice of what one organisation shares with itself', () => {
    expect(weigh(world(100, sharing('payment', 8, { org: 'one' })), 8)).toEqual([]);
  });

  it('takes less for a handful of sharers in a large cohort', () => {
    const context = world(200, sharing('payment', 4));
    expect(sum(weigh(context, 80))).toBeLessThan(sum(weigh(context, 4)));
    expect(sum(weigh(context, 80))).toBeGreaterThan(0);
  });

  it('caps what all fields give together', () => {
    const all = world(200, (i) =>
      i < 20
        ? { hosted: true, identity: { payment: 'p', device: 'd', key: 'k', ip: 'i', net: 'n', emailDomain: 'e', endUser: 'u' } }
        : {},
    );
    const lines = weigh(all, 20);
    expect(sum(lines)).toBeLessThanOrEqual(30 + 1e-9);
    expect(sum(lines.filter((line) => line.place))).toBeLessThanOrEqual(12);
    expect(lines.length).toBeGreaterThan(4);
  });
});

describe('findSharedValues', () => {
  it('lists only values of which most users are inside', () => {
    const context = world(100, sharing('payment', 10));
    const users = (count: number): number[] =>
      findSharedValues(context, Uint32Array.from(range(count))).map((v) => v.accounts.length);
    expect([users(5), users(6), users(10), users(50)]).toEqual([[], [6], [10], [10]]);
  });
});
