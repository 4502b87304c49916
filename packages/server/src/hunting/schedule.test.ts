// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { dueHunt, type HuntingState } from './schedule.ts';

const settings = { window: 7 * 86_400_000, every: 900_000, minArrivals: 2_000 };
const NOW = 1_000_000_000;
const idle: HuntingState = {
  requested: null,
  startedAt: NOW - 100_000,
  endedAt: NOW - 95_000,
  arrivals: 0,
  arrivedAt: null,
  waitingSince: null,
};
const due = (state: Partial<HuntingState>) => dueHunt(NOW, { ...idle, ...state }, settings);

describe('a hunt is due', () => {
  it('on request, at the first start, and when the last one is long ago', () => {
    expect(due({})).toBeNull();
    expect(due({ requested: 'request' })).toBe('request');
    expect(due({ startedAt: null, endedAt: null })).toBe('schedule');
    expect(due({ startedAt: NOW - 900_000 })).toBe('schedule');
    expect(due({ startedAt: NOW - 899_999 })).toBeNull();
  });

  it('after enough arrivals, when they pause or have waited a minute', () => {
    const enough = { arrivals: 2_000, waitingSince: NOW - 20_000 };
    expect(due({ ...enough, arrivedAt: NOW - 5_000 })).toBe('arrival');
    expect(due({ ...enough, arrivedAt: NOW - 1_000 })).toBeNull();
    expect(due({ ...enough, arrivedAt: NOW, waitingSince: NOW - 60_000 })).toBe('arrival');
    expect(due({ ...enough, arrivals: 1_999, arrivedAt: NOW - 50_000 })).toBeNull();
  });

  it('not before the machine had as long a rest as the last hunt took', () => {
    const enough = { arrivals: 5_000, waitingSince: NOW - 60_000, arrivedAt: NOW - 10_000 };
    expect(due({ ...enough, startedAt: NOW - 90_000, endedAt: NOW - 40_000 })).toBeNull();
    expect(due({ ...enough, startedAt: NOW - 90_000, endedAt: NOW - 45_000 })).toBe('arrival');
  });
});
