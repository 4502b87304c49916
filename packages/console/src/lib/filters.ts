// SPDX-License-Identifier: Apache-2.0
import type { TrafficFilter } from '@stillwatch/core/api';

/** What the traffic page's address says. Kept as text: an address is read by people and copied into chats. */
export const FILTER_FIELDS = ['account', 'campaign', 'model', 'technique', 'plan', 'flag'] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];
export type TrafficSearch = Partial<Record<FilterField | 'from' | 'to' | 'last', string>>;

/** Longest values that the API takes. */
const LONGEST: Readonly<Record<FilterField, number>> = {
  account: 500,
  campaign: 200,
  model: 200,
  technique: 100,
  plan: 100,
  flag: 50,
};

const PERIODS = { '1h': 3_600, '6h': 21_600, '24h': 86_400, '7d': 604_800, '30d': 2_592_000 } as const;
export type Period = keyof typeof PERIODS;
export const PERIOD_NAMES = Object.keys(PERIODS) as Period[];

/** Reads an address; what it does not know or cannot use is left out rather than refused. */
export function readSearch(search: Readonly<Record<string, unknown>>): TrafficSearch {
  const read: TrafficSearch = {};
  for (const field of FILTER_FIELDS) {
    const value = search[field];
    if (typeof value === 'string' && value !== '' && value.length <= LONGEST[field]) read[field] = value;
  }
  if (typeof search.last === 'string' && isPeriod(search.last)) read.last = search.last;
  else {
    for (const edge of ['from', 'to'] as const) {
      const value = search[edge];
      if (typeof value === 'string' && !Number.isNaN(Date.parse(value))) read[edge] = new Date(value).toISOString();
    }
  }
  return read;
}

export function isPeriod(text: string): text is Period {
  return Object.hasOwn(PERIODS, text);
}

/** The filter that the API gets. A period counts back from the newest traffic's whole minute, so that it is stable. */
export function toFilter(search: TrafficSearch, newest: number): TrafficFilter {
  const { last, ...rest } = search;
  if (last === undefined || !isPeriod(last)) return rest;
  const to = Math.ceil(newest / 60_000) * 60_000;
  return { ...rest, from: new Date(to - PERIODS[last] * 1000).toISOString(), to: new Date(to).toISOString() };
}

/** The next address after a click on a value: filters by it, or no longer if it did already. */
export function toggleFilter(search: TrafficSearch, field: FilterField, value: string): TrafficSearch {
  const { [field]: before, ...rest } = search;
  return before === value ? rest : { ...rest, [field]: value };
}

/** `model:frontier-large` or `model=frontier-large` typed into the filter bar; null where that is no filter. */
export function readTyped(text: string): { field: FilterField; value: string } | null {
  const found = /^\s*([a-z]+)\s*[:=]\s*(.+?)\s*$/.exec(text);
  const field = FILTER_FIELDS.find((name) => name === found?.[1]);
  const value = found?.[2];
  if (field === undefined || value === undefined || value.length > LONGEST[field]) return null;
  return { field, value };
}
