// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { createContext } from '../context.ts';
import { type AccountSpec, makeTable, START } from '../testing.ts';
import { weighPivot } from './pivot.ts';

const DAY = 86_400;
const RELEASE = START + 3 * DAY;
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** An account with an exchange every two hours for a week; `share` of those after the release go to the new model. */
function account(name: string, share: number): AccountSpec {
  return {
    exchanges: range(84).map((i) => {
      const ts = START + i * 7_200 + (name.length % 7);
      const moved = ts >= RELEASE && (i % 10) / 10 < share;
      return { ts, text: `${name} ${i}`, model: moved ? 'new' : 'old' };
    }),
  };
}

function bits(cohort: readonly AccountSpec[], others: readonly AccountSpec[]): number {
  const context = createContext(makeTable([...cohort, ...others]));
  const { exchanges } = context.table;
  const rows = range(exchanges.count).filter((row) => exchanges.account[row]! < cohort.length);
  return weighPivot(context, Uint32Array.from(rows)).reduce((sum, line) => sum + line.bits, 0);
}

describe('weighPivot', () => {
  const movers = range(20).map((i) => account(`mover ${i}`, 0.5));
  const curious = range(200).map((i) => account(`other ${i}`, i % 5 === 0 ? 0.1 : 0));

  it('speaks for accounts that turn their load to a new model within a day', () => {
    expect(bits(movers, curious)).toBe(6);
  });

  it('says nothing of trying it out, nor of staying', () => {
    expect(
      bits(
        range(20).map((i) => account(`curious ${i}`, 0.1)),
        curious,
      ),
    ).toBe(0);
    expect(
      bits(
        range(20).map((i) => account(`loyal ${i}`, 0)),
        curious,
      ),
    ).toBe(0);
  });

  it('says nothing where everybody moves', () => {
    expect(
      bits(
        movers,
        range(200).map((i) => account(`other ${i}`, 0.6)),
      ),
    ).toBe(0);
  });

  it('knows no release where the model was there from the beginning, or where hardly anybody takes it up', () => {
    const before = { exchanges: [{ ts: START + 60, text: 'early', model: 'new' }] };
    expect(bits(movers, [...curious, before])).toBe(0);
    expect(createContext(makeTable([...movers.slice(0, 10), ...curious.filter((_, i) => i % 5 !== 0)])).releases).toEqual([]);
  });

  it('is left out with its family', () => {
    const context = createContext(makeTable([...movers, ...curious]), ['pivot']);
    expect(context.releases).toEqual([]);
  });

  it('says nothing of a crowd in which a few turn round, however surprising their number is', () => {
    const crowd = [...range(12).map((i) => account(`mover ${i}`, 0.9)), ...range(60).map((i) => account(`stays ${i}`, 0))];
    const others = range(200).map((i) => account(`other ${i}`, 0));
    const context = createContext(makeTable([...crowd, ...others, ...range(20).map((i) => account(`curious ${i}`, 0.2))]));
    const rows = range(context.table.exchanges.rowStart[crowd.length]!);
    expect(weighPivot(context, Uint32Array.from(rows))).toEqual([]);
  });
});
