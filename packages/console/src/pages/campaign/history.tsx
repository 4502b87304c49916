// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useId, useState } from 'react';
import { useChange, usePages } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { formatBits, formatPlural } from '../../lib/format.ts';
import { Moment } from '../../parts/moment.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Skeleton } from '../../parts/states.tsx';

/** What happened to it over the hunts, and what people said. */
export function History({ id }: { id: string }): ReactElement {
  const pages = usePages('listCampaignEvents', { params: { id } });
  const may = useMay('review');
  return (
    <section className="card stack" aria-labelledby="history">
      <h2 id="history">History</h2>
      {may ? <Comment id={id} /> : <p className="quiet small">Remarks need the analyst or approver role.</p>}
      {pages.isPending ? <Skeleton /> : null}
      {pages.error === null ? null : <ProblemNote error={pages.error} retry={pages.retry} />}
      <ol className="history">
        {pages.items.map((event) => (
          <li key={event.id}>
            <span className="small quiet">
              <Moment at={event.at} short />
            </span>
            <div>
              <p className="break">
                <b>{event.kind}</b> {event.statement}
              </p>
              <p className="small quiet">
                {formatPlural(event.accounts, 'account')}, {formatBits(event.bits)} bits · {event.by ?? 'seen by a hunt'}
              </p>
            </div>
          </li>
        ))}
      </ol>
      {pages.more ? (
        <div>
          <button type="button" className="button" disabled={pages.fetching} onClick={pages.fetchMore}>
            Earlier
          </button>
        </div>
      ) : null}
    </section>
  );
}

function Comment({ id }: { id: string }): ReactElement {
  const [text, setText] = useState('');
  const field = useId();
  const add = useChange('addComment', ['listCampaignEvents']);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ params: { id }, body: { text: text.trim() } }, { onSuccess: () => setText('') });
      }}
    >
      <div className="field">
        <label htmlFor={field}>Remark</label>
        <textarea id={field} className="input" maxLength={4000} value={text} onChange={(event) => setText(event.target.value)} />
      </div>
      {add.error === null ? null : <ProblemNote error={add.error} />}
      <div>
        <button type="submit" className="button" disabled={text.trim() === '' || add.isPending}>
          Add remark
        </button>
      </div>
    </form>
  );
}
