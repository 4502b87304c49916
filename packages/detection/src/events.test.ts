// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EventOptions, groupByOwner, seriesOf } from './events.ts';
import { makeTable, START } from './testing.ts';

/** Seconds from START, one list per account; owners as given or each its own. */
function series(times: readonly (readonly number[])[], options: Partial<EventOptions> = {}): { ts: number[]; owner: number[] } {
  const { exchanges } = makeTable(times.map((list) => ({ exchanges: list.map((t) => ({ ts: START + t, text: 'x' })) })));
  const rows = Array.from({ length: exchanges.count }, (_, row) => row);
  const found = seriesOf(exchanges, rows, {
    cap: 1_000,
    session: 90,
    cron: new Uint8Array(360),
    ownerOf: Uint32Array.from(times, (_, a) => a),
    ...options,
  });
  return { ts: Array.from(found.ts, (t) => t - START), owner: [...found.owner] };
}

describe('seriesOf', () => {
  it('puts the moments of all accounts in order', () => {
    expect(series([[500, 1_000], [20, 700], [20]])).toEqual({ ts: [20, 20, 500, 700, 1_000], owner: [1, 2, 0, 1, 0] });
    expect(series([])).toEqual({ ts: [], owner: [] });
  });

  it('counts a session once, at its beginning, however long it lasts', () => {
    expect(series([[100, 190, 280, 370, 461]]).ts).toEqual([100, 461]);
    expect(series([[100, 190, 280]], { session: 89 }).ts).toEqual([100, 190, 280]);
  });

  it('takes the accounts of one owner together', () => {
    expect(
      series(
        [
          [100, 400],
          [150, 900],
        ],
        { ownerOf: Uint32Array.of(7, 7) },
      ),
    ).toEqual({
      ts: [100, 400, 900],
      owner: [7, 7, 7],
    });
  });

  it('leaves out the moments of the hour at which schedules fire, and only those', () => {
    const cron = new Uint8Array(360);
    cron[0] = 1;
    expect(series([[0, 9, 10, 3_600, 3_609, 7_195]], { cron, session: 5 }).ts).toEqual([10, 7_195]);
  });

  it('keeps moments in common, and those whole days apart, in common when it thins', () => {
    // Two heavy owners act together twice an hour, three days long; one acts a day later than it should.
    const beat = Array.from({ length: 144 }, (_, i) => i * 1_800 + 7);
    const { ts, owner } = series([beat, beat.map((t) => t + 86_400)], { cap: 40 });
    const of = (one: number): number[] => ts.filter((_, i) => owner[i] === one);
    expect(of(0).length).toBeGreaterThanOrEqual(40);
    expect(of(0).length).toBeLessThanOrEqual(80);
    expect(of(1)).toEqual(of(0).map((t) => t + 86_400));
  });

  it('never keeps more than twice the cap of one owner, nor less than the cap of one who has it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(5 * 86_400), { minLength: 1, maxLength: 400 }),
        fc.integer({ min: 1, max: 60 }),
        (times, cap) => {
          const all = series([times], { session: 0 }).ts;
          const kept = series([times], { session: 0, cap }).ts;
          expect(kept.length).toBeLessThanOrEqual(2 * cap);
          expect(kept.length).toBeGreaterThanOrEqual(Math.min(cap, all.length));
          expect(kept.every((t) => all.includes(t))).toBe(true);
        },
      ),
    );
  });
});

it('groupByOwner gives every owner its moments in order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(1_000), fc.nat(4)), { maxLength: 60 }), (events) => {
      const sorted = events.toSorted((a, b) => a[0] - b[0]);
      const groups = groupByOwner({
        ts: Uint32Array.from(sorted, ([t]) => t),
        owner: Uint32Array.from(sorted, ([, owner]) => owner),
      });
      expect([...groups.values()].flat()).toHaveLength(events.length);
      for (const [owner, times] of groups) {
        expect(times).toEqual(sorted.filter(([, other]) => other === owner).map(([t]) => t));
      }
    }),
  );
});
