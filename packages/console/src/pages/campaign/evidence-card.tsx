// SPDX-License-Identifier: Apache-2.0
import type { EvidenceItem } from '@stillwatch/core/api';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useMay } from '../../api/session.ts';
import { chainOf, type CustodyStep, nameRetention } from '../../lib/custody.ts';
import { formatBytes, formatPlural } from '../../lib/format.ts';
import { CopyButton } from '../../parts/copy.tsx';
import { Hash } from '../../parts/hash.tsx';
import { PlaceHold } from '../../parts/hold-dialogs.tsx';
import { Moment } from '../../parts/moment.tsx';

const ORIGINS: Readonly<Record<EvidenceItem['origin'], string>> = {
  hunt: 'finding of a hunt',
  reveal: 'revealed text',
  dossier: 'dossier',
};
const KINDS: Readonly<Record<CustodyStep['kind'], string>> = { collected: 'collected', changed: 'transformed', seen: 'accessed' };

/** One item with its chain of custody, which opens. */
export function EvidenceCard({ item, open }: { item: EvidenceItem; open: boolean }): ReactElement {
  const retention = nameRetention(item);
  const navigate = useNavigate({ from: '/campaigns/$id' });
  return (
    <article className="card stack" aria-label={item.statement}>
      <div className="row apart">
        <h3 className="break">{item.statement}</h3>
        <div className="row">
          <span className="chip">{ORIGINS[item.origin]}</span>
          {item.held ? <span className="chip warn">legal hold</span> : null}
          {item.gone === null ? null : <span className="chip bad">{item.gone}</span>}
        </div>
      </div>
      <dl className="facts">
        <dt>SHA-256</dt>
        <dd className="row">
          <code className="break">{item.hash}</code>
          <CopyButton value={item.hash} what={`the hash of ${item.id}`} slim />
        </dd>
        <dt>Collected</dt>
        <dd className="break">
          <Moment at={item.at} /> by <code>{item.collector}</code>
        </dd>
        <dt>Size</dt>
        <dd>{formatBytes(item.bytes)}</dd>
        <dt>In the log</dt>
        <dd>
          <LeafLink leaf={item.leaf} />
        </dd>
        <dt>Retention</dt>
        <dd>
          {retention.text}
          {retention.until === null ? null : (
            <>
              {' '}
              <Moment at={retention.until} />
            </>
          )}
        </dd>
      </dl>
      <details
        open={open}
        onToggle={(event) => {
          const { open: opened } = event.currentTarget;
          if (opened !== open) {
            void navigate({
              search: (before) => ({ ...before, item: opened ? item.id : '' }),
              replace: true,
              resetScroll: false,
            });
          }
        }}
      >
        <summary>
          Chain of custody: {formatPlural(item.transformations.length, 'transformation')},{' '}
          {formatPlural(item.access.length, 'access', 'accesses')}
        </summary>
        <Chain item={item} />
      </details>
      <HoldButton item={item} />
    </article>
  );
}

function LeafLink({ leaf }: { leaf: number | null }): ReactElement {
  const may = useMay('audit');
  if (leaf === null) return <span className="quiet">its leaf is being written</span>;
  return may ? (
    <Link to="/proof/leaves/$index" params={{ index: String(leaf) }}>
      leaf {leaf}
    </Link>
  ) : (
    <span>leaf {leaf}</span>
  );
}

function Chain({ item }: { item: EvidenceItem }): ReactElement {
  return (
    <ol className="history custody">
      {chainOf(item).map((step) => (
        <li key={`${step.at} ${step.kind} ${step.what}`}>
          <span className="small quiet">
            <Moment at={step.at} short seconds />
          </span>
          <div>
            <p className="break">
              <b>{KINDS[step.kind]}</b> {step.what}
            </p>
            <p className="small quiet break">
              by <code>{step.by}</code>
              {step.hash === null ? null : (
                <>
                  {' '}
                  · <Hash value={step.hash} />
                </>
              )}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}

function HoldButton({ item }: { item: EvidenceItem }): ReactElement | null {
  const may = useMay('review');
  const [placing, setPlacing] = useState(false);
  if (!may || item.held || item.gone !== null) return null;
  return (
    <div>
      <button type="button" className="button slim" onClick={() => setPlacing(true)}>
        Place a hold…<span className="unseen"> on {item.statement}</span>
      </button>
      {placing ? (
        <PlaceHold target={{ kind: 'evidence', id: item.id }} name={item.statement} close={() => setPlacing(false)} />
      ) : null}
    </div>
  );
}
