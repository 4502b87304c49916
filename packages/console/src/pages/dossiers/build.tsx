// SPDX-License-Identifier: Apache-2.0
import type { DossierPreview } from '@stillwatch/core/api';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { AUDIENCE_WORDS } from '../../lib/tlp.ts';
import { announce } from '../../parts/announce.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';

/** Builds what was previewed, once its warnings are read and a reason is given. */
export function Build({ preview }: { preview: DossierPreview }): ReactElement {
  const navigate = useNavigate();
  const build = useChange('buildDossier', ['listDossiers', 'listEvidence', 'getLog', 'listLeaves']);
  const [read, setRead] = useState(false);
  const { campaign, audience, tlp, warnings } = preview;
  const unread = warnings.length > 0 && !read;
  return (
    <section className="card stack" aria-labelledby="build">
      <h2 id="build">Build it for: {AUDIENCE_WORDS[audience].name}</h2>
      <ReasonForm
        label="Why is it built, and for whom by name?"
        action="Build the dossier"
        busy={build.isPending || unread}
        working={build.isPending}
        error={build.error}
        hint="It goes into the log with your name. What is built cannot be changed; build another if something is missing."
        submit={(reason) =>
          build.mutate(
            { body: { campaign, audience, tlp, reason } },
            {
              onSuccess: ({ id }) => {
                announce('The dossier is built.');
                void navigate({ to: '/dossiers/$id', params: { id } });
              },
            },
          )
        }
      >
        {warnings.length === 0 ? null : (
          <label className="row">
            <input type="checkbox" checked={read} onChange={(event) => setRead(event.target.checked)} />I have read the warnings
            above
          </label>
        )}
      </ReasonForm>
      {build.isPending ? <p role="status">Signing, logging, and asking the witnesses; this takes a few seconds.</p> : null}
    </section>
  );
}
