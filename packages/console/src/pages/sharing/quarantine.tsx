// SPDX-License-Identifier: Apache-2.0
import type { PeerDetail } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { useChange } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { announce } from '../../parts/announce.tsx';
import { Moment } from '../../parts/moment.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

/** Says that nothing of a partner, or of who speaks through it, counts, and for an administrator the way to end it. */
export function Quarantine({ detail: { peer, etag } }: { detail: PeerDetail }): ReactElement | null {
  const may = useMay('admin');
  const change = useChange('changePeer', ['getPeer', 'listPeers', 'listInbox', 'listCampaigns']);
  if (peer.quarantine === null) return null;
  return (
    <section className="notice bad" aria-label="It is in quarantine">
      <b>
        In quarantine since <Moment at={peer.quarantine.since} />: {peer.quarantine.reporters.join(', ')}
      </b>
      <p>{peer.quarantine.reason}</p>
      <p className="small quiet">
        Which report it was is told nobody, so that what it gives away stays secret. Ask the partner how it checks what it reports
        before you lift this.
      </p>
      {change.error === null ? null : <ProblemNote error={change.error} />}
      {may ? (
        <div>
          <button
            type="button"
            className="button slim"
            disabled={change.isPending}
            onClick={() =>
              change.mutate(
                { params: { id: peer.id }, body: { liftQuarantine: true }, ifMatch: etag },
                { onSuccess: () => announce(`What ${peer.name} says counts again.`) },
              )
            }
          >
            Lift the quarantine
          </button>
        </div>
      ) : null}
    </section>
  );
}
