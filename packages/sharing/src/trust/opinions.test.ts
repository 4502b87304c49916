// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastWords, type SaidOpinion } from './opinions.ts';

const said = (by: string, about: string, opinion: string, hour: number): SaidOpinion => ({
  by,
  about,
  opinion,
  at: new Date(Date.UTC(2026, 10, 1, hour)).toISOString(),
});

describe('opinions', () => {
  it('stand as whoever has them said last, about each object apart', () => {
    const mind = [
      said('a', 'x', 'disagree', 1),
      said('a', 'x', 'agree', 2),
      said('a', 'y', 'disagree', 1),
      said('b', 'x', 'disagree', 0),
    ];
    expect(lastWords(mind).map(({ by, about, opinion }) => `${by} ${about} ${String(opinion)}`)).toEqual([
      'a x agree',
      'a y disagree',
      'b x disagree',
    ]);
  });

  it('are the same in whatever order they came', () => {
    const any = fc.uniqueArray(fc.record({ by: fc.constantFrom('a', 'b'), about: fc.constantFrom('x', 'y'), hour: fc.nat(20) }), {
      selector: ({ hour }) => hour,
    });
    fc.assert(
      fc.property(any, (list) => {
        const opinions = list.map(({ by, about, hour }) => said(by, about, hour % 2 === 0 ? 'agree' : 'disagree', hour));
        expect(new Set(lastWords(opinions.toReversed()))).toEqual(new Set(lastWords(opinions)));
      }),
    );
  });
});
