// SPDX-License-Identifier: Apache-2.0
import { AUDIENCES, TLPS } from '@stillwatch/core/api';
import { expect, it } from 'vitest';
import { AUDIENCE_NAMES, capTlp, TLP_NAMES, tlpsFor } from './tlp.ts';

it('has words for what the contract knows, in its order', () => {
  expect(AUDIENCE_NAMES).toEqual([...AUDIENCES]);
  expect(TLP_NAMES).toEqual([...TLPS]);
});

it('offers a wider audience less', () => {
  const offered = AUDIENCE_NAMES.map((audience) => tlpsFor(audience).length);
  expect(offered).toEqual([5, 4, 3, 2, 1]);
});

it('never shows an audience more than it may see', () => {
  for (const audience of AUDIENCE_NAMES) {
    for (const wish of [...TLP_NAMES, undefined]) expect(tlpsFor(audience)).toContain(capTlp(audience, wish));
  }
  expect(capTlp('clients', 'RED')).toBe('AMBER');
  expect(capTlp('clients', 'GREEN')).toBe('GREEN');
});
