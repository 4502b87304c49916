// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VersionedObject } from './objects.ts';
import { sampleObjects } from './sample-objects.fixture.ts';
import { compareTimestamps, parseTimestamp } from './timestamp.ts';
import { validateStix } from './validate/validate.ts';
import { laterVersion, newVersion, revoke } from './versions.ts';

const campaign = sampleObjects().get('campaign') as unknown as VersionedObject;

describe('newVersion', () => {
  it('is always later than the last, whatever the clock says', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4e12 }), { minLength: 1, maxLength: 8 }), (times) => {
        let last = campaign;
        for (const now of times) {
          const next = newVersion(last, { description: `at ${now}` }, now);
          expect(compareTimestamps(parseTimestamp(next.modified)!, parseTimestamp(last.modified)!)).toBeGreaterThan(0);
          expect(laterVersion(last, next)).toBe(next);
          expect(laterVersion(next, last)).toBe(next);
          last = next;
        }
        expect(last).toMatchObject({ id: campaign.id, created: campaign.created, created_by_ref: campaign.created_by_ref });
        expect(validateStix(last).valid).toBe(true);
      }),
    );
  });

  it('sets, and takes away', () => {
    const next = newVersion(campaign, { description: undefined, objective: 'copy' }, 2e12);
    expect(next).not.toHaveProperty('description');
    expect(next.objective).toBe('copy');
    expect(campaign).toHaveProperty('description');
  });

  it('ends with revocation', () => {
    const revoked = revoke(campaign, 2e12);
    expect(revoked).toMatchObject({ revoked: true, modified: '2033-05-18T03:33:20.000Z' });
    expect(() => newVersion(revoked, {}, 3e12)).toThrow(expect.objectContaining({ code: 'STIX_INVALID' }));
  });

  it.each([
    ['an observable', sampleObjects().get('url'), {}],
    ['a changed id', campaign, { id: 'campaign--1' }],
    ['a changed time of creation', campaign, { created: campaign.modified }],
    ['a chosen time of change', campaign, { modified: campaign.modified }],
  ])('refuses %s', (_, object, change) => {
    expect(() => newVersion(object as unknown as VersionedObject, change, 2e12)).toThrow(
      expect.objectContaining({ code: 'STIX_INVALID' }),
    );
  });
});
