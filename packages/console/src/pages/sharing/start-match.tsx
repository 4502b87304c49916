// SPDX-License-Identifier: Apache-2.0
import type { MatchRun } from '@stillwatch/core/api';
import { type ReactElement, useState } from 'react';
import { useApi, useChange } from '../../api/queries.ts';
import { MATCH_WORDS } from '../../lib/sharing-words.ts';
import { readList } from '../../lib/peer-form.ts';
import { announce } from '../../parts/announce.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';
import { Fetched } from '../../parts/states.tsx';

const MOST = 50_000;

/** Starts a run of private matching with a partner. */
export function StartMatch({ close }: { close: () => void }): ReactElement {
  const peers = useApi('listPeers', { query: { limit: 200 } });
  const start = useChange('startMatch', ['listMatches', 'listMatchBudgets']);
  const [peer, setPeer] = useState('');
  const [kind, setKind] = useState<MatchRun['kind']>('account');
  const [own, setOwn] = useState('');
  const values = readList(own);
  return (
    <Dialog title="Match with a partner" close={close}>
      <Fetched query={peers} lines={3}>
        {({ items }) => {
          const reachable = items.filter(({ url }) => url !== null);
          const chosen = peer === '' ? (reachable[0]?.id ?? '') : peer;
          if (chosen === '') return <p>There is no partner that could be asked.</p>;
          return (
            <ReasonForm
              label="Why is it matched?"
              action="Start it"
              busy={start.isPending || values.length > MOST}
              working={start.isPending}
              error={start.error}
              hint="It goes into the audit trail with your name."
              submit={(reason) =>
                start.mutate(
                  { body: { peer: chosen, kind, values: values.length === 0 ? null : values, reason } },
                  {
                    onSuccess: () => {
                      announce('Matching has started. The result appears in the list.');
                      close();
                    },
                  },
                )
              }
            >
              <label className="field">
                <span>With</span>
                <select className="input" value={chosen} onChange={(event) => setPeer(event.target.value)}>
                  {reachable.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
              <fieldset>
                <legend>What</legend>
                <div className="choices">
                  {(Object.keys(MATCH_WORDS) as MatchRun['kind'][]).map((name) => (
                    <label key={name}>
                      <input type="radio" name="kind" checked={kind === name} onChange={() => setKind(name)} />{' '}
                      {MATCH_WORDS[name].name}
                    </label>
                  ))}
                </div>
              </fieldset>
              <label className="field">
                <span>Only these, one a line (empty: {MATCH_WORDS[kind].what})</span>
                <textarea
                  className="input mono"
                  value={own}
                  onChange={(event) => setOwn(event.target.value)}
                  autoComplete="off"
                />
              </label>
              {values.length > MOST ? <p className="notice bad">At most 50,000 at once.</p> : null}
            </ReasonForm>
          );
        }}
      </Fetched>
    </Dialog>
  );
}
