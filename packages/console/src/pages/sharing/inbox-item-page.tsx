// SPDX-License-Identifier: Apache-2.0
import type { InboxDetail } from '@stillwatch/core/api';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import { ANSWERS } from '../../lib/answer-about.ts';
import { formatKind } from '../../lib/format.ts';
import { oneOf } from '../../lib/search.ts';
import { INBOX_WORDS, PAP_WORDS } from '../../lib/sharing-words.ts';
import { Verbatim } from '../../parts/copy.tsx';
import { Fetched } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';
import { TlpChip } from '../../parts/tlp-chip.tsx';
import { Answer } from './answer.tsx';
import { Answers } from './answers.tsx';
import { Claims } from './claims.tsx';
import { Decide } from './decide.tsx';
import { Impact } from './impact.tsx';
import { ItemFacts } from './item-facts.tsx';
import { ObjectGraph } from './object-graph.tsx';
import { StateChip } from './state-chip.tsx';
import { Trust } from './trust.tsx';

const TABS = [
  { tab: 'why', name: 'Trust and impact' },
  { tab: 'objects', name: 'Objects' },
  { tab: 'json', name: 'As JSON' },
] as const;

export function InboxItemPage(): ReactElement {
  const { id } = useParams({ from: '/framed/sharing/inbox/$id' });
  const found = useApi('getInboxItem', { params: { id } });
  return (
    <>
      {found.data === undefined ? <Title name="Received intelligence" /> : null}
      <Fetched query={found} lines={12}>
        {(detail) => <Body detail={detail} />}
      </Fetched>
    </>
  );
}

function Body({ detail }: { detail: InboxDetail }): ReactElement {
  const { item } = detail;
  const search = useSearch({ from: '/framed/sharing/inbox/$id' });
  const names = TABS.map(({ tab }) => tab);
  const tab = oneOf(search.tab, names) ?? 'why';
  const isAnswer = ANSWERS.includes(item.type);
  return (
    <>
      <Title
        name={item.name}
        sign={
          <>
            <TlpChip tlp={item.tlp} />
            {item.pap === null ? null : (
              <span className="chip" title={PAP_WORDS[item.pap]}>
                PAP:{item.pap}
              </span>
            )}
            <StateChip words={INBOX_WORDS[item.state]} />
          </>
        }
      >
        <p className="break">
          <Link to="/sharing">Inbox</Link> · {formatKind(item.type)} · <code>{item.id}</code>
        </p>
      </Title>
      {item.description === '' ? null : <p className="break">{item.description}</p>}
      {isAnswer ? <Answer detail={detail} /> : <ItemFacts item={item} />}
      <nav className="tabs" aria-label="Parts of this item">
        {TABS.map((entry) => (
          <Link
            key={entry.tab}
            to="/sharing/inbox/$id"
            params={{ id: item.id }}
            search={{ tab: entry.tab }}
            aria-current={tab === entry.tab ? 'page' : undefined}
          >
            {isAnswer && entry.tab === 'why' ? 'Who says so' : entry.name}
          </Link>
        ))}
      </nav>
      {tab === 'why' ? (
        <>
          {isAnswer ? null : (
            <div className="halves">
              <Trust item={item} />
              <Impact detail={detail} />
            </div>
          )}
          <Claims claims={item.claims} lineages={item.lineages} />
          {isAnswer ? null : (
            <div className="halves">
              <Decide item={item} />
              <Answers answers={detail.answers} />
            </div>
          )}
        </>
      ) : null}
      {tab === 'objects' ? <ObjectGraph detail={detail} /> : null}
      {tab === 'json' ? (
        <section className="card stack" aria-labelledby="bundle">
          <h2 id="bundle">The objects as they were received</h2>
          <p className="quiet">Only what you may read of them. What others of this node may read besides is not counted here.</p>
          <Verbatim text={detail.bundle} what="the objects as JSON" />
        </section>
      ) : null}
    </>
  );
}
