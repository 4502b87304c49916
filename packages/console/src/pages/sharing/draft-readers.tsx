// SPDX-License-Identifier: Apache-2.0
import type { Pap, Peer, Tlp } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import type { ReleaseForm } from '../../lib/release-form.ts';
import { PAP_WORDS, PEER_KIND_WORDS } from '../../lib/sharing-words.ts';
import { TLP_NAMES, TLP_WORDS } from '../../lib/tlp.ts';
import { without } from '../../lib/search.ts';
import { Fetched } from '../../parts/states.tsx';
import { TlpChip } from '../../parts/tlp-chip.tsx';

interface Props {
  readonly form: ReleaseForm;
  readonly set: (change: Partial<ReleaseForm>) => void;
}

/** Who gets it, and what they may do with it. */
export function DraftReaders({ form, set }: Props): ReactElement {
  const peers = useApi('listPeers', { query: { limit: 200 } });
  return (
    <section className="card stack" aria-labelledby="readers">
      <h2 id="readers">Who gets it</h2>
      <Fetched query={peers} lines={3}>
        {({ items }) => <Recipients peers={items} form={form} set={set} />}
      </Fetched>
      <fieldset className="stack">
        <legend>To whom may they show it?</legend>
        <div className="tlp-choices">
          {TLP_NAMES.toReversed().map((name: Tlp) => (
            <label key={name}>
              <input type="radio" name="tlp" value={name} checked={form.tlp === name} onChange={() => set({ tlp: name })} />
              <span>
                <TlpChip tlp={name} />
              </span>
              <small className="quiet">{TLP_WORDS[name]}</small>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="row">
        <label className="field">
          <span>What may they use it for?</span>
          <select className="input" value={form.pap} onChange={(event) => set({ pap: event.target.value as Pap | '' })}>
            <option value="">not said</option>
            {(Object.keys(PAP_WORDS) as Pap[]).map((pap) => (
              <option key={pap} value={pap}>
                PAP:{pap}: {PAP_WORDS[pap]}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>Limited to a sharing group</span>
          <select className="input" value={form.group} onChange={(event) => set({ group: event.target.value })}>
            <option value="">no</option>
            {groupsOf(peers.data?.items ?? [], form.group).map((group) => (
              <option key={group} value={group}>
                {group}
              </option>
            ))}
          </select>
        </label>
      </div>
    </section>
  );
}

function groupsOf(peers: readonly Peer[], chosen: string): string[] {
  return [...new Set([...peers.flatMap(({ groups }) => groups), chosen])].filter((group) => group !== '').toSorted();
}

function Recipients({ peers, form: { recipients, tlp }, set }: Props & { peers: readonly Peer[] }): ReactElement {
  if (peers.length === 0 && Object.keys(recipients).length === 0) {
    return (
      <p>
        There is nobody to share with yet. An administrator adds partners under <Link to="/sharing/peers">Peers</Link>.
      </p>
    );
  }
  const red = tlp === 'RED';
  // Whoever was removed since it was written can only be taken off.
  const gone = Object.keys(recipients).filter((id) => !peers.some((peer) => peer.id === id));
  return (
    <fieldset className="stack tight">
      <legend>Partners</legend>
      {gone.map((id) => (
        <label key={id} className="row">
          <input type="checkbox" checked onChange={() => set({ recipients: without(recipients, id) })} />
          <span className="break">
            <code>{id}</code> <span className="chip warn">no partner any more</span>
          </span>
        </label>
      ))}
      {peers.map(({ id, name, kind, groups }) => {
        const chosen = Object.hasOwn(recipients, id);
        return (
          <div key={id} className="stack tight">
            <label className="row">
              <input
                type="checkbox"
                checked={chosen}
                onChange={(event) =>
                  set({ recipients: event.target.checked ? { ...recipients, [id]: '' } : without(recipients, id) })
                }
              />
              <span className="break">
                <b>{name}</b>{' '}
                <span className="quiet small">
                  {PEER_KIND_WORDS[kind]}
                  {groups.length === 0 ? '' : `; ${groups.join(', ')}`}
                </span>
              </span>
            </label>
            {!chosen ? null : (
              <label className="row small indent">
                {red ? 'Person it is for' : 'One person only (may be left out)'}
                <input
                  className="input fit"
                  maxLength={200}
                  required={red}
                  autoComplete="off"
                  value={recipients[id]}
                  onChange={(event) => set({ recipients: { ...recipients, [id]: event.target.value } })}
                />
              </label>
            )}
          </div>
        );
      })}
      {red ? (
        <p className="small quiet">
          TLP:RED is for one named person at each partner, by a file that is handed over, never by a feed.
        </p>
      ) : null}
    </fieldset>
  );
}
