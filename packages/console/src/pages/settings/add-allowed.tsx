// SPDX-License-Identifier: Apache-2.0
import type { BodyInput, ImpactPreview } from '@stillwatch/core/api';
import { type ReactElement, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { formatKind, formatPlural } from '../../lib/format.ts';
import { announce } from '../../parts/announce.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { readField } from '../../lib/form.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';

type Entry = BodyInput<'previewAllowed'>;

const KINDS = ['evaluation', 'synthetic-data', 'reseller', 'research', 'internal'] as const satisfies readonly Entry['kind'][];

/** First what it would change, then why. */
export function AddAllowed({ close }: { close: () => void }): ReactElement {
  const [entry, setEntry] = useState<Entry | null>(null);
  const preview = useChange('previewAllowed', []);
  const add = useChange('addAllowed', ['listAllowed']);
  if (entry !== null && preview.data !== undefined) {
    return (
      <Dialog title="What it would have changed" close={close}>
        <Impact impact={preview.data} />
        <ReasonForm
          label="Why may they?"
          action="Add it"
          busy={add.isPending}
          error={add.error}
          hint="It holds from the next hunt on."
          submit={(reason) =>
            add.mutate(
              { body: { entry, reason } },
              {
                onSuccess: () => {
                  announce('The authorisation is added.');
                  close();
                },
              },
            )
          }
        />
        <div>
          <button type="button" className="button plain" onClick={() => preview.reset()}>
            Back
          </button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title="Add an authorisation" close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const next = readEntry(new FormData(event.currentTarget));
          setEntry(next);
          preview.mutate({ body: next });
        }}
      >
        <fieldset className="choices">
          <legend className="unseen">Who</legend>
          <label>
            <input type="radio" name="what" value="account" defaultChecked /> one account
          </label>
          <label>
            <input type="radio" name="what" value="org" /> a whole organisation
          </label>
        </fieldset>
        <label className="field">
          <span>Id as in the logs</span>
          <input
            className="input"
            name="who"
            required
            maxLength={500}
            defaultValue={entry?.account ?? entry?.org}
            autoComplete="off"
          />
        </label>
        <label className="field">
          <span>Permitted use</span>
          <select className="input" name="kind" defaultValue={entry?.kind}>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {formatKind(kind)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>Until (may be left out)</span>
          <input className="input fit" type="date" name="to" defaultValue={entry?.to} />
        </label>
        {preview.error === null ? null : <ProblemNote error={preview.error} />}
        <div>
          <button type="submit" className="button primary" disabled={preview.isPending}>
            See what it would change
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function readEntry(form: FormData): Entry {
  const who = readField(form, 'who');
  const to = readField(form, 'to');
  return {
    ...(form.get('what') === 'org' ? { org: who } : { account: who }),
    kind: KINDS.find((kind) => kind === form.get('kind')) ?? KINDS[0],
    ...(to === '' ? {} : { to }),
  };
}

function Impact({ impact }: { impact: ImpactPreview }): ReactElement {
  return (
    <div className="notice">
      <p>
        In the newest hunt it would have covered <b>{formatPlural(impact.accounts, 'account')}</b> with{' '}
        {formatPlural(impact.exchanges, 'exchange')}.
      </p>
      {impact.campaigns.length === 0 ? (
        <p>No campaign would have been different.</p>
      ) : (
        <ul>
          {impact.campaigns.map(({ id, name, accounts, of }) => (
            <li key={id}>
              <b>{name}</b> would have lost {accounts} of its {formatPlural(of, 'account')}.
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
