// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from 'react';
import { fetchAll } from '../api/fetch-all.ts';
import { problemOf } from '../api/problem.ts';
import type { Input } from '../api/client.ts';
import type { ItemOf, Paged } from '../api/queries.ts';
import { formatCount } from '../lib/format.ts';
import { announce } from './announce.tsx';
import { saveCsv } from './save.ts';

const MOST = 100_000;

/** Fetches a whole list and saves it as CSV. */
export function CsvButton<K extends Paged>({
  operation,
  input,
  name,
  head,
  row,
}: {
  operation: K;
  input: Input<K>;
  name: string;
  head: readonly string[];
  row: (item: ItemOf<K>) => readonly (string | number | null)[];
}): ReactElement {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const items = await fetchAll(operation, input, MOST);
      saveCsv(`${name}.csv`, head, items.map(row));
      announce(`${formatCount(items.length)} rows saved${items.length === MOST ? ', the most that one file gets' : ''}.`);
    } catch (error) {
      announce(problemOf(error).title);
    } finally {
      setBusy(false);
    }
  };
  return (
    <button type="button" className="button" disabled={busy} onClick={() => void save()}>
      {busy ? 'Fetching all…' : 'All as CSV'}
    </button>
  );
}
