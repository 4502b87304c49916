// SPDX-License-Identifier: Apache-2.0
import type { BodyInput, Erasure as Erased } from '@stillwatch/core/api';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { readField } from '../../lib/form.ts';
import { formatPlural } from '../../lib/format.ts';
import { oneOf, without } from '../../lib/search.ts';
import { announce } from '../../parts/announce.tsx';
import { Moment } from '../../parts/moment.tsx';
import { EraseDialog } from './erase-dialog.tsx';

type Subject = BodyInput<'eraseSubject'>['subject'];

const KINDS = ['account', 'person'] as const satisfies readonly Subject['kind'][];

/** Makes what the log keeps about somebody unreadable, for good. */
export function Erasure(): ReactElement {
  const search = useSearch({ from: '/framed/settings/{-$section}' });
  const navigate = useNavigate({ from: '/settings/{-$section}' });
  const [subject, setSubject] = useState<Subject | null>(null);
  /** Erasures since the page was opened. */
  const [done, setDone] = useState(0);
  const erase = useChange('eraseSubject', ['listLeaves', 'getLeaf', 'listEvidence', 'listDossiers', 'getDossier', 'listAudit']);
  return (
    <div className="halves">
      <section className="card stack" aria-labelledby="erase">
        <h2 id="erase">Erase an account or a person</h2>
        <form
          // A new, empty form: who was erased is not left standing in the field.
          key={done}
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            const form = new FormData(event.currentTarget);
            const kind = form.get('kind') === 'person' ? 'person' : 'account';
            const id = readField(form, 'id');
            void navigate({ search: (before) => ({ ...before, kind, id }), replace: true });
            erase.reset();
            setSubject({ kind, id });
          }}
        >
          <fieldset>
            <legend>Who</legend>
            <div className="choices">
              {KINDS.map((kind) => (
                <label key={kind}>
                  <input
                    type="radio"
                    name="kind"
                    value={kind}
                    defaultChecked={(oneOf(search.kind, KINDS) ?? 'account') === kind}
                  />
                  {kind === 'account' ? 'an account of a customer' : 'a person of this node'}
                </label>
              ))}
            </div>
          </fieldset>
          <label className="field">
            <span>Id: of the account as in the logs, of the person as in the audit trail</span>
            <input
              className="input"
              name="id"
              required
              maxLength={500}
              autoComplete="off"
              defaultValue={done === 0 ? search.id : ''}
            />
          </label>
          <div>
            <button type="submit" className="button primary">
              Erase…
            </button>
          </div>
        </form>
        {erase.data === undefined ? null : <Result erased={erase.data} />}
      </section>
      <Explained />
      {subject === null ? null : (
        <EraseDialog
          subject={subject}
          busy={erase.isPending}
          error={erase.error}
          close={() => setSubject(null)}
          submit={(reason) =>
            erase.mutate(
              { body: { subject, reason } },
              {
                onSuccess: () => {
                  announce('Erased. Every proof still holds.');
                  setSubject(null);
                  setDone((before) => before + 1);
                  // Nor in the address.
                  void navigate({ search: (before) => without(before, 'kind', 'id'), replace: true });
                },
              },
            )
          }
        />
      )}
    </div>
  );
}

function Result({ erased }: { erased: Erased }): ReactElement {
  return (
    <div className="notice good" role="status">
      <b>Erased</b>
      <p className="break">
        <Moment at={erased.at} />: {formatPlural(erased.payloads, 'payload')} cannot be read any more,{' '}
        {formatPlural(erased.dossiers, 'dossier was', 'dossiers were')} rebuilt without them. The log knows the subject as{' '}
        <code>{erased.subject}</code>.
      </p>
    </div>
  );
}

function Explained(): ReactElement {
  return (
    <section className="card stack" aria-labelledby="what">
      <h2 id="what">What it does, and what it cannot</h2>
      <ul className="bullets">
        <li>It destroys the key and the salts of every payload about them: nobody can read those, or find them by guessing.</li>
        <li>Dossiers kept here are rebuilt without them, and show that something was withheld.</li>
        <li>Leaves of the log stay, with a pseudonym that leads nowhere any more; every proof still holds.</li>
        <li>
          It is refused while a legal hold lies on them, on their campaign or on a dossier about them. The refusal is recorded.
        </li>
        <li>It does not reach files that have left this node: ask whoever was given a dossier to delete it.</li>
        <li>It cannot be taken back.</li>
      </ul>
      <p className="small quiet">
        See first what stands in the way:{' '}
        <Link to="/settings/{-$section}" params={{ section: 'holds' }}>
          Legal holds
        </Link>
        .
      </p>
    </section>
  );
}
