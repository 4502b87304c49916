// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { CATALOGUE } from './campaigns/catalogue.ts';
import { compose } from './compose.ts';
import { makeSets } from './sets.fixture.ts';

const page = readFileSync(resolve(import.meta.dirname, '..', '..', 'docs', 'reference', 'bench-composed.md'), 'utf8');

it('the reference names every campaign', () => {
  for (const { name } of CATALOGUE) expect(page).toContain(`\`${name}\``);
});

it('the reference names every benign kind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'compose-docs-'));
  try {
    const { plan } = compose(makeSets(), folder, { accounts: 500, seed: 2, days: 2, only: ['hydra'], sparse: false });
    for (const kind of new Set(plan.accounts.map((account) => account.kind))) {
      if (kind !== 'campaign') expect(page).toContain(kind.replace(/^(?:benchmark|judge)(?=-(?:team|labs|undeclared))/u, ''));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
