// SPDX-License-Identifier: Apache-2.0
import type { PeerDetail } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { useChange } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { announce } from '../../parts/announce.tsx';
import { Moment } from '../../parts/moment.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

/** Why a partner is left alone, until when, and for an administrator the way to end it. */
export function Throttle({ detail: { peer, etag } }: { detail: PeerDetail }): ReactElement | null {
  const may = useMay('admin');
  const change = useChange('changePeer', ['getPeer', 'listPeers']);
  if (peer.throttle === null) return null;
  return (
    <section className="notice bad" aria-label="It is throttled">
      <b>
        It is left alone until <Moment at={peer.throttle.until} />, because of what it did
      </b>
      <ul className="bullets">
        {peer.throttle.reasons.map((reason) => (
          <li key={reason} className="break">
            {reason}
          </li>
        ))}
      </ul>
      <p className="small quiet">What it said before still counts, and expires in its time.</p>
      {change.error === null ? null : <ProblemNote error={change.error} />}
      {may ? (
        <div>
          <button
            type="button"
            className="button slim"
            disabled={change.isPending}
            onClick={() =>
              change.mutate(
                { params: { id: peer.id }, body: { unthrottle: true }, ifMatch: etag },
                { onSuccess: () => announce(`${peer.name} is asked again.`) },
              )
            }
          >
            Ask it again now
          </button>
        </div>
      ) : null}
    </section>
  );
}
