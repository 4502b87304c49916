// SPDX-License-Identifier: Apache-2.0
import { TECHNIQUES } from '@stillwatch/core';
import { expect, it } from 'vitest';
import { ATTACK_PATTERNS } from './attack-patterns.ts';

it('every technique of ATLAS that a campaign can refer to has a name', () => {
  const known = new Set([...ATTACK_PATTERNS.values()].map((name) => name.split(' ')[0]));
  const referred = new Set(TECHNIQUES.flatMap(({ atlas }) => [...atlas]));
  expect(referred.size).toBeGreaterThan(0);
  expect([...referred].filter((id) => !known.has(id))).toEqual([]);
  expect([...ATTACK_PATTERNS.keys()].every((id) => /^attack-pattern--[0-9a-f-]{36}$/.test(id))).toBe(true);
});
