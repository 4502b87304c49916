// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { sumFeatures, unbiasedMmd } from './mean-discrepancy.ts';
import { mmd } from './mmd.ts';
import { createNullTable } from './mmd-null.ts';
import { createRandomFeatures, createUniform, DIMENSIONS, embed, FEATURES, kernel } from './random-features.ts';
import { buildTable, lockstep, people } from './tables.fixture.ts';

const SIGMA = 1.3;
const features = createRandomFeatures(SIGMA, 5);
const table = buildTable([...people(60, 1), ...lockstep(6, 2)]);

function embedded(row: number): Float64Array {
  const x = new Float64Array(DIMENSIONS);
  expect(embed(table, row, x)).toBe(true);
  return x;
}

describe('random features', () => {
  it('approximate the kernel, with length 1', () => {
    const rows = [0, 5, 9, 200, table.exchanges.count - 1, table.exchanges.count - 2, table.exchanges.count - 3];
    for (const i of rows) {
      for (const j of rows) {
        const [a, b] = [i, j].map((row) => sumFeatures(table, [row], features).sums) as [Float64Array, Float64Array];
        const product = a.reduce((sum, value, f) => sum + value * b[f]!, 0);
        if (i === j) expect(product).toBeCloseTo(1, 12);
        // 32 frequencies for each of 4 bandwidths: standard error below 0.06.
        expect(Math.abs(product - kernel(embedded(i), embedded(j), SIGMA))).toBeLessThan(0.2);
      }
    }
  });

  it('are unbiased: over many seeds they meet the kernel', () => {
    const [x, y] = [embedded(0), embedded(table.exchanges.count - 1)];
    let sum = 0;
    for (let seed = 0; seed < 60; seed++) {
      const drawn = createRandomFeatures(SIGMA, seed);
      const [a, b] = [x, y].map((point) => {
        const sums = new Float64Array(FEATURES);
        drawn.addTo(sums, point);
        return sums;
      }) as [Float64Array, Float64Array];
      sum += a.reduce((total, value, f) => total + value * b[f]!, 0);
    }
    expect(sum / 60).toBeCloseTo(kernel(x, y, SIGMA), 1.6);
  });

  it('embed a text with length 1, and none as nothing', () => {
    const silent = buildTable([
      {
        said: [
          { at: 0, text: '' },
          { at: 1, text: 'x' },
        ],
      },
    ]);
    const x = new Float64Array(DIMENSIONS);
    expect(embed(silent, 0, x)).toBe(false);
    expect(embed(silent, 1, x)).toBe(true);
    expect(Math.hypot(...x)).toBeCloseTo(1, 12);
    expect(sumFeatures(silent, [0, 1], features).count).toBe(1);
  });
});

describe('mean discrepancy', () => {
  const { rowStart } = table.exchanges;
  const benignRows = Array.from({ length: rowStart[60]! }, (_, row) => row);
  const harvestRows = Array.from({ length: table.exchanges.count - rowStart[60]! }, (_, i) => rowStart[60]! + i);

  it('is the sum over pairs in linear time', () => {
    const [x, y] = [benignRows.slice(0, 7), harvestRows.slice(0, 5)];
    const product = (i: number, j: number) => {
      const [a, b] = [i, j].map((row) => sumFeatures(table, [row], features).sums) as [Float64Array, Float64Array];
      return a.reduce((sum, value, f) => sum + value * b[f]!, 0);
    };
    const pairs = (rows: number[], others: number[]) =>
      rows.flatMap((i) => others.filter((j) => j !== i).map((j) => product(i, j)));
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(unbiasedMmd(sumFeatures(table, x, features), sumFeatures(table, y, features))).toBeCloseTo(
      mean(pairs(x, x)) + mean(pairs(y, y)) - 2 * mean(pairs(x, y)),
      12,
    );
  });

  it('is 0 in the mean for samples of one distribution, and positive for two', () => {
    const uniform = createUniform(3);
    const draws = Array.from({ length: 400 }, () => {
      const shuffled = benignRows.map((row) => ({ row, key: uniform() })).sort((a, b) => a.key - b.key);
      const [x, y] = [shuffled.slice(0, 12), shuffled.slice(12, 60)].map((part) =>
        sumFeatures(
          table,
          part.map(({ row }) => row),
          features,
        ),
      );
      return unbiasedMmd(x!, y!);
    });
    const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
    const error = Math.sqrt(draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length ** 2);
    expect(Math.abs(mean)).toBeLessThan(4 * error);
    expect(unbiasedMmd(sumFeatures(table, harvestRows, features), sumFeatures(table, benignRows, features))).toBeGreaterThan(
      20 * error,
    );
  });
});

describe('benign-calibrated MMD', () => {
  const benign = buildTable(people(300, 10));
  const test = buildTable([...people(200, 11), ...lockstep(10, 2)]);

  it.each([0, 1])('finds accounts whose texts are alike and unlike benign ones (null %i)', (pooled) => {
    const setting = { window: 100, null: pooled };
    const scores = mmd.score(test, setting, mmd.fit(benign, setting));
    expect(Math.min(...scores.subarray(200))).toBeGreaterThan(Math.max(...scores.subarray(0, 200)));
  });

  it('standardises: other benign accounts have mean 0 and deviation 1, about', () => {
    const setting = { window: 100, null: 0 };
    const scores = mmd.score(test, setting, mmd.fit(benign, setting)).subarray(0, 200);
    const mean = scores.reduce((sum, value) => sum + value, 0) / 200;
    expect(Math.abs(mean)).toBeLessThan(0.4);
    expect(scores.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 200).toBeLessThan(3);
  });

  it('has a null mean of 0 where windows are drawn from all benign exchanges', () => {
    const rows = Array.from({ length: benign.exchanges.rowStart[150]! }, (_, row) => row);
    const accounts = Array.from({ length: 150 }, (_, i) => 150 + i);
    const nulls = createNullTable(benign, accounts, {
      features,
      reference: sumFeatures(benign, rows, features),
      window: 64,
      windows: 'pooled',
      seed: 1,
    });
    for (const size of [2, 8, 64]) expect(Math.abs(nulls.mean(size))).toBeLessThan(0.01);
  });

  it('does not see an operator whose texts are as mixed as those of benign accounts', () => {
    const setting = { window: 100, null: 0 };
    const hidden = buildTable([...people(200, 11), ...people(10, 12)]);
    const scores = mmd.score(hidden, setting, mmd.fit(benign, setting));
    expect(Math.max(...scores.subarray(200))).toBeLessThan(5);
  });

  it('has nothing to say without benign traffic, or of one exchange', () => {
    const setting = { window: 100, null: 1 };
    expect(new Set(mmd.score(test, setting, mmd.fit(buildTable([]), setting)))).toEqual(new Set([0]));
    const single = buildTable([{ said: [{ at: 0, text: 'x' }] }]);
    expect([...mmd.score(single, setting, mmd.fit(benign, setting))]).toEqual([0]);
  });
});
