// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { tlpOfMarking } from './tlp-markings.ts';

it('knows TLP 2.0 by its ids, and takes nothing else for it', () => {
  expect(tlpOfMarking('marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421')).toBe('AMBER');
  expect(tlpOfMarking('marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1')).toBe('RED');
  for (const id of ['', 'toString', 'marking-definition--00000000-0000-4000-8000-000000000000'])
    expect(tlpOfMarking(id)).toBeNull();
});
