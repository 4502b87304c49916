// SPDX-License-Identifier: Apache-2.0
import type { PeerDetail } from '@stillwatch/core/api';
import { type ReactElement, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { changesOf } from '../../lib/peer-form.ts';
import { announce } from '../../parts/announce.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { PeerFields } from './peer-fields.tsx';

/** Changes a partner; only what is different is sent. */
export function ChangePeer({ detail: { peer, etag }, close }: { detail: PeerDetail; close: () => void }): ReactElement {
  const [readers, setReaders] = useState<readonly string[]>(peer.readers);
  const [same, setSame] = useState(false);
  const change = useChange('changePeer', ['getPeer', 'listPeers', 'listInbox', 'getInboxItem']);
  return (
    <Dialog title={`Change ${peer.name}`} close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const body = changesOf(peer, new FormData(event.currentTarget), readers);
          setSame(Object.keys(body).length === 0);
          if (Object.keys(body).length === 0) return;
          change.mutate(
            { params: { id: peer.id }, body, ifMatch: etag },
            {
              onSuccess: () => {
                announce(`${peer.name} is changed.`);
                close();
              },
            },
          );
        }}
      >
        <PeerFields peer={peer} readers={readers} setReaders={setReaders} />
        {same ? <p role="status">Nothing is different from before.</p> : null}
        {change.error === null ? null : <ProblemNote error={change.error} />}
        <div>
          <button type="submit" className="button primary" disabled={change.isPending}>
            Save
          </button>
        </div>
      </form>
    </Dialog>
  );
}
