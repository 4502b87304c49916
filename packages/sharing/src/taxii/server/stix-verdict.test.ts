// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { indicator } from '../conformance/node.fixture.ts';
import { stixVerdict } from './stix-verdict.ts';

const ID = 'indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f';
const checked = (changes: Record<string, unknown>) =>
  stixVerdict(indicator(ID, changes) as ReturnType<typeof indicator> & { id: string; type: string });

it('takes what keeps the rules, and names the rule and the place of what does not', () => {
  expect(checked({})).toEqual({ ok: true });
  expect(checked({ modified: '2021-01-01T00:00:00.000Z' })).toMatchObject({
    ok: false,
    message: expect.stringMatching(/modified/),
  });
  expect(checked({ pattern: 'ipv4-addr:value = 1' })).toMatchObject({
    ok: false,
    message: expect.stringMatching(/at \/pattern .*STIX 2\.1 §/),
  });
});
