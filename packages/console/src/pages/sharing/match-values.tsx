// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { formatPlural } from '../../lib/format.ts';
import { readList } from '../../lib/peer-form.ts';
import { MATCH_WORDS } from '../../lib/sharing-words.ts';
import { announce } from '../../parts/announce.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';

const KINDS = ['payment-token', 'address'] as const;

/** Sets the lists that this node brings into matching. They are never shown again, and never leave. */
export function MatchValues({ close }: { close: () => void }): ReactElement {
  const [kind, setKind] = useState<(typeof KINDS)[number]>('payment-token');
  const [text, setText] = useState('');
  const set = useChange('setMatchValues', []);
  const values = readList(text);
  return (
    <Dialog title="Lists that this node brings into matching" close={close}>
      <ReasonForm
        label="Why are they kept?"
        action={`Keep ${formatPlural(values.length, 'value')} in place of the list before`}
        busy={set.isPending || values.length > 50_000}
        working={set.isPending}
        error={set.error}
        submit={(reason) =>
          set.mutate(
            { params: { kind }, body: { values, reason } },
            {
              onSuccess: () => {
                announce('The list is kept.');
                close();
              },
            },
          )
        }
      >
        <p>
          Payment tokens or addresses of abuse. They take part blinded, in runs that you start and in those that partners start;
          they are not shown again.
        </p>
        <fieldset>
          <legend>Kind</legend>
          <div className="choices">
            {KINDS.map((name) => (
              <label key={name}>
                <input type="radio" name="list" checked={kind === name} onChange={() => setKind(name)} /> {MATCH_WORDS[name].name}
              </label>
            ))}
          </div>
        </fieldset>
        <label className="field">
          <span>Values, one a line (none: the list is emptied)</span>
          <textarea className="input mono" value={text} onChange={(event) => setText(event.target.value)} autoComplete="off" />
        </label>
      </ReasonForm>
    </Dialog>
  );
}
