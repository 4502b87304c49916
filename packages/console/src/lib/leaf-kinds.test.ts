// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeLeafKind, LEAF_KINDS } from './leaf-kinds.ts';

it('has words for every kind of leaf that is documented, and for no other', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../../docs/reference/log-leaves.md'), 'utf8');
  const documented = new Set([...text.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, kind]) => kind));
  expect(documented.size).toBeGreaterThan(10);
  expect(new Set(Object.keys(LEAF_KINDS))).toEqual(documented);
});

it('does not fail at a kind of a newer node', () => {
  expect(describeLeafKind('constructor')).toContain('does not know');
  expect(describeLeafKind('reveal')).toContain('unmasked');
});
