// SPDX-License-Identifier: Apache-2.0
import type { Peer } from '@stillwatch/core/api';
import { TRUST_DEFAULTS } from '@stillwatch/core/trust';
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import { PEER_KIND_WORDS } from '../../lib/sharing-words.ts';
import { SignInFields } from './sign-in-fields.tsx';

/** Fields of a partner, as it is or empty for a new one. */
export function PeerFields({
  peer,
  readers,
  setReaders,
}: {
  peer: Peer | null;
  readers: readonly string[];
  setReaders: (readers: readonly string[]) => void;
}): ReactElement {
  return (
    <>
      <Text label="Name, as you call it" name="name" value={peer?.name} required />
      {peer === null ? <Text label="Organisation, as it signs" name="organisation" value="" required /> : null}
      <label className="field">
        <span>Kind</span>
        <select className="input fit" name="kind" defaultValue={peer?.kind ?? 'company'}>
          {Object.entries(PEER_KIND_WORDS).map(([kind, words]) => (
            <option key={kind} value={kind}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <Text label="TAXII API root (empty: it only reads here)" name="url" type="url" value={peer?.url ?? ''} most={2000} />
      <Text
        label="Collections to pull, between commas (empty: all)"
        name="collections"
        value={peer?.collections.join(', ')}
        most={5000}
      />
      <Text
        label="Public key (Ed25519, base64url)"
        name="publicKey"
        value={peer?.keys.at(-1)?.publicKey}
        most={43}
        pattern="[A-Za-z0-9_\-]{42}[AEIMQUYcgkosw048]"
        hint={
          peer === null
            ? 'It is pinned: what is not signed with it is not believed. Compare it over another channel than the one it came by.'
            : 'Another one takes the place of this one, which stays good for what was said before.'
        }
      />
      <SignInFields peer={peer} />
      <Text label="Sharing groups, between commas" name="groups" value={peer?.groups.join(', ')} most={5000} />
      <Text
        label="Owner, if it belongs to another firm"
        name="parent"
        value={peer?.parent ?? ''}
        hint="Firms of one owner are one voice, however many report."
      />
      <Readers chosen={readers} change={setReaders} />
      <Thresholds peer={peer} />
    </>
  );
}

function Text({
  label,
  name,
  value = '',
  hint,
  most = 200,
  type = 'text',
  ...rest
}: {
  label: string;
  name: string;
  value?: string | undefined;
  hint?: string;
  most?: number;
  type?: 'text' | 'url';
  required?: boolean;
  pattern?: string;
}): ReactElement {
  return (
    <label className="field">
      <span>{label}</span>
      <input className="input" name={name} type={type} defaultValue={value} maxLength={most} autoComplete="off" {...rest} />
      {hint === undefined ? null : <small className="quiet">{hint}</small>}
    </label>
  );
}

/** People here for whom the partner's TLP:RED is meant. */
function Readers({ chosen, change }: { chosen: readonly string[]; change: (readers: readonly string[]) => void }): ReactElement {
  const people = useApi('listUsers', { query: { limit: 200 } });
  return (
    <fieldset className="stack tight">
      <legend>Who here may read its TLP:RED?</legend>
      <p className="small quiet">Those whom the partner named to you. Nobody, if none is chosen.</p>
      {people.data?.items
        .filter(({ disabled }) => !disabled)
        .map(({ id, name }) => (
          <label key={id} className="row">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) => change(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
            />
            {name}
          </label>
        ))}
      {people.error === null ? null : <p className="small">The people of this node cannot be listed now.</p>}
    </fieldset>
  );
}

function Thresholds({ peer }: { peer: Peer | null }): ReactElement {
  const at = peer?.thresholds ?? TRUST_DEFAULTS;
  const share = { type: 'number', min: 0, max: 1, step: 'any', className: 'input fit' } as const;
  return (
    <details>
      <summary>From which trust its reports may lead to something</summary>
      <div className="stack">
        <label className="field">
          <span>Watch, from (0 to 1)</span>
          <input {...share} name="watch" defaultValue={at.watch} />
        </label>
        <label className="field">
          <span>Friction, from (0 to 1)</span>
          <input {...share} name="friction" defaultValue={at.friction} />
        </label>
        <label className="field">
          <span>Friction needs this many independent lineages</span>
          <input type="number" min={2} max={20} className="input fit" name="lineages" defaultValue={at.lineages} />
        </label>
        <label className="field">
          <span>Blocking may be proposed, from (0 to 1)</span>
          <input {...share} name="block" defaultValue={at.block} />
        </label>
        <label className="field">
          <span>Reviewers are asked, unless it is surely less reliable than (0 to 1)</span>
          <input {...share} name="review" defaultValue={at.review} />
        </label>
        <p className="small quiet">Blocking always needs corroboration in your own traffic, and a person who decides.</p>
      </div>
    </details>
  );
}
