// SPDX-License-Identifier: Apache-2.0
import type { Dossier } from '@stillwatch/core/api';
import { type ReactElement, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { announce } from '../../parts/announce.tsx';
import { Confirm } from '../../parts/confirm.tsx';

/** Deleting a dossier's files, where that may be done. */
export function DossierActions({ dossier }: { dossier: Dossier }): ReactElement {
  const may = useMay('allow');
  const [asking, setAsking] = useState(false);
  const remove = useChange('deleteDossier', ['getDossier', 'listDossiers', 'verifyDossier']);
  return (
    <section className="card stack" aria-labelledby="delete">
      <h2 id="delete">Delete its files</h2>
      <p className="quiet">
        The leaf in the log, the hashes and the chain of custody stay; copies that were taken out are not reached, and still
        verify.
      </p>
      {dossier.state === 'deleted' ? (
        <p>They are deleted already.</p>
      ) : !may ? (
        <p className="small quiet">Deleting needs the approver role.</p>
      ) : dossier.held ? (
        <p className="notice warn">A legal hold lies on it: nothing of it is deleted until the hold is lifted.</p>
      ) : (
        <div>
          <button type="button" className="button" onClick={() => setAsking(true)}>
            Delete the files…
          </button>
        </div>
      )}
      {asking ? (
        <Confirm
          title="Delete the files of this dossier?"
          action="Delete for good"
          busy={remove.isPending}
          error={remove.error}
          close={() => setAsking(false)}
          confirm={() =>
            remove.mutate(
              { params: { id: dossier.id } },
              {
                onSuccess: () => {
                  setAsking(false);
                  announce('The files are deleted.');
                },
              },
            )
          }
        >
          <p>They cannot be brought back from this node.</p>
        </Confirm>
      ) : null}
    </section>
  );
}
