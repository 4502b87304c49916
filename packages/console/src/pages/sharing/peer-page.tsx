// SPDX-License-Identifier: Apache-2.0
import type { PeerDetail } from '@stillwatch/core/api';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import { formatCount, formatPercent } from '../../lib/format.ts';
import { PEER_KIND_WORDS, PEER_WORDS } from '../../lib/sharing-words.ts';
import { Ago, Moment } from '../../parts/moment.tsx';
import { Fetched } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';
import { PeerActions } from './peer-actions.tsx';
import { PeerCredential } from './peer-credential.tsx';
import { PeerKeys } from './peer-keys.tsx';
import { PullNow } from './pull-now.tsx';
import { Pulls } from './pulls.tsx';
import { Quarantine } from './quarantine.tsx';
import { ReliabilityCard } from './reliability-card.tsx';
import { StateChip } from './state-chip.tsx';
import { Throttle } from './throttle.tsx';

/** One partner: whether it answers, how far it can be relied on, what it may, and how it is changed. */
export function PeerPage(): ReactElement {
  const { id } = useParams({ from: '/framed/sharing/peers/$id' });
  const peer = useApi('getPeer', { params: { id } }, { refetchInterval: 60_000 });
  return (
    <>
      {peer.data === undefined ? <Title name="Partner" /> : null}
      <Fetched query={peer} lines={12}>
        {(detail) => <Body detail={detail} />}
      </Fetched>
    </>
  );
}

function Body({ detail }: { detail: PeerDetail }): ReactElement {
  const { peer, plot, pulls } = detail;
  return (
    <>
      <Title name={peer.name} sign={<StateChip words={PEER_WORDS[peer.state]} />} actions={<PullNow peer={peer} />}>
        <p className="break">
          <Link to="/sharing/peers">Peers</Link> · {PEER_KIND_WORDS[peer.kind]} · signs as <b>{peer.organisation}</b>
        </p>
      </Title>
      <Quarantine detail={detail} />
      <Throttle detail={detail} />
      {peer.problem === null || peer.throttle !== null ? null : (
        <section className="notice warn" aria-label="What went wrong">
          <b>The last pull went wrong</b>
          <p className="break">{peer.problem}</p>
          {peer.lastSuccess === null ? null : (
            <p className="small quiet">
              What it says is as of <Moment at={peer.lastSuccess} />.
            </p>
          )}
        </section>
      )}
      <section className="card stack" aria-label="In figures">
        <dl className="figures">
          <div>
            <dt>Reliability, at least</dt>
            <dd>{formatPercent(peer.reliability.value)}</dd>
            <dd className="note">in 19 cases of 20</dd>
          </div>
          <div>
            <dt>Reports that were right</dt>
            <dd>{formatCount(Math.round(peer.reliability.confirmed))}</dd>
            <dd className="note">wrong: {formatCount(Math.round(peer.reliability.refuted))}</dd>
          </div>
          <div>
            <dt>Assertions received</dt>
            <dd>{formatCount(peer.received)}</dd>
          </div>
          <div>
            <dt>Last pull</dt>
            <dd>{peer.lastPull === null ? 'never' : <Ago at={peer.lastPull} />}</dd>
            <dd className="note">
              {peer.lastSuccess === null ? (
                'never went well'
              ) : (
                <>
                  went well <Ago at={peer.lastSuccess} />
                </>
              )}
            </dd>
          </div>
        </dl>
        <p>
          <Link to="/sharing" search={{ source: peer.organisation }}>
            What it says, in the inbox
          </Link>
        </p>
      </section>
      <div className="halves">
        <ReliabilityCard plot={plot} />
        <Pulls pulls={pulls} />
      </div>
      <div className="halves">
        <PeerKeys detail={detail} />
        <PeerCredential peer={peer} />
      </div>
      <PeerActions detail={detail} />
    </>
  );
}
