// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { attachProofs, buildDossier, dossierLeafPayload, loadVerifier, verifyDossier } from './index.ts';
import type { DossierInput } from './input.ts';
import { buildSample, logDossier, POLICY, signer, stranger } from './proven.fixture.ts';
import { sampleCampaign, sampleInput } from './sample.fixture.ts';

const parts = { signer, saltSecret: new Uint8Array(32).fill(9), verifier: loadVerifier() };
const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes!).toString('utf8');

describe('a dossier', () => {
  test('has the same bytes from the same input, signer, time and salts', () => {
    expect(buildSample(sampleInput()).files).toEqual(buildSample(sampleInput()).files);
  });

  test('has other commitments from other salts, in every file that can be withheld', () => {
    const one = buildSample();
    const two = buildDossier(sampleInput(), { ...parts, saltSecret: new Uint8Array(32).fill(10) });
    const same = [...one.files].filter(
      ([path, bytes]) => path.startsWith('data/') && Buffer.from(bytes).equals(Buffer.from(two.files.get(path)!)),
    );
    expect(same.map(([path]) => path)).toEqual(['data/VERIFY.md', 'data/markings.json', 'data/verify.py']);
  });

  test('never holds the secret of the salts', () => {
    const hex = Buffer.from(parts.saltSecret).toString('hex');
    for (const [path, bytes] of buildSample().files) expect(text(bytes), path).not.toContain(hex);
  });

  test('keeps STIX as bundles of their own, one for each marking and person', () => {
    const { files } = buildSample();
    const bundle = JSON.parse(text(files.get('data/stix/001.json'))) as { type: string; id: string; objects: { type: string }[] };
    expect(bundle.type).toBe('bundle');
    expect(bundle.id).toMatch(/^bundle--[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(bundle.objects.map(({ type }) => type)).toEqual(['campaign']);
    expect(Object.keys(bundle).sort()).toEqual(['id', 'objects', 'type']);
  });

  test('verifies in all but its proofs before they are attached', () => {
    const { steps, failed } = verifyDossier(buildSample().files, {
      policy: POLICY,
      signerKeys: [stranger.publicPem, signer.publicPem],
      now: Date.now(),
    });
    expect(failed).toBe('leaf');
    expect(steps.filter(({ status }) => status === 'failed').map(({ step }) => step)).toEqual([
      'leaf',
      'log',
      'quorum',
      'timestamp',
    ]);
  });
});

describe('is refused', () => {
  test.each<[string, (input: DossierInput) => DossierInput]>([
    [
      'an exhibit that supports nothing',
      (input) => ({ ...input, exhibits: [{ ...input.exhibits[0]!, accessProngs: [], purposeFactors: [] }] }),
    ],
    ['no check of authorisations', (input) => ({ ...input, authorisation: undefined as never })],
    ['no unknowns: there are always some', (input) => ({ ...input, unknowns: [] })],
    ['a method without figures', (input) => ({ ...input, methods: [{ ...input.methods[0]!, figures: [] }] })],
    ['no benign explanation considered', (input) => ({ ...input, benign: [] })],
    ['an entry above the level of the whole', (input) => ({ ...input, tlp: 'AMBER' })],
    [
      'an unmarked entry below RED: unmarked is RED',
      (input) => ({
        ...input,
        tlp: 'AMBER+STRICT',
        custody: input.custody.map((entry) => ({ ...entry, tlp: undefined as never })),
      }),
    ],
    ['a case id that is no file name', (input) => ({ ...input, caseId: '../x' })],
    ['STIX that is no bundle', (input) => ({ ...input, stix: { bundle: { type: 'report' } } })],
  ])('%s', (_, change) => {
    expect(() => buildDossier(change(sampleInput()), parts)).toThrowWithCode('DOSSIER_INVALID');
  });

  test('a salt secret that can be guessed', () => {
    expect(() => buildDossier(sampleInput(), { ...parts, saltSecret: new Uint8Array(8) })).toThrowWithCode('DOSSIER_INVALID');
  });

  test('a leaf that commits to something else', () => {
    const dossier = buildSample();
    const logged = logDossier(dossier, { payload: { ...dossierLeafPayload(dossier), manifest: '0'.repeat(64) } });
    expect(() => attachProofs(dossier, logged)).toThrowWithCode('DOSSIER_INVALID');
    expect(() => attachProofs(dossier, { ...logDossier(dossier), salt: new Uint8Array(32) })).toThrowWithCode('DOSSIER_INVALID');
  });
});

test('five hundred accounts are drawn as groups, each account a file of its own', () => {
  const { files } = buildSample(sampleInput(sampleCampaign(500)));
  expect([...files.keys()].filter((path) => path.startsWith('data/campaign/accounts/'))).toHaveLength(500);
  expect(text(files.get('data/report.html'))).toContain('each ring a group');
});
