// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '@stillwatch/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assertion } from './assertion.ts';
import { assertion, day, NOW, objectId, pairOf } from './samples.fixture.ts';
import { MOST_HOPS, passOn, type RegisteredKey, verifyAssertion } from './sign.ts';

const acme = pairOf('identity--acme').registered;
const codeOf = (received: unknown, keys: readonly RegisteredKey[] = [acme], now = NOW): string => {
  const result = verifyAssertion(received, keys, now);
  return result.ok ? 'ok' : result.code;
};

/** Reverses the members of every object: another text of the same JSON. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, one]) => [key, reordered(one)]),
  );
}

describe('a signed assertion', () => {
  it('survives relays that parse, order and space its JSON anew', () => {
    fc.assert(
      fc.property(
        // A member of this name is left out when it is signed, and when it is verified.
        fc.dictionary(
          fc.string({ unit: 'grapheme' }).filter((key) => key !== '__proto__'),
          fc.jsonValue(),
        ),
        fc.integer({ min: 0, max: MOST_HOPS }),
        (rest, hops) => {
          const object = { ...rest, type: 'indicator', id: objectId('indicator') };
          let one = assertion({ object });
          for (let i = 0; i < hops; i++) one = passOn(reordered(JSON.parse(JSON.stringify(one, null, 2))) as Assertion);
          const result = verifyAssertion(one, [acme], NOW);
          expect(result).toMatchObject({ ok: true });
          if (result.ok) expect(canonicalJson(result.value.object)).toBe(canonicalJson(JSON.parse(JSON.stringify(object))));
          expect(one.hops).toBe(hops);
        },
      ),
    );
  });

  it('does not survive any change of what was signed', () => {
    const one = assertion({ legalBasis: { basis: 'contract', validFrom: day(-9), validUntil: null } });
    const changes: Partial<Record<keyof Assertion, unknown>> = {
      object: { ...one.object, name: 'Harvests' },
      source: 'identity--beta',
      origin: 'identity--beta',
      group: 'g',
      tlp: 'clear',
      pap: 'clear',
      at: day(-1),
      confidence: 81,
      legalBasis: null,
      licence: 'CC0-1.0',
      expiresAt: day(9),
      withdraws: one.id,
      signature: { ...one.signature, key: 'another' },
    };
    expect(codeOf(one)).toBe('ok');
    for (const [field, value] of Object.entries(changes)) {
      expect([field, codeOf({ ...one, [field]: value })]).toEqual([field, 'SIGNATURE_INVALID']);
    }
    // Every signed field is in the list above.
    expect(Object.keys(one).filter((field) => !(field in changes))).toEqual(['id', 'hops']);
    expect(codeOf({ ...one, id: assertion({ confidence: 1 }).id })).toBe('SIGNATURE_INVALID');
  });

  it('counts only with a key that its source has registered, while it is valid', () => {
    const one = assertion();
    expect(codeOf(one, [])).toBe('SIGNATURE_INVALID');
    expect(codeOf(one, [{ ...acme, source: 'identity--beta' }])).toBe('SIGNATURE_INVALID');
    expect(codeOf(one, [{ ...acme, publicKey: pairOf('identity--eve').registered.publicKey }])).toBe('SIGNATURE_INVALID');
    expect(codeOf(one, [{ ...acme, validFrom: day(-1) }])).toBe('SIGNATURE_INVALID');
    expect(codeOf(one, [{ ...acme, validFrom: null }])).toBe('ok');
    expect(codeOf(one, [{ ...acme, validFrom: null, validUntil: day(-3) }])).toBe('SIGNATURE_INVALID');
    expect(codeOf(one, [{ ...acme, validUntil: day(-3) }])).toBe('SIGNATURE_INVALID');
    expect(codeOf(one, [{ ...acme, revokedAt: day(-1) }])).toBe('SIGNATURE_INVALID');
    expect(codeOf(one, [{ ...acme, revokedAt: day(1) }])).toBe('ok');
  });

  it('is refused from the future, after too many hops and with a second spelling of its signature', () => {
    const one = assertion();
    expect(codeOf(one, [acme], NOW - 3 * 86_400_000)).toBe('PEER_HOSTILE');
    expect(codeOf({ ...one, hops: MOST_HOPS })).toBe('ok');
    expect(codeOf({ ...one, hops: MOST_HOPS + 1 })).toBe('PEER_HOSTILE');
    const { value } = one.signature;
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const other = letters[letters.indexOf(value.at(-1)!) ^ 1]!;
    expect(codeOf({ ...one, signature: { ...one.signature, value: value.slice(0, -1) + other } })).toBe('SIGNATURE_INVALID');
  });

  it('of any other shape is refused, and never makes it fail', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.anything()), (received) => {
        expect(codeOf(received)).toBe('PEER_HOSTILE');
      }),
    );
    const one = assertion();
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(one)), fc.anything(), (field, value) => {
        const changed = { ...one, [field]: value };
        fc.pre(!Object.is(one[field as keyof Assertion], value));
        expect(['PEER_HOSTILE', 'SIGNATURE_INVALID', ...(field === 'hops' ? ['ok'] : [])]).toContain(codeOf(changed));
      }),
    );
  });
});
