// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { standingOf } from './legal-basis.ts';

const NOW = Date.parse('2026-11-26T12:00:00.000Z');
const basis = (validFrom: string, validUntil: string | null) => ({ basis: 'Some act', validFrom, validUntil });

it('holds between its dates, and warns in its last two weeks', () => {
  expect(standingOf(basis('2026-01-01T00:00:00.000Z', null), NOW)).toMatchObject({ holds: true, look: 'good' });
  expect(standingOf(basis('2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'), NOW)).toMatchObject({
    holds: true,
    look: 'good',
  });
  expect(standingOf(basis('2026-01-01T00:00:00.000Z', '2026-12-01T12:00:00.000Z'), NOW)).toEqual({
    holds: true,
    look: 'warn',
    text: 'holds for 5 d more',
  });
});

it('does not hold without a basis, before, at the end, after, or where a date cannot be read', () => {
  expect(standingOf(null, NOW).holds).toBe(false);
  expect(standingOf(basis('2026-12-01T00:00:00.000Z', null), NOW).holds).toBe(false);
  expect(standingOf(basis('2026-01-01T00:00:00.000Z', '2026-11-26T12:00:00.000Z'), NOW).holds).toBe(false);
  expect(standingOf(basis('soon', null), NOW).holds).toBe(false);
  expect(standingOf(basis('2026-01-01T00:00:00.000Z', 'later'), NOW).holds).toBe(false);
});
