// SPDX-License-Identifier: Apache-2.0
import type { Audience, DossierPreview } from '@stillwatch/core/api';
import { expect, it } from 'vitest';
import { compareAudiences, partsOf } from './dossier-files.ts';

const HASH = '00'.repeat(32);
const file = (path: string, bytes = 10) => ({ path, bytes, hash: HASH, statement: '' });
const away = (path: string) => ({ path, hash: HASH, reason: 'marked above what this audience may see' });
const preview = (audience: Audience, included: string[], withheld: string[]): DossierPreview => ({
  campaign: 'c',
  audience,
  tlp: 'RED',
  included: included.map((path) => file(path)),
  withheld: withheld.map(away),
  warnings: [],
});

it('puts every file into one part, in a reader’s order, and loses none', () => {
  const included = ['bagit.txt', 'data/campaign/record.json', 'data/case.json', 'data/novel/1.json', 'proofs/checkpoint'];
  const parts = partsOf(
    preview('recipients', included, ['data/campaign/accounts/00001.json', 'data/campaign/accounts/00002.json']),
  );
  expect(parts.map(({ key, included: shown, withheld }) => [key, shown.length, withheld.length])).toEqual([
    ['case', 1, 0],
    ['campaign', 1, 0],
    ['accounts', 0, 2],
    ['proofs', 1, 0],
    ['rest', 2, 0],
  ]);
  expect(parts.at(-1)!.bytes).toBe(20);
});

it('sets audiences side by side, and leaves open what is not fetched yet', () => {
  const rows = compareAudiences({
    recipients: preview('recipients', ['data/case.json', 'data/campaign/accounts/00001.json'], []),
    organisation: undefined,
    clients: undefined,
    community: undefined,
    public: preview('public', ['data/case.json'], ['data/campaign/accounts/00001.json', 'data/decisions/001.json']),
  });
  expect(rows.map(({ key, of }) => [key, of.recipients, of.organisation, of.public])).toEqual([
    ['case', { included: 1, withheld: 0 }, null, { included: 1, withheld: 0 }],
    ['accounts', { included: 1, withheld: 0 }, null, { included: 0, withheld: 1 }],
    ['decisions', { included: 0, withheld: 0 }, null, { included: 0, withheld: 1 }],
  ]);
});
