// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { guardedLookup, isAllowedAddress } from './addresses.ts';
import { nextAttempt } from './backoff.ts';

describe('where alerts may go', () => {
  it.each([
    '169.254.0.1',
    '169.254.169.254',
    '100.100.100.200',
    'fe80::1',
    'febf::1',
    'fd00:ec2::254',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    'localhost',
    '',
  ])('not to %j', (address) => {
    expect(isAllowedAddress(address)).toBe(false);
  });

  it.each(['127.0.0.1', '10.0.0.7', '192.168.1.1', '::1', 'fd12:3456::1', '93.184.216.34', '169.253.255.255', '169.255.0.1'])(
    'to %s',
    (address) => {
      expect(isAllowedAddress(address)).toBe(true);
    },
  );

  it('names are looked at when they resolve', async () => {
    const found = await new Promise((resolve, reject) => {
      guardedLookup('localhost', { all: true }, (error, addresses) => (error === null ? resolve(addresses) : reject(error)));
    });
    expect(found).toEqual(
      expect.arrayContaining([expect.objectContaining({ address: expect.stringMatching(/^127\.0\.0\.1$|^::1$/) })]),
    );
  });
});

describe('the pauses between attempts', () => {
  it('double from five seconds to an hour and end within a day', () => {
    expect([1, 2, 3].map((attempts) => nextAttempt(attempts, 0, 0))).toEqual([5_000, 10_000, 20_000]);
    expect(nextAttempt(20, 0, 0)).toBe(3_600_000);
    expect(nextAttempt(20, 0, 0.999)).toBeGreaterThan(2_880_000);
    for (const uniform of [0, 0.999]) {
      let now = 0;
      let attempts = 0;
      for (let next: number | null = 0; next !== null; next = nextAttempt(++attempts, now, uniform)) now = next;
      expect(now / 3_600_000).toBeGreaterThan(17);
      expect(now / 3_600_000).toBeLessThanOrEqual(24);
    }
  });
});
