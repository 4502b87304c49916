// SPDX-License-Identifier: Apache-2.0
import type { Dossier } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMay } from '../../api/session.ts';
import { dossierFile, verifyCommands } from '../../lib/verify-commands.ts';
import { Verbatim } from '../../parts/copy.tsx';
import { DownloadButton } from '../../parts/download-button.tsx';
import { announce } from '../../parts/announce.tsx';

/** The file, and how somebody who trusts nobody here checks it. */
export function Stranger({ dossier }: { dossier: Dossier }): ReactElement {
  const may = useMay('release');
  return (
    <>
      <div className="halves">
        <section className="card stack" aria-labelledby="shows">
          <h2 id="shows">What it shows</h2>
          <ul className="bullets">
            <li>These files were there when the log was signed, and nothing that is shown was changed since.</li>
            <li>The dossier has one place in a log that can only grow.</li>
            <li>What is missing was withheld for a reason that was fixed when the dossier was signed.</li>
            <li>The holder of the signing key stands for it.</li>
          </ul>
        </section>
        <section className="card stack" aria-labelledby="shows-not">
          <h2 id="shows-not">What it does not show</h2>
          <ul className="bullets">
            <li>That what is written is true.</li>
            <li>That everything observed was put in.</li>
            <li>Who stands behind an account.</li>
            <li>That a model was trained on what was taken.</li>
          </ul>
        </section>
      </div>
      <section className="card stack" aria-labelledby="take">
        <h2 id="take">Take it out</h2>
        {dossier.state === 'deleted' ? (
          <p className="quiet">Its files were deleted.</p>
        ) : may ? (
          <>
            <p className="quiet">
              One zip file. Every download is recorded with your name; from then on nobody here can call it back.
            </p>
            <DownloadButton
              operation="downloadDossier"
              params={{ id: dossier.id }}
              name={dossierFile(dossier)}
              primary
              done={() => announce('The dossier is downloaded, and that is recorded.')}
            >
              Download the dossier
            </DownloadButton>
          </>
        ) : (
          <p className="quiet">Taking a dossier out needs the releaser or approver role.</p>
        )}
      </section>
      <section className="card stack" aria-labelledby="commands">
        <h2 id="commands">How a stranger verifies it</h2>
        <p>
          Hand these over apart from the dossier, each by another way: the policy (from <Link to="/proof">Proof</Link>), the
          signer’s public key (<code>proofs/signer.pem</code>, the same in every dossier that this node builds)
          {dossier.timestamped ? ', the time-stamp authority’s certificate from the authority itself' : ''}, and the verifier from
          a published release. Copies of them inside a dossier prove nothing: a forger would bring others.
        </p>
        <ol className="steps">
          {verifyCommands(dossier).map(({ title, about, command }) => (
            <li key={title} className="stack tight">
              <h3>{title}</h3>
              <p className="small quiet">{about}</p>
              <Verbatim text={command} what={`the command: ${title}`} />
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}
