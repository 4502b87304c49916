// SPDX-License-Identifier: Apache-2.0
import { INBOX_STATES_NAMES, INBOX_TYPES, type InboxSearch, readInboxSearch } from '../../lib/inbox-search.ts';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import { Choice } from './choice.tsx';

export interface InboxFilterState {
  readonly query: InboxSearch;
  readonly filtered: boolean;
  readonly set: (name: keyof InboxSearch, value: string) => void;
}

/** Filters of the inbox, which live in the address. */
export function useInboxFilters(): InboxFilterState {
  const search = useSearch({ from: '/framed/sharing' });
  const navigate = useNavigate({ from: '/sharing' });
  const query = readInboxSearch(search);
  return {
    query,
    filtered: Object.keys(query).length > 0,
    set: (name, value) => void navigate({ search: (before) => ({ ...before, [name]: value }), replace: true }),
  };
}

export function InboxFilters({ filters: { query, set } }: { filters: InboxFilterState }): ReactElement {
  const peers = useApi('listPeers', { query: { limit: 200 } });
  const sources = Object.fromEntries(peers.data?.items.map(({ organisation, name }) => [organisation, name]) ?? []);
  // A source that is no partner any more can still be in an address.
  if (query.source !== undefined && !Object.hasOwn(sources, query.source)) sources[query.source] = query.source;
  return (
    <div className="filters">
      <Choice label="State" value={query.state} words={INBOX_STATES_NAMES} change={(value) => set('state', value)} />
      <Choice
        label="My traffic"
        value={query.impact}
        words={{ true: 'matches', false: 'does not match' }}
        change={(value) => set('impact', value)}
      />
      <Choice label="Source" value={query.source} words={sources} change={(value) => set('source', value)} />
      <label className="row small">
        What
        <select className="input fit" value={query.type ?? ''} onChange={(event) => set('type', event.target.value)}>
          {query.type === undefined || Object.hasOwn(INBOX_TYPES, query.type) ? null : (
            <option value={query.type}>{query.type}</option>
          )}
          {Object.entries(INBOX_TYPES).map(([type, name]) => (
            <option key={type} value={type === 'campaign' ? '' : type}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
