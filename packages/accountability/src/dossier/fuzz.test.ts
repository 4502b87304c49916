// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealTags } from './bag.ts';
import { type Dossier, DOSSIER_STEPS, redactDossier, verifyDossier } from './index.ts';
import { proveSample, removeAuthority, trusted } from './proven.fixture.ts';

let dossiers: Dossier[];
beforeAll(() => {
  const whole = proveSample();
  dossiers = [whole, redactDossier(whole, { audience: 'clients' })];
});
afterAll(removeAuthority);

const NAMES = [
  'bagit.txt',
  'bag-info.txt',
  'manifest-sha256.txt',
  'tagmanifest-sha256.txt',
  'withheld.json',
  'x.dsse.json',
  'data/markings.json',
  'proofs/leaf.json',
  'proofs/checkpoint',
  'proofs/dossier.tlog-proof',
  'proofs/checkpoint.tsr',
];

/**
 * What a forger who makes the tag manifest anew may change: copies that count for nothing, because a reader brings them
 * from elsewhere, and the wrapping around a token's signed parts (`timestamp.test.ts` has those).
 */
const UNSIGNED = new Set([
  'proofs/policy',
  'proofs/signer.pem',
  'proofs/tsa-chain.pem',
  'proofs/checkpoint.tsr',
  'tagmanifest-sha256.txt',
]);

test('no changed bytes are verified, and whatever they are there is a verdict', () => {
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.boolean(), changes, fc.boolean(), (narrow, list, reseal) => {
      const files = new Map(dossiers[narrow ? 1 : 0]!.files);
      const paths = [...files.keys()].filter((path) => !reseal || !UNSIGNED.has(path));
      // Small files first: most bytes are in the reports, and most rules are not.
      const path = paths.sort((a, b) => files.get(a)!.length - files.get(b)!.length)[list[0]![0] % paths.length]!;
      const bytes = Uint8Array.from(files.get(path)!);
      for (const [, at, flip] of list) bytes[at % bytes.length]! ^= flip;
      if (Buffer.from(bytes).equals(Buffer.from(files.get(path)!))) return;
      files.set(path, bytes);
      const verdict = verifyDossier(reseal ? sealTags(files) : files, trusted());
      expect(verdict.verified, `${path} ${JSON.stringify(verdict.steps)}`).toBe(false);
      expect(verdict.steps.map(({ step }) => step)).toEqual(Object.keys(DOSSIER_STEPS));
    }),
    { numRuns: 100 },
  );
});

test('any set of files has a verdict', () => {
  const path = fc.oneof(fc.string(), fc.constantFrom(...NAMES));
  fc.assert(
    fc.property(fc.array(fc.tuple(path, fc.uint8Array({ maxLength: 200 })), { maxLength: 20 }), (entries) => {
      expect(verifyDossier(new Map(entries), trusted()).verified).toBe(false);
    }),
    { numRuns: 100 },
  );
});
