// SPDX-License-Identifier: Apache-2.0
import type { ExchangeRow } from '@stillwatch/core/api';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { useApi, usePages } from '../../api/queries.ts';
import { toFilter, type TrafficSearch } from '../../lib/filters.ts';
import { formatCount } from '../../lib/format.ts';
import { without } from '../../lib/search.ts';
import { useZone } from '../../lib/preferences.ts';
import { formatMoment } from '../../lib/time.ts';
import { CsvButton } from '../../parts/csv-button.tsx';
import { ExchangeTable } from '../../parts/exchange-table.tsx';
import { Empty, Fetched } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';
import { FilterBar } from './filter-bar.tsx';
import { Tops } from './tops.tsx';
import { Volume } from './volume.tsx';

const STEP_MS = 15_000;
/** Longer lists are left where they are: somebody reads in them. */
const ONE_PAGE = 200;

export function TrafficPage(): ReactElement {
  const search = useSearch({ from: '/framed/traffic' });
  const navigate = useNavigate({ from: '/traffic' });
  const set = (next: TrafficSearch) => void navigate({ search: () => next });
  const newest = useNewest();
  const filter = toFilter(search, newest);
  const view = useApi('viewTraffic', { query: filter }, { keep: true });
  const pages = usePages('listExchanges', { query: { ...filter, limit: ONE_PAGE } });
  const [live, setLive] = useState(true);
  useRefresh(live && search.to === undefined, pages.items.length <= ONE_PAGE);
  const [zone] = useZone();
  return (
    <>
      <Title
        name="Live traffic"
        actions={
          <>
            <button type="button" className="button" aria-pressed={live} onClick={() => setLive(!live)}>
              {live ? 'Refreshing every 15 s' : 'Not refreshing'}
            </button>
            <CsvButton operation="listExchanges" input={{ query: filter }} name="exchanges" head={HEAD} row={toRow} />
          </>
        }
      >
        <p>Every value can be clicked into a filter. Prompt text is not shown here.</p>
      </Title>
      <FilterBar search={search} set={set} />
      <Fetched query={view} lines={8}>
        {(data) => (
          <>
            <p className="quiet" role="status">
              <b>{formatCount(data.exchanges)}</b> exchanges of <b>{formatCount(data.accounts)}</b> accounts,{' '}
              {formatMoment(data.from, zone)} to {formatMoment(data.to, zone)}
            </p>
            <Volume view={data} onRange={(from, to) => set({ ...without(search, 'last'), from: toIso(from), to: toIso(to) })} />
            <Tops view={data} search={search} set={set} />
          </>
        )}
      </Fetched>
      <section className="stack" aria-labelledby="events">
        <h2 id="events">Exchanges, newest first</h2>
        <ExchangeTable
          pages={pages}
          height="32rem"
          empty={
            <Empty title="Nothing fits these filters">
              <button type="button" className="button" onClick={() => set({})}>
                Remove all filters
              </button>
            </Empty>
          }
        />
      </section>
    </>
  );
}

const HEAD = [
  'ref',
  'time',
  'account',
  'model',
  'techniques',
  'signal bits',
  'input tokens',
  'output tokens',
  'flags',
  'campaign',
];
function toRow(row: ExchangeRow): (string | number | null)[] {
  const { ref, at, account, model, techniques, signal, inputTokens, outputTokens, flags, campaign } = row;
  return [ref, at, account, model, techniques.join(' '), signal, inputTokens, outputTokens, flags.join(' '), campaign];
}

function toIso(ms: number): string {
  return new Date(ms).toISOString();
}

/** Where “the last hour” ends: now, but in a demonstration where its traffic ends. */
function useNewest(): number {
  const [opened] = useState(Date.now);
  const { data } = useApi('overview', {});
  return data?.demonstration === true && data.window !== null ? Date.parse(data.window.to) : opened;
}

function useRefresh(on: boolean, list: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => {
      if (document.hidden) return;
      void client.invalidateQueries({ queryKey: ['viewTraffic'] });
      if (list) void client.invalidateQueries({ queryKey: ['listExchanges'] });
    }, STEP_MS);
    return () => clearInterval(timer);
  }, [client, on, list]);
}
