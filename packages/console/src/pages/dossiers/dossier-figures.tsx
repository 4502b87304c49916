// SPDX-License-Identifier: Apache-2.0
import type { Dossier } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMay } from '../../api/session.ts';
import { formatBytes, formatCount, formatPlural } from '../../lib/format.ts';
import { AUDIENCE_WORDS } from '../../lib/tlp.ts';
import { CopyButton } from '../../parts/copy.tsx';
import { Moment } from '../../parts/moment.tsx';

/** A dossier in figures, and where it stands in the log. */
export function DossierFigures({ dossier }: { dossier: Dossier }): ReactElement {
  const may = useMay('audit');
  return (
    <section className="card stack" aria-label="In figures">
      <dl className="figures">
        <div>
          <dt>For</dt>
          <dd>{AUDIENCE_WORDS[dossier.audience].name}</dd>
          <dd className="note">shown up to TLP:{dossier.tlp}</dd>
        </div>
        <div>
          <dt>Files</dt>
          <dd>{formatCount(dossier.files)}</dd>
          <dd className="note">{formatBytes(dossier.bytes)} as a zip</dd>
        </div>
        <div>
          <dt>Withheld</dt>
          <dd>{formatCount(dossier.withheld)}</dd>
          <dd className="note">{dossier.withheld === 0 ? 'nothing' : 'recorded in the dossier'}</dd>
        </div>
        <div>
          <dt>Witnesses</dt>
          <dd>{formatCount(dossier.cosigned)}</dd>
          <dd className="note">
            {dossier.cosigned === 0 ? 'nobody countersigned it' : formatPlural(dossier.cosigned, 'countersignature')}
          </dd>
        </div>
        <div>
          <dt>Time stamp</dt>
          <dd>{dossier.timestamped ? 'yes' : 'none'}</dd>
          <dd className="note">{dossier.timestamped ? 'by an authority (RFC 3161)' : 'no authority was configured'}</dd>
        </div>
      </dl>
      <dl className="facts">
        <dt>Built</dt>
        <dd className="break">
          <Moment at={dossier.at} /> by <code>{dossier.by}</code>
        </dd>
        <dt>Why</dt>
        <dd className="break">{dossier.reason}</dd>
        <dt>In the log</dt>
        <dd>
          {may ? (
            <Link to="/proof/leaves/$index" params={{ index: String(dossier.leaf) }}>
              leaf {dossier.leaf}
            </Link>
          ) : (
            `leaf ${dossier.leaf}`
          )}
        </dd>
        <dt>Manifest</dt>
        <dd className="row">
          <code className="break">{dossier.manifest}</code>
          <CopyButton value={dossier.manifest} what="the manifest’s hash" slim />
        </dd>
      </dl>
    </section>
  );
}
