// SPDX-License-Identifier: Apache-2.0
import type { ReleaseDetail, ReleaseRecipient } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { PAP_WORDS, PEER_KIND_WORDS } from '../../lib/sharing-words.ts';
import { TLP_WORDS } from '../../lib/tlp.ts';
import { Hash } from '../../parts/hash.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Basis } from './basis.tsx';
import { CampaignLink } from './campaign-link.tsx';

/** What a reviewer agrees to besides the content: for whom, under what, from when. */
export function ReleaseFacts({ detail: { release, request } }: { detail: ReleaseDetail }): ReactElement {
  return (
    <section className="card" aria-label="For whom, and under what">
      <dl className="facts">
        <dt>For</dt>
        <dd>
          {release.recipients.length === 0 ? (
            'nobody yet'
          ) : (
            <ul>
              {release.recipients.map((recipient) => (
                <li key={recipient.id}>
                  <Recipient recipient={recipient} />
                </li>
              ))}
            </ul>
          )}
        </dd>
        <dt>They may show it to</dt>
        <dd>
          {TLP_WORDS[release.tlp]}
          {release.group === null ? '' : `; limited to the group ${release.group}`}
        </dd>
        {request.pap === null ? null : (
          <>
            <dt>They may use it for</dt>
            <dd>
              PAP:{request.pap}: {PAP_WORDS[request.pap]}
            </dd>
          </>
        )}
        <dt>Legal basis</dt>
        <dd>
          <Basis basis={release.legalBasis} />
        </dd>
        <dt>Embargo</dt>
        <dd>
          {release.embargoUntil === null ? (
            'none'
          ) : (
            <>
              does not leave before <Moment at={release.embargoUntil} />
            </>
          )}
        </dd>
        <dt>Counts for</dt>
        <dd>
          {request.validDays} days, at a confidence of {request.confidence} of 100
          {request.licence === null ? '' : `; licence ${request.licence}`}
        </dd>
        <dt>From campaign</dt>
        <dd>
          <CampaignLink id={release.campaign} />
        </dd>
        <dt>Written</dt>
        <dd>
          by {release.author.name}, <Moment at={release.createdAt} />
        </dd>
        <dt>Digest</dt>
        <dd>
          <Hash value={release.digest} /> <span className="small quiet">of all that is agreed to</span>
        </dd>
      </dl>
    </section>
  );
}

function Recipient({ recipient: { name, person, kind } }: { recipient: ReleaseRecipient }): ReactElement {
  return (
    <span className="break">
      {person === null ? <b>{name}</b> : <b>{person}</b>}
      <span className="quiet">
        {person === null ? '' : `, ${name}`} ({PEER_KIND_WORDS[kind]})
      </span>
    </span>
  );
}
