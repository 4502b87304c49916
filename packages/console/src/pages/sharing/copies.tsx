// SPDX-License-Identifier: Apache-2.0
import type { ReleaseDetail } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMay } from '../../api/session.ts';
import { formatBytes } from '../../lib/format.ts';
import { DownloadButton } from '../../parts/download-button.tsx';
import { Hash } from '../../parts/hash.tsx';
import { Moment } from '../../parts/moment.tsx';

/** What happened to it, its receipt in the log, and each recipient's copy. */
export function Copies({ detail: { release, copies } }: { detail: ReleaseDetail }): ReactElement {
  const names = new Map(release.recipients.map(({ id, name, person }) => [id, person ?? name]));
  const may = useMay('release');
  const audits = useMay('audit');
  return (
    <>
      <section className="card stack" aria-labelledby="receipt">
        <h2 id="receipt">Receipt</h2>
        {release.leaf === null ? (
          <p className="quiet">
            It has not left. When it does, the log gets a receipt: what left, to whom, on what basis, and who agreed.
          </p>
        ) : (
          <p>
            Leaf{' '}
            {audits ? (
              <Link to="/proof/leaves/$index" params={{ index: String(release.leaf) }}>
                {release.leaf}
              </Link>
            ) : (
              <b>{release.leaf}</b>
            )}{' '}
            of the log proves what left, to whom, on what basis, and who agreed; it repeats none of it.
            {audits ? '' : ' Reading the leaf needs the auditor or admin role.'}
          </p>
        )}
      </section>
      <section className="card stack" aria-labelledby="copies">
        <h2 id="copies">Copies</h2>
        {copies.length === 0 ? (
          <p className="quiet">There is none{release.leaf === null ? ' before it leaves, or while something stops it' : ''}.</p>
        ) : (
          <ul className="plain-list">
            {copies.map(({ recipient, watermark, sha256, bytes }) => (
              <li key={recipient} className="stack tight">
                <b className="break">{names.get(recipient) ?? recipient}</b>
                <dl className="facts small">
                  <dt>Its own id</dt>
                  <dd>
                    <code className="break">{watermark}</code> <span className="quiet">tells this copy from all others</span>
                  </dd>
                  <dt>SHA-256</dt>
                  <dd>
                    <Hash value={sha256} whole />
                  </dd>
                  <dt>Size</dt>
                  <dd>{formatBytes(bytes)}</dd>
                </dl>
                {!may || release.state !== 'released' ? null : (
                  <DownloadButton
                    operation="downloadRelease"
                    params={{ id: release.id, recipient }}
                    name={`${watermark}.stix.json`}
                  >
                    Download this copy<span className="unseen"> for {names.get(recipient) ?? recipient}</span>
                  </DownloadButton>
                )}
              </li>
            ))}
          </ul>
        )}
        {may && release.state === 'released' ? (
          <p className="small quiet">For handing it over by file, as TLP:RED is. Every download is recorded.</p>
        ) : null}
      </section>
      <section className="card stack" aria-labelledby="history">
        <h2 id="history">History</h2>
        <ol className="history">
          {release.history.map(({ at, by, what, reason }) => (
            <li key={`${at} ${what}`}>
              <Moment at={at} short />
              <span className="break">
                <b>{what}</b> by {by}
                {reason === null ? '' : `: “${reason}”`}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}
