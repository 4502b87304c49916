// SPDX-License-Identifier: Apache-2.0
import type { Peer } from '@stillwatch/core/api';
import { type ReactElement, useState } from 'react';

const KINDS = { none: 'without a sign-in', basic: 'user and password', bearer: 'bearer token' } as const;

/** How this node signs in at a partner. A secret is taken and never shown. */
export function SignInFields({ peer }: { peer: Peer | null }): ReactElement {
  const [kind, setKind] = useState(peer === null ? 'none' : 'as-before');
  return (
    <>
      <label className="field">
        <span>How this node signs in there</span>
        <select className="input fit" name="signIn" value={kind} onChange={(event) => setKind(event.target.value)}>
          {peer === null ? null : <option value="as-before">as before: {KINDS[peer.signIn.kind]}</option>}
          {Object.entries(KINDS).map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {kind === 'basic' ? (
        <>
          <label className="field">
            <span>User there</span>
            <input
              className="input"
              name="user"
              required
              maxLength={200}
              autoComplete="off"
              defaultValue={peer?.signIn.user ?? ''}
            />
          </label>
          <label className="field">
            <span>Password there</span>
            <input className="input" name="password" type="password" required maxLength={500} autoComplete="new-password" />
          </label>
        </>
      ) : null}
      {kind === 'bearer' ? (
        <label className="field">
          <span>Token there</span>
          <input className="input" name="token" type="password" required maxLength={4000} autoComplete="new-password" />
        </label>
      ) : null}
    </>
  );
}
