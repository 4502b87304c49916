// SPDX-License-Identifier: Apache-2.0
import type { Peer } from '@stillwatch/core/api';
import { type ReactElement, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { announce } from '../../parts/announce.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Secret } from '../../parts/copy.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Ago, Moment } from '../../parts/moment.tsx';

const AGAIN = ['getPeer', 'listPeers'] as const;

/** How a partner reads here: its credential, shown once, replaced or taken away. */
export function PeerCredential({ peer }: { peer: Peer }): ReactElement {
  const may = useMay('admin');
  const [asking, ask] = useState<'issue' | 'revoke' | null>(null);
  const { credential } = peer;
  return (
    <section className="card stack" aria-labelledby="credential">
      <h2 id="credential">How it reads here</h2>
      {credential === null ? (
        <p>It has no credential: it cannot read what was released to it.</p>
      ) : (
        <dl className="facts">
          <dt>User</dt>
          <dd>
            <code className="break">{credential.user}</code>
          </dd>
          <dt>Issued</dt>
          <dd>
            <Moment at={credential.issuedAt} />
          </dd>
          <dt>Last used</dt>
          <dd>{credential.lastUsed === null ? 'never' : <Ago at={credential.lastUsed} />}</dd>
        </dl>
      )}
      {may ? (
        <div className="row">
          <button type="button" className="button" onClick={() => ask('issue')}>
            {credential === null ? 'Make a credential…' : 'Replace it…'}
          </button>
          {credential === null ? null : (
            <button type="button" className="button" onClick={() => ask('revoke')}>
              Take it away…
            </button>
          )}
        </div>
      ) : (
        <p className="small quiet">Making and taking credentials away needs the admin role.</p>
      )}
      {asking === 'issue' ? <Issue peer={peer} close={() => ask(null)} /> : null}
      {asking === 'revoke' ? <Revoke peer={peer} close={() => ask(null)} /> : null}
    </section>
  );
}

function Issue({ peer, close }: { peer: Peer; close: () => void }): ReactElement {
  const issue = useChange('issuePeerCredential', AGAIN);
  if (issue.data !== undefined) {
    return (
      <Dialog title={`The credential of ${peer.name}`} close={close}>
        <p>It is shown now and never again; only its hash is kept. Give it to the partner by a way that you trust.</p>
        <h3>User</h3>
        <Secret value={issue.data.user} what="The user" />
        <h3>Password</h3>
        <Secret value={issue.data.secret} what="The password" />
      </Dialog>
    );
  }
  return (
    <Confirm
      title={peer.credential === null ? 'Make a credential?' : 'Replace its credential?'}
      action={peer.credential === null ? 'Make it' : 'Replace it'}
      busy={issue.isPending}
      error={issue.error}
      close={close}
      confirm={() => issue.mutate({ params: { id: peer.id } })}
    >
      <p>
        With it {peer.name} reads what was released to it, and nothing else.
        {peer.credential === null ? '' : ' The one before stops working at once.'}
      </p>
    </Confirm>
  );
}

function Revoke({ peer, close }: { peer: Peer; close: () => void }): ReactElement {
  const revoke = useChange('revokePeerCredential', AGAIN);
  return (
    <Confirm
      title="Take its credential away?"
      action="Take it away"
      busy={revoke.isPending}
      error={revoke.error}
      close={close}
      confirm={() =>
        revoke.mutate(
          { params: { id: peer.id } },
          {
            onSuccess: () => {
              announce(`${peer.name} cannot read here any more.`);
              close();
            },
          },
        )
      }
    >
      <p>{peer.name} cannot read here any more, at once. What it has read it keeps; withdrawals do not reach it either.</p>
    </Confirm>
  );
}
