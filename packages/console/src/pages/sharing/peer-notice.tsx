// SPDX-License-Identifier: Apache-2.0
import type { BodyInput, PeerDetail } from '@stillwatch/core/api';
import type { ReactElement, ReactNode } from 'react';
import { useChange } from '../../api/queries.ts';
import type { Called } from '../../api/routes.ts';
import { useMay } from '../../api/session.ts';
import { announce } from '../../parts/announce.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

/** How an administrator ends it. */
interface Act {
  readonly label: string;
  readonly body: BodyInput<'changePeer'>;
  /** What is fetched again afterwards. */
  readonly again: readonly Called[];
  /** What is announced then. */
  readonly done: string;
}

/** Says what stands against a partner and why, and offers an administrator the one act that ends it. */
export function PeerNotice({
  detail: { peer, etag },
  name,
  title,
  note,
  act,
  children,
}: {
  detail: PeerDetail;
  /** What the notice is called for those who do not see it. */
  name: string;
  title: ReactNode;
  /** What follows from it. */
  note: ReactNode;
  act: Act;
  /** The reasons. */
  children: ReactNode;
}): ReactElement {
  const may = useMay('admin');
  const change = useChange('changePeer', act.again);
  return (
    <section className="notice bad" aria-label={name}>
      <b>{title}</b>
      {children}
      <p className="small quiet">{note}</p>
      {change.error === null ? null : <ProblemNote error={change.error} />}
      {may ? (
        <div>
          <button
            type="button"
            className="button slim"
            disabled={change.isPending}
            onClick={() =>
              change.mutate({ params: { id: peer.id }, body: act.body, ifMatch: etag }, { onSuccess: () => announce(act.done) })
            }
          >
            {act.label}
          </button>
        </div>
      ) : null}
    </section>
  );
}
