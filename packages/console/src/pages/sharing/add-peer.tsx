// SPDX-License-Identifier: Apache-2.0
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { readPeer } from '../../lib/peer-form.ts';
import { announce } from '../../parts/announce.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { PeerFields } from './peer-fields.tsx';

/** Adds a partner; its public key is pinned. */
export function AddPeer({ close }: { close: () => void }): ReactElement {
  const navigate = useNavigate();
  const [readers, setReaders] = useState<readonly string[]>([]);
  const add = useChange('addPeer', ['listPeers']);
  return (
    <Dialog title="Add a partner" close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate(
            { body: readPeer(new FormData(event.currentTarget), readers) },
            {
              onSuccess: ({ id, name }) => {
                announce(`${name} is added.`);
                close();
                void navigate({ to: '/sharing/peers/$id', params: { id } });
              },
            },
          );
        }}
      >
        <PeerFields peer={null} readers={readers} setReaders={setReaders} />
        {add.error === null ? null : <ProblemNote error={add.error} />}
        <div>
          <button type="submit" className="button primary" disabled={add.isPending}>
            Add it
          </button>
        </div>
      </form>
    </Dialog>
  );
}
