// SPDX-License-Identifier: Apache-2.0
import { SHARING_OPERATIONS } from '@stillwatch/core/api';
import { describe, expect, it } from 'vitest';
import { emptyForm, formOf, readForm, type ReleaseForm } from './release-form.ts';

const form = (changes: Partial<ReleaseForm> = {}): ReleaseForm => ({ ...emptyForm('c-1', 'Farm'), ...changes });
const missing = (changes: Partial<ReleaseForm>) => {
  const read = readForm(form(changes));
  return read.ok ? [] : read.missing;
};

describe('the form of a release', () => {
  it('makes a request that the contract takes, from the first moment on', () => {
    const read = readForm(form());
    expect(read.ok && SHARING_OPERATIONS.draftRelease.body.safeParse(read.body).success).toBe(true);
  });

  it('comes back as it was written', () => {
    const written = form({
      recipients: { meridian: '', bureau: 'Inspector Vega' },
      tlp: 'AMBER',
      pap: 'GREEN',
      group: 'labs',
      basis: 'Some act',
      basisFrom: '2026-01-01',
      basisUntil: '2026-12-31',
      embargo: '2026-12-01T14:30',
      licence: 'CC BY 4.0',
    });
    const read = readForm(written);
    if (!read.ok) throw new Error(read.missing.join());
    expect(read.body.legalBasis).toEqual({
      basis: 'Some act',
      validFrom: '2026-01-01T00:00:00.000Z',
      validUntil: '2026-12-31T23:59:59.999Z',
    });
    expect(read.body.recipients).toEqual([
      { kind: 'peer', peer: 'meridian' },
      { kind: 'person', peer: 'bureau', person: 'Inspector Vega' },
    ]);
    expect(formOf({ request: SHARING_OPERATIONS.draftRelease.body.parse(read.body) })).toEqual(written);
  });

  it('names what is missing instead of sending a half', () => {
    expect(missing({ title: '  ' })).toEqual(['a title']);
    expect(missing({ basis: 'Some act' })).toEqual(['the day from which the legal basis holds']);
    expect(missing({ basisUntil: '2026-12-31' })).toEqual(['the legal basis that the dates are of']);
    expect(missing({ basis: 'Some act', basisFrom: '2026-13-01' })).toEqual(['the day from which the legal basis holds']);
    expect(missing({ embargo: 'tomorrow' })).toEqual(['the time at which the embargo ends']);
    expect(missing({ confidence: '', validDays: '0' })).toEqual(['a confidence of 0 to 100', 'a validity of 1 to 365 days']);
  });

  it('asks for a person at each recipient of TLP:RED', () => {
    expect(missing({ tlp: 'RED', recipients: { meridian: '' } })).toHaveLength(1);
    expect(missing({ tlp: 'RED', recipients: { meridian: 'Mo' } })).toEqual([]);
  });
});
