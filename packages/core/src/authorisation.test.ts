// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { Authorisation, AUTHORISATION_KINDS, Authorisations } from './authorisation.ts';

const isValid = (entry: unknown): boolean => Authorisation.safeParse(entry).success;

describe('an authorisation', () => {
  it.each(AUTHORISATION_KINDS)('of kind %s names an account or an organisation', (kind) => {
    expect(Authorisation.parse({ account: 'acct-1', kind })).toEqual({ account: 'acct-1', kind, note: '' });
    expect(isValid({ org: 'org-1', kind, note: 'contract 7' })).toBe(true);
  });

  it.each([
    ['both', { account: 'a', org: 'o', kind: 'research' }],
    ['neither', { kind: 'research' }],
    ['an empty account', { account: '', kind: 'research' }],
    ['a kind of its own', { account: 'a', kind: 'friend' }],
    ['a word that the schema does not know', { account: 'a', kind: 'research', until: '2026-01-01' }],
    ['a date that does not exist', { account: 'a', kind: 'research', from: '2026-02-30' }],
    ['a time without a zone', { account: 'a', kind: 'research', from: '2026-02-01T10:00:00' }],
    ['an end before its beginning', { account: 'a', kind: 'research', from: '2026-02-02', to: '2026-02-01' }],
    [
      'an end before its beginning, across zones',
      { account: 'a', kind: 'research', from: '2026-02-01T01:00:00Z', to: '2026-02-01T02:30:00+02:00' },
    ],
  ])('is refused with %s', (_, entry) => {
    expect(isValid(entry)).toBe(false);
  });

  it.each([
    { from: '2026-02-01' },
    { to: '2026-02-01T10:00:00Z' },
    { from: '2026-02-01', to: '2026-02-01' },
    { from: '2026-02-01T10:00:00+05:30', to: '2026-03-01' },
  ])('may be limited in time: %j', (times) => {
    expect(isValid({ account: 'a', kind: 'evaluation', ...times })).toBe(true);
  });

  it('comes in lists, which one bad entry spoils with its place', () => {
    const parsed = Authorisations.safeParse([{ account: 'a', kind: 'internal' }, { kind: 'internal' }]);
    expect(parsed.error?.issues[0]?.path).toEqual([1]);
    expect(Authorisations.parse([])).toEqual([]);
  });
});
