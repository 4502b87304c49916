// SPDX-License-Identifier: Apache-2.0
import type { ReleaseDetail } from '@stillwatch/core/api';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import { oneOf } from '../../lib/search.ts';
import { RELEASE_WORDS } from '../../lib/sharing-words.ts';
import { Fetched } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';
import { TlpChip } from '../../parts/tlp-chip.tsx';
import { Copies } from './copies.tsx';
import { Leaves } from './leaves.tsx';
import { ReleaseActs } from './release-acts.tsx';
import { ReleaseFacts } from './release-facts.tsx';
import { StateChip } from './state-chip.tsx';

const TABS = [
  { tab: 'leaves', name: 'What leaves' },
  { tab: 'json', name: 'As JSON' },
  { tab: 'history', name: 'History and receipt' },
] as const;

/** One release: exactly what leaves, who agreed, and what may be done with it. */
export function ReleasePage(): ReactElement {
  const { id } = useParams({ from: '/framed/sharing/outbox/$id' });
  const release = useApi('getRelease', { params: { id } });
  return (
    <>
      {release.data === undefined ? <Title name="Release" /> : null}
      <Fetched query={release} lines={12}>
        {(detail) => <Body detail={detail} />}
      </Fetched>
    </>
  );
}

function Body({ detail }: { detail: ReleaseDetail }): ReactElement {
  const { release, preview, stale } = detail;
  const search = useSearch({ from: '/framed/sharing/outbox/$id' });
  const names = TABS.map(({ tab }) => tab);
  const tab = oneOf(search.tab, names) ?? 'leaves';
  return (
    <>
      <Title
        name={release.title}
        sign={
          <>
            <TlpChip tlp={release.tlp} />
            <StateChip words={RELEASE_WORDS[release.state]} />
          </>
        }
      >
        <p className="break">
          <Link to="/sharing/outbox">Outbox</Link> · {RELEASE_WORDS[release.state].about}
        </p>
      </Title>
      {stale ? (
        <section className="notice bad" aria-label="It has changed">
          <b>What would leave has changed since it was written or agreed to</b>
          <p>Shown is what would leave now. It has to be written anew, and agreed to anew, before it can leave.</p>
        </section>
      ) : null}
      <ReleaseFacts detail={detail} />
      <nav className="tabs" aria-label="Parts of this release">
        {TABS.map((entry) => (
          <Link
            key={entry.tab}
            to="/sharing/outbox/$id"
            params={{ id: release.id }}
            search={{ tab: entry.tab }}
            aria-current={tab === entry.tab ? 'page' : undefined}
          >
            {entry.name}
          </Link>
        ))}
      </nav>
      <div className="columns">
        <div className="stack">
          {tab === 'history' ? <Copies detail={detail} /> : <Leaves preview={preview} as={tab === 'json' ? 'json' : 'cards'} />}
        </div>
        <ReleaseActs detail={detail} />
      </div>
    </>
  );
}
