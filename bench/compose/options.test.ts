// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('options', () => {
  it('have the defaults that the help names', () => {
    expect(readOptions([])).toMatchObject({ accounts: 20_000, days: 7, seeds: [1], only: null, sparse: false, hunt: true });
    expect(readOptions(['--help'])).toBeNull();
  });

  it('read suites of seeds and names of campaigns', () => {
    expect(readOptions(['--suite', '11-13,2,12'])!.seeds).toEqual([11, 12, 13, 2]);
    expect(readOptions(['--only', 'none'])!.only).toEqual([]);
    expect(readOptions(['--only', 'hydra,fan-out'])!.only).toEqual(['hydra', 'fan-out']);
  });

  it.each([
    [['--accounts', 'many']],
    [['--only', 'nobody']],
    [['--suite', '3-1']],
    [['--suite', '1', '--seed', '2']],
    [['--fast']],
  ])('refuse %j', (args) => {
    expect(() => readOptions(args)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });
});
