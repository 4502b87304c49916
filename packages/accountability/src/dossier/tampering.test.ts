// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DOSSIER_STEPS, type Dossier, verifyDossier } from './index.ts';
import { proveSample, removeAuthority, trusted } from './proven.fixture.ts';
import { TAMPERINGS, tamper } from './tampering.fixture.ts';

let whole: Dossier;
beforeAll(() => {
  whole = proveSample();
});
afterAll(removeAuthority);

test('the table has more than twenty kinds, for every step but the unsigned one', () => {
  expect(TAMPERINGS.length).toBeGreaterThan(50);
  const caught = new Set(TAMPERINGS.map(({ step }) => step));
  // A forger makes the tag manifest anew: it guards against accidents only, which have a test of their own below.
  expect(Object.keys(DOSSIER_STEPS).filter((step) => !caught.has(step as never))).toEqual(['tags']);
});

describe('verifyDossier names', () => {
  test.each(TAMPERINGS)('$name at $step', (tampering) => {
    const verdict = verifyDossier(tamper(whole, tampering), trusted());
    expect({ verified: verdict.verified, failed: verdict.failed }, JSON.stringify(verdict.steps, null, 1)).toEqual({
      verified: false,
      failed: tampering.step,
    });
    expect(verdict.steps.map(({ step }) => step)).toEqual(Object.keys(DOSSIER_STEPS));
  });

  test('an accident beside the payload at tags', () => {
    const files = new Map(whole.files).set('proofs/policy', Buffer.from('quorum none\n'));
    expect(verifyDossier(files, trusted()).failed).toBe('tags');
  });
});
