// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { placeTrustLines, readTrustLine } from './trust-lines.ts';

it('reads figure and words of a line, whatever minus it is written with', () => {
  expect(readTrustLine('+1.8: reported by 2 independent lineages')).toEqual({
    adds: 1.8,
    figure: '+1.8',
    text: 'reported by 2 independent lineages',
  });
  expect(readTrustLine('−0.4: disputed by a: b')).toEqual({ adds: -0.4, figure: '−0.4', text: 'disputed by a: b' });
  expect(readTrustLine('-0.4: disputed')).toMatchObject({ adds: -0.4, figure: '−0.4' });
});

it('shows a line that has no figure as it is', () => {
  expect(readTrustLine('nobody vouches for it')).toEqual({ adds: null, figure: '', text: 'nobody vouches for it' });
});

it('draws all bars on one scale that no small figure fills', () => {
  expect(placeTrustLines(['+2.5: a', '−3.0: b']).most).toBe(3);
  expect(placeTrustLines(['+0.1: a']).most).toBe(1);
  expect(placeTrustLines([])).toEqual({ lines: [], most: 1 });
});
