// SPDX-License-Identifier: Apache-2.0
import type { PeerDetail } from '@stillwatch/core/api';
import { type ReactElement, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { announce } from '../../parts/announce.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { CopyButton } from '../../parts/copy.tsx';
import { Moment } from '../../parts/moment.tsx';

/** Keys that a partner signs with, and taking the trust in one away. */
export function PeerKeys({ detail: { peer, etag } }: { detail: PeerDetail }): ReactElement {
  const may = useMay('admin');
  const [revoked, revoke] = useState<string | null>(null);
  const change = useChange('changePeer', ['getPeer', 'listPeers', 'listInbox', 'getInboxItem']);
  return (
    <section className="card stack" aria-labelledby="keys">
      <h2 id="keys">Keys it signs with</h2>
      {peer.keys.length === 0 ? (
        <p className="notice warn">No key of it is pinned: nothing that it says is believed.</p>
      ) : (
        <ul className="plain-list">
          {peer.keys.toReversed().map(({ id, publicKey, validFrom, validUntil, revokedAt }) => (
            <li key={id} className="stack tight">
              <code className="break">{publicKey}</code>
              <span className="small quiet">
                <code>{id}</code>, from <Moment at={validFrom} short />
                {validUntil === null ? null : (
                  <>
                    {' '}
                    until <Moment at={validUntil} short />
                  </>
                )}
              </span>
              <span className="row">
                {revokedAt !== null ? (
                  <span className="chip bad">
                    not believed since <Moment at={revokedAt} short />
                  </span>
                ) : validUntil === null ? (
                  <span className="chip good">counts now</span>
                ) : (
                  <span className="chip">for what was said before</span>
                )}
                <CopyButton value={publicKey} what="the public key" slim />
                {may && revokedAt === null ? (
                  <button type="button" className="button slim" onClick={() => revoke(id)}>
                    Do not believe it…<span className="unseen"> key {id}</span>
                  </button>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      )}
      {revoked === null ? null : (
        <Confirm
          title="Do not believe this key any more?"
          action="Do not believe it"
          busy={change.isPending}
          error={change.error}
          close={() => revoke(null)}
          confirm={() =>
            change.mutate(
              { params: { id: peer.id }, body: { revokeKey: revoked }, ifMatch: etag },
              {
                onSuccess: () => {
                  announce('The key is not believed any more.');
                  revoke(null);
                },
              },
            )
          }
        >
          <p>
            For a key that was stolen. Nothing signed with it is believed, whatever time it claims, and what it raised here is
            undone. Pin the partner’s new key afterwards.
          </p>
        </Confirm>
      )}
    </section>
  );
}
