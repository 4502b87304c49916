// SPDX-License-Identifier: Apache-2.0
import type { HoldTarget } from '@stillwatch/core/api';
import { type ReactElement, useState } from 'react';
import { PlaceHoldDialog } from '../../parts/hold-dialogs.tsx';

const KINDS: Readonly<Record<HoldTarget['kind'], string>> = {
  campaign: 'campaign: its evidence and dossiers',
  account: 'account: what is recorded about it',
  person: 'person of this node: what they did',
  evidence: 'one evidence item',
  dossier: 'one dossier',
};

/** Places a legal hold on anything that has an id. */
export function AddHold({ close }: { close: () => void }): ReactElement {
  const [kind, setKind] = useState<HoldTarget['kind']>('campaign');
  const [id, setId] = useState('');
  return (
    <PlaceHoldDialog target={{ kind, id: id.trim() }} close={close}>
      <label className="field">
        <span>What</span>
        <select className="input" value={kind} onChange={(event) => setKind(event.target.value as HoldTarget['kind'])}>
          {Object.entries(KINDS).map(([name, about]) => (
            <option key={name} value={name}>
              {about}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>Its id</span>
        <input
          className="input"
          required
          maxLength={500}
          autoComplete="off"
          value={id}
          onChange={(event) => setId(event.target.value)}
        />
      </label>
    </PlaceHoldDialog>
  );
}
