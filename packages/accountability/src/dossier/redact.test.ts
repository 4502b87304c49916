// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AUDIENCES, type Audience, type Dossier, mayRead, redactDossier, TLP_LEVELS, verifyDossier, WITHHELD } from './index.ts';
import { proveSample, removeAuthority, trusted } from './proven.fixture.ts';
import { sampleCampaign } from './sample.fixture.ts';

let whole: Dossier;
beforeAll(() => {
  whole = proveSample();
});
afterAll(removeAuthority);

const PERSON = sampleCampaign().accounts[0]!;
const contents = ({ files }: Dossier) =>
  [...files].map(([path, bytes]) => `${path}\n${Buffer.from(bytes).toString('utf8')}`).join('\n');
const payload = ({ files }: Dossier) => [...files.keys()].filter((path) => path.startsWith('data/'));

describe('what a circle of readers gets', () => {
  test.each(Object.keys(AUDIENCES) as Audience[])('%s: verifies, shows what it may and says what is withheld', (audience) => {
    const dossier = redactDossier(whole, { audience });
    const verdict = verifyDossier(dossier.files, trusted());
    expect(verdict.verified, JSON.stringify(verdict.steps)).toBe(true);
    expect(payload(dossier).length + (verdict.withheld?.items.length ?? 0)).toBe(payload(whole).length);
    for (const path of payload(dossier)) {
      if (!path.endsWith('.json') || path.includes('/stix/') || path.endsWith('markings.json')) continue;
      const { tlp } = JSON.parse(Buffer.from(dossier.files.get(path)!).toString()) as { tlp: (typeof TLP_LEVELS)[number] };
      expect(mayRead(AUDIENCES[audience], tlp), path).toBe(true);
    }
  });

  test('the public reads neither accounts nor the title, and still gets a report and the verifier', () => {
    const dossier = redactDossier(whole, { audience: 'public' });
    expect(payload(dossier)).toEqual(
      expect.arrayContaining([
        'data/report-clear.html',
        'data/report-clear.pdf',
        'data/verify.py',
        'data/exhibits/003.json',
        'data/unknowns/001.json',
      ]),
    );
    expect(payload(dossier)).not.toContain('data/report.html');
    const text = contents(dossier);
    for (const secret of [...sampleCampaign().accounts, 'Coordinated extraction', 'slow-meadow', 'fingerprints'])
      expect(text).not.toContain(secret);
    expect(text).toContain('Section 2.3 of the terms');
  });

  test('recipients of everything get the same bytes', () => {
    expect(redactDossier(whole, { audience: 'recipients' }).files).toEqual(whole.files);
  });

  test('a level lowers what the circle may see and cannot raise it', () => {
    const low = redactDossier(whole, { audience: 'clients', tlp: 'GREEN' });
    expect(payload(low)).toEqual(payload(redactDossier(whole, { audience: 'community' })));
    const high = redactDossier(whole, { audience: 'community', tlp: 'RED' });
    expect(payload(high)).toEqual(payload(low));
  });
});

describe('erasure', () => {
  test('what held the person’s data is gone, for everybody, and the proofs hold', () => {
    const dossier = redactDossier(whole, { audience: 'recipients', erased: [PERSON] });
    const verdict = verifyDossier(dossier.files, trusted());
    expect(verdict.verified, JSON.stringify(verdict.steps)).toBe(true);
    expect(verdict.withheld!.items.map(({ path, reason }) => [path, reason])).toEqual([
      ['data/campaign/accounts/00001.json', 'erased'],
      ['data/exhibits/004.json', 'erased'],
      ['data/stix/002.about.json', 'erased'],
      ['data/stix/002.json', 'erased'],
    ]);
    expect(contents(whole)).toContain(PERSON);
    expect(contents(dossier)).not.toContain(PERSON);
    expect(dossier.files.has('data/report.html')).toBe(true);
  });

  test('stays when the dossier is narrowed afterwards', () => {
    const erased = redactDossier(whole, { audience: 'recipients', erased: [PERSON] });
    const narrowed = redactDossier(erased, { audience: 'clients' });
    const { withheld, verified } = verifyDossier(narrowed.files, trusted());
    expect(verified).toBe(true);
    expect(withheld!.items.find(({ path }) => path === 'data/exhibits/004.json')!.reason).toBe('erased');
  });
});

test('redacting in steps is redacting once, whatever the order of levels', () => {
  const audience = fc.constantFrom(...(Object.keys(AUDIENCES) as Audience[]));
  fc.assert(
    fc.property(audience, fc.constantFrom(...TLP_LEVELS), audience, fc.boolean(), (a, tlp, b, erase) => {
      const erased = erase ? [PERSON] : [];
      const once = redactDossier(redactDossier(whole, { audience: a, tlp, erased }), { audience: b, erased });
      expect(verifyDossier(once.files, trusted()).verified).toBe(true);
      const level = [tlp, AUDIENCES[a], AUDIENCES[b]].reduce((low, one) => (mayRead(low, one) ? one : low));
      expect(payload(once)).toEqual(payload(redactDossier(whole, { audience: 'recipients', tlp: level, erased })));
    }),
    { numRuns: 25 },
  );
});

test('the records of what is withheld tell nothing that the manifest does not', () => {
  const text = Buffer.from(redactDossier(whole, { audience: 'public' }).files.get(WITHHELD)!).toString();
  const { items } = JSON.parse(text) as { items: object[] };
  expect([...new Set(items.flatMap(Object.keys))].sort()).toEqual(['path', 'reason', 'sha256', 'tlp']);
});
