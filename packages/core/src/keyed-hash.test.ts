// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNodeKey } from './keyed-hash.ts';

const secretOf = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
const key = createNodeKey(secretOf(1));
const other = createNodeKey(secretOf(2));

/** Every way to spell an identifier that may reach the store, lone surrogates left out by the adapters. */
const text = fc.string({ unit: 'binary', maxLength: 60 });

describe('a node key', () => {
  it('needs 32 bytes, and is the same for the same bytes', () => {
    expect(() => createNodeKey(new Uint8Array(31))).toThrowWithCode('NODE_KEY_INVALID');
    expect(createNodeKey(secretOf(1)).fingerprint).toBe(key.fingerprint);
    expect(createNodeKey(secretOf(1)).pseudonym('ip', '192.0.2.1')).toBe(key.pseudonym('ip', '192.0.2.1'));
  });

  it('depends on every byte of its secret', () => {
    const all = Array.from({ length: 40 }, (_, i) => {
      const secret = new Uint8Array(40).fill(1);
      secret[i] = 2;
      return createNodeKey(secret);
    });
    expect(new Set(all.map((one) => one.fingerprint)).size).toBe(40);
    expect(new Set(all.map((one) => one.pseudonym('ip', 'x'))).size).toBe(40);
  });

  it('has a fingerprint that holds nothing of the secret or of what is derived from it', () => {
    const secret = Uint8Array.from({ length: 32 }, (_, i) => i * 7 + 3);
    const made = createNodeKey(secret);
    expect(made.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(made.fingerprint).not.toBe(key.fingerprint);
    expect(Buffer.from(secret).toString('hex')).not.toContain(made.fingerprint.slice(0, 6));
    expect(Buffer.from(made.seeds('fingerprint/v1', 64).buffer).toString('hex')).not.toContain(made.fingerprint);
  });
});

describe('pseudonyms', () => {
  it('are 64-bit numbers that separate fields, values and nodes', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const hash = key.pseudonym('payment', a);
        expect(hash).toBeGreaterThanOrEqual(0n);
        expect(hash).toBeLessThan(1n << 64n);
        expect(key.pseudonym('payment', a)).toBe(hash);
        expect(key.pseudonym('device', a)).not.toBe(hash);
        expect(other.pseudonym('payment', a)).not.toBe(hash);
        if (a !== b) expect(key.pseudonym('payment', b)).not.toBe(hash);
      }),
    );
  });

  it('do not depend on where the field ends and the value begins', () => {
    expect(key.pseudonym('ip', 'x')).not.toBe(key.pseudonym('i', 'px'));
    expect(key.pseudonym('ip', '')).not.toBe(key.pseudonym('', 'ip'));
  });
});

describe('seeds', () => {
  it('are the same for one name, different for another name or key, and do not depend on how many are asked for', () => {
    expect(key.seeds('sketch/v1', 8)).toEqual(key.seeds('sketch/v1', 8));
    expect(key.seeds('sketch/v1', 4)).toEqual(key.seeds('sketch/v1', 8).slice(0, 4));
    expect(key.seeds('sketch/v1', 8)).not.toEqual(key.seeds('slot/v1', 8));
    expect(key.seeds('sketch/v1', 8)).not.toEqual(other.seeds('sketch/v1', 8));
    expect(new Set(key.seeds('sketch/v1', 64)).size).toBe(64);
  });
});

describe('a sealed account id', () => {
  it('opens to what was sealed, and is never sealed alike twice', () => {
    fc.assert(
      fc.property(text, (account) => {
        const sealed = key.seal(account);
        expect(key.open(sealed)).toBe(account);
        expect(key.seal(account)).not.toBe(sealed);
        if (account.length > 3) expect(sealed).not.toContain(account);
      }),
    );
  });

  it('is refused with another key', () => {
    const sealed = key.seal('acct-1');
    expect(() => other.open(sealed)).toThrowWithCode('NODE_KEY_INVALID');
  });

  it('is refused when any of its bytes is changed', () => {
    const bytes = Buffer.from(key.seal('acct-42'), 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      for (const change of [1, 128, 255]) {
        const changed = Buffer.from(bytes);
        changed[at]! ^= change;
        expect(() => key.open(changed.toString('base64url'))).toThrowWithCode('NODE_KEY_INVALID');
      }
    }
  });

  it('is refused when it is cut at any place, lengthened, or spelled another way', () => {
    const bytes = Buffer.from(key.seal(''), 'base64url');
    for (let length = 0; length < bytes.length; length++) {
      expect(() => key.open(bytes.subarray(0, length).toString('base64url'))).toThrowWithCode('NODE_KEY_INVALID');
    }
    expect(() => key.open(Buffer.concat([bytes, Buffer.of(0)]).toString('base64url'))).toThrowWithCode('NODE_KEY_INVALID');
    const sealed = key.seal('acct-42');
    for (const spelled of [`${sealed}=`, ` ${sealed}`, `${sealed}!`, `${sealed}\n`]) {
      expect(() => key.open(spelled)).toThrowWithCode('NODE_KEY_INVALID');
    }
  });

  it('never shows what it hides in the error', () => {
    const bytes = Buffer.from(key.seal('acct-secret'), 'base64url');
    bytes[bytes.length - 1]! ^= 1;
    try {
      key.open(bytes.toString('base64url'));
      expect.unreachable();
    } catch (error) {
      expect(String(error)).not.toContain('secret');
    }
  });
});
