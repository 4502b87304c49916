// SPDX-License-Identifier: Apache-2.0
import type { PeerDetail } from '@stillwatch/core/api';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { announce } from '../../parts/announce.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { ChangePeer } from './change-peer.tsx';

const SIGN_IN = { none: 'without a sign-in', basic: 'by user and password', bearer: 'by a bearer token' } as const;

/** What is agreed with a partner; changing it, not asking it any more, and removing it. */
export function PeerActions({ detail }: { detail: PeerDetail }): ReactElement {
  const { peer, etag } = detail;
  const may = useMay('admin');
  const [open, setOpen] = useState<'change' | 'remove' | null>(null);
  const pull = useChange('changePeer', ['getPeer', 'listPeers']);
  const off = peer.state === 'off';
  const { watch, friction, lineages, block, review } = peer.thresholds;
  return (
    <section className="card stack" aria-labelledby="agreed">
      <h2 id="agreed">What is agreed with it</h2>
      <dl className="facts">
        <dt>TAXII root</dt>
        <dd className="break">{peer.url ?? 'none: it only reads here'}</dd>
        <dt>Collections</dt>
        <dd className="break">{peer.collections.length === 0 ? 'all that may be read' : peer.collections.join(', ')}</dd>
        <dt>Signing in there</dt>
        <dd>
          {SIGN_IN[peer.signIn.kind]}
          {peer.signIn.user === null ? '' : `, as ${peer.signIn.user}`}
        </dd>
        <dt>Sharing groups</dt>
        <dd>{peer.groups.length === 0 ? 'none' : peer.groups.join(', ')}</dd>
        <dt>Owner</dt>
        <dd>{peer.parent ?? 'itself'}</dd>
        <dt>Its TLP:RED is for</dt>
        <dd>{peer.readers.length === 0 ? 'nobody here' : `${peer.readers.length} of the people here`}</dd>
        <dt>Leads to something from</dt>
        <dd>
          watch {watch}, friction {friction} with {lineages} lineages, a proposal to block {block}
        </dd>
        <dt>Reviewers are asked</dt>
        <dd>unless it is surely less reliable than {review}</dd>
      </dl>
      {pull.error === null ? null : <ProblemNote error={pull.error} />}
      {may ? (
        <div className="row">
          <button type="button" className="button" onClick={() => setOpen('change')}>
            Change…
          </button>
          {peer.url === null ? null : (
            <button
              type="button"
              className="button"
              disabled={pull.isPending}
              onClick={() =>
                pull.mutate(
                  { params: { id: peer.id }, body: { pull: off }, ifMatch: etag },
                  { onSuccess: () => announce(off ? `${peer.name} is asked again.` : `${peer.name} is not asked any more.`) },
                )
              }
            >
              {off ? 'Ask it again' : 'Stop asking it'}
            </button>
          )}
          <button type="button" className="button" onClick={() => setOpen('remove')}>
            Remove…
          </button>
        </div>
      ) : (
        <p className="small quiet">Changing and removing partners needs the admin role.</p>
      )}
      {open === 'change' ? <ChangePeer detail={detail} close={() => setOpen(null)} /> : null}
      {open === 'remove' ? <Remove detail={detail} close={() => setOpen(null)} /> : null}
    </section>
  );
}

function Remove({ detail: { peer }, close }: { detail: PeerDetail; close: () => void }): ReactElement {
  const navigate = useNavigate();
  const remove = useChange('removePeer', ['listPeers', 'listInbox', 'listCampaigns']);
  return (
    <Confirm
      title={`Remove ${peer.name}?`}
      action="Remove it"
      busy={remove.isPending}
      error={remove.error}
      close={close}
      confirm={() =>
        remove.mutate(
          { params: { id: peer.id } },
          {
            onSuccess: () => {
              announce(`${peer.name} is removed.`);
              void navigate({ to: '/sharing/peers' });
            },
          },
        )
      }
    >
      <p>
        What it said is not believed any more, and what it raised here is undone. What was released to it is not: recall it first,
        where it must come back.
      </p>
    </Confirm>
  );
}
