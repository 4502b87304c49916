// SPDX-License-Identifier: Apache-2.0
import type { InboxState } from '@stillwatch/core/api';
import { oneOf } from './search.ts';
import { INBOX_WORDS } from './sharing-words.ts';

const STATES = Object.keys(INBOX_WORDS) as InboxState[];
export const INBOX_STATES_NAMES = Object.fromEntries(STATES.map((state) => [state, INBOX_WORDS[state].name])) as Record<
  InboxState,
  string
>;

/** Kinds of objects that can be listed; campaigns where an address names none. */
export const INBOX_TYPES: Readonly<Record<string, string>> = {
  campaign: 'campaigns',
  indicator: 'indicators',
  infrastructure: 'infrastructure',
  'user-account': 'accounts',
  opinion: 'opinions',
  sighting: 'sightings',
};

export interface InboxSearch {
  state?: InboxState;
  source?: string;
  type?: string;
  impact?: 'true' | 'false';
}

/** Filters as they stand in an address, typed by hand or not; what is no filter is left out. */
export function readInboxSearch(search: Readonly<Record<string, string | undefined>>): InboxSearch {
  const state = oneOf(search.state, STATES);
  const impact = oneOf(search.impact, ['true', 'false'] as const);
  const { source, type } = search;
  return {
    ...(state === undefined ? {} : { state }),
    ...(source === undefined ? {} : { source: source.slice(0, 200) }),
    ...(type === undefined || type === 'campaign' || !/^[a-z0-9-]{3,100}$/.test(type) ? {} : { type }),
    ...(impact === undefined ? {} : { impact }),
  };
}
