// SPDX-License-Identifier: Apache-2.0
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import type { Pages } from '../api/queries.ts';
import { formatPlural } from '../lib/format.ts';
import { ProblemNote } from './problem-note.tsx';
import { Skeleton } from './states.tsx';

export interface Column<T> {
  readonly name: string;
  readonly cell: (row: T) => ReactNode;
  /** Numbers stand at the end. */
  readonly end?: boolean;
  /** Left out on narrow screens. */
  readonly wide?: boolean;
}

const ROW = 40;

/**
 * A list by cursor as a real table: only the rows in sight are in the document, the rest is two spacers, and the next
 * page is fetched before its rows come into sight. The first column heads its row.
 */
export function DataTable<T>({
  caption,
  columns,
  pages,
  keyOf,
  empty,
  height,
  noun = 'row',
  nouns = `${noun}s`,
}: {
  caption: string;
  columns: readonly Column<T>[];
  pages: Pages<T>;
  keyOf: (row: T) => string;
  empty: ReactNode;
  height?: string;
  noun?: string;
  nouns?: string;
}): ReactElement {
  const box = useRef<HTMLElement>(null);
  const { items, more, fetching, fetchMore } = pages;
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    if (more && !fetching && items.length > 0 && last >= items.length - 30) fetchMore();
  }, [more, fetching, fetchMore, last, items.length]);

  if (pages.isPending) return <Skeleton lines={8} />;
  if (pages.error !== null && items.length === 0) return <ProblemNote error={pages.error} retry={pages.retry} />;
  if (items.length === 0) return <div className="card">{empty}</div>;
  const before = shown[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <div>
      <section
        ref={box}
        className="table-box fixed-rows"
        aria-label={caption}
        // A region that scrolls must be reachable by keyboard.
        tabIndex={0}
        style={{ '--row-height': `${ROW}px`, ...(height === undefined ? {} : { '--table-height': height }) } as CSSProperties}
      >
        <table aria-rowcount={more ? -1 : items.length + 1}>
          <caption className="unseen">{caption}</caption>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((column) => (
                <th key={column.name} scope="col" className={classOf(column)}>
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Spacer size={before} span={columns.length} />
            {shown.map(({ index }) => {
              const row = items[index]!;
              return (
                <tr key={keyOf(row)} aria-rowindex={index + 2}>
                  {columns.map((column, i) =>
                    i === 0 ? (
                      <th key={column.name} scope="row" className={classOf(column)}>
                        {column.cell(row)}
                      </th>
                    ) : (
                      <td key={column.name} className={classOf(column)}>
                        {column.cell(row)}
                      </td>
                    ),
                  )}
                </tr>
              );
            })}
            <Spacer size={after} span={columns.length} />
          </tbody>
        </table>
      </section>
      <p className="table-foot">
        {formatPlural(items.length, noun, nouns)}
        {more ? ' so far; more as you scroll' : ''}
        {fetching ? ' · loading…' : ''}
      </p>
      {pages.error === null ? null : <ProblemNote error={pages.error} retry={pages.retry} />}
    </div>
  );
}

function Spacer({ size, span }: { size: number; span: number }): ReactElement | null {
  if (size <= 0) return null;
  return (
    <tr className="spacer" aria-hidden="true">
      <td colSpan={span} style={{ height: size }} />
    </tr>
  );
}

function classOf<T>({ end = false, wide = false }: Column<T>): string {
  return [end ? 'end' : '', wide ? 'wide' : ''].join(' ').trim();
}
