// SPDX-License-Identifier: Apache-2.0
import type { Peer } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { useChange } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { formatPlural } from '../../lib/format.ts';
import { PULL_WORDS } from '../../lib/pull-words.ts';
import { announce } from '../../parts/announce.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

/** Pulls from a partner now, and says what came of it. */
export function PullNow({ peer }: { peer: Peer }): ReactElement {
  const may = useMay('review');
  const pull = useChange('pullPeer', ['getPeer', 'listPeers', 'listInbox', 'overview']);
  if (peer.url === null) return <span className="small quiet">It only reads here; nothing is pulled from it.</span>;
  if (!may) return <span className="small quiet">Pulling needs the analyst or approver role.</span>;
  return (
    <div className="stack">
      <div>
        <button
          type="button"
          className="button primary"
          disabled={pull.isPending || peer.state === 'throttled'}
          onClick={() =>
            pull.mutate(
              { params: { id: peer.id } },
              {
                onSuccess: ({ outcome, objects, accepted, detail }) =>
                  announce(
                    outcome === 'ok'
                      ? `${formatPlural(objects, 'object')} received, ${accepted} of them new and accepted.`
                      : `${PULL_WORDS[outcome].about}: ${detail}`,
                  ),
              },
            )
          }
        >
          {pull.isPending ? 'Pulling…' : 'Pull now'}
        </button>
      </div>
      {pull.error === null ? null : <ProblemNote error={pull.error} />}
    </div>
  );
}
