// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { killManyTimes } from './kill.fixture.ts';

it('killed 10 times at any moment, a log loses nothing that it acknowledged, and never forks', async () => {
  expect(await killManyTimes(10)).toBeGreaterThan(30);
});
