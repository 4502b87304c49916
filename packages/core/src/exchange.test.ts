// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absentFields, emptyExchange, type Exchange, FLAG, IDENTITY_FIELDS } from './exchange.ts';

const ALL = (1 << IDENTITY_FIELDS.length) - 1;

/** An exchange with just these identity fields present. */
function exchangeWith(present: readonly string[]): Exchange {
  const known = Object.fromEntries(present.map((field) => [field, field === 'createdAt' ? 1_700_000_000_000 : 'x']));
  return { ...emptyExchange(), ...known };
}

describe('the mask of absent identity fields', () => {
  it('has every bit for an empty exchange and none for a full one', () => {
    expect(absentFields(emptyExchange())).toBe(ALL);
    expect(absentFields(exchangeWith(IDENTITY_FIELDS))).toBe(0);
  });

  it('has exactly the bits of the fields that are absent', () => {
    fc.assert(
      fc.property(fc.subarray([...IDENTITY_FIELDS]), (present) => {
        const mask = absentFields(exchangeWith(present));
        IDENTITY_FIELDS.forEach((field, bit) => expect((mask >> bit) & 1).toBe(present.includes(field) ? 0 : 1));
      }),
    );
  });

  it('says nothing of fields that are no evidence of identity', () => {
    const exchange = { ...emptyExchange(), id: 'x', account: 'a', region: 'EU', language: 'de', model: 'm', user: 'hello' };
    expect(absentFields(exchange)).toBe(ALL);
  });

  // Regions and languages are for fairness statistics; a mask that linking reads must not hold them.
  it('never covers region or language', () => {
    expect(IDENTITY_FIELDS).not.toContain('region');
    expect(IDENTITY_FIELDS).not.toContain('language');
  });
});

describe('an empty exchange', () => {
  it('is a fresh object with every field absent in the way of its type', () => {
    expect(emptyExchange()).not.toBe(emptyExchange());
    for (const [field, value] of Object.entries(emptyExchange())) {
      expect(value).toEqual(field === 'temperature' ? -1 : field.startsWith('handles') ? [] : typeof value === 'string' ? '' : 0);
    }
  });
});

describe('flags', () => {
  it('are single bits, all different, that fit the 16 of the store', () => {
    const flags = Object.values(FLAG);
    expect(flags.reduce((sum, flag) => sum + flag, 0)).toBe(flags.reduce<number>((mask, flag) => mask | flag, 0));
    for (const flag of flags) expect(flag & (flag - 1)).toBe(0);
    expect(Math.max(...flags)).toBeLessThan(1 << 16);
  });
});
