// SPDX-License-Identifier: Apache-2.0
import type { LogLeafDetail } from '@stillwatch/core/api';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { describeLeafKind } from '../../lib/leaf-kinds.ts';
import { Verbatim } from '../../parts/copy.tsx';
import { DownloadButton } from '../../parts/download-button.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Empty, Fetched } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';
import { Commitment } from './commitment.tsx';
import { Inclusion } from './inclusion.tsx';
import { PayloadChip } from './payload-chip.tsx';

/** What the address may name; the API takes no other. */
const INDEX = /^(0|[1-9]\d{0,14})$/;

export function LeafPage(): ReactElement {
  const { index } = useParams({ from: '/framed/proof/leaves/$index' });
  const may = useMay('audit');
  const valid = INDEX.test(index);
  const leaf = useApi('getLeaf', { params: { index } }, { enabled: may && valid });
  return (
    <>
      <Title name={valid ? `Leaf ${index}` : 'Leaf'} sign={<Signs detail={leaf.data} />}>
        <p>
          <Link to="/proof/leaves">Leaves of the log</Link>
          {leaf.data === undefined ? null : <> · records {describeLeafKind(leaf.data.leaf.kind)}</>}
        </p>
      </Title>
      {!may || !valid ? (
        <div className="card">
          <Empty title={may ? 'That is not the number of a leaf' : 'Leaves are for auditors'}>
            <p>{may ? 'Leaves are counted from 0.' : 'Reading them needs the auditor or admin role.'}</p>
          </Empty>
        </div>
      ) : (
        <Fetched query={leaf} lines={10}>
          {(detail) => <Body detail={detail} />}
        </Fetched>
      )}
    </>
  );
}

function Signs({ detail }: { detail: LogLeafDetail | undefined }): ReactElement | null {
  if (detail === undefined) return null;
  return (
    <>
      <span className="chip">{detail.leaf.kind}</span>
      <PayloadChip payload={detail.leaf.payload} />
      {detail.held ? <span className="chip warn">legal hold</span> : null}
    </>
  );
}

function Body({ detail }: { detail: LogLeafDetail }): ReactElement {
  const { leaf, inclusion } = detail;
  return (
    <>
      <nav className="row" aria-label="Neighbours in the log">
        <Neighbour index={leaf.index - 1} size={inclusion.size}>
          ← Before
        </Neighbour>
        <Neighbour index={leaf.index + 1} size={inclusion.size}>
          After →
        </Neighbour>
      </nav>
      <div className="halves">
        <section className="card stack" aria-labelledby="entry">
          <h2 id="entry">What the log holds</h2>
          <dl className="facts">
            <dt>When</dt>
            <dd>
              <Moment at={leaf.at} seconds />
            </dd>
            <dt>Who</dt>
            <dd>
              <Pseudonym name={leaf.actor} names={detail.names} />
            </dd>
            <dt>About</dt>
            <dd>{leaf.subject === null ? 'nobody' : <Pseudonym name={leaf.subject} names={detail.names} />}</dd>
            <dt>Commitment</dt>
            <dd>
              <code className="break">{leaf.commit}</code>
            </dd>
            <dt>Key of the act</dt>
            <dd>
              <code className="break">{leaf.key}</code> <span className="small quiet">the same act is recorded once</span>
            </dd>
          </dl>
          <h3>The leaf, byte for byte</h3>
          <Verbatim text={detail.entry} what="the leaf" />
        </section>
        <Commitment detail={detail} />
      </div>
      <Inclusion index={leaf.index} entry={detail.entry} inclusion={inclusion} />
      <section className="card stack" aria-labelledby="take">
        <h2 id="take">To check it elsewhere</h2>
        <p className="quiet">
          The proof has the way to the root and the newest checkpoint with its countersignatures (c2sp.org/tlog-proof). It is
          checked offline, with the policy from <Link to="/proof">Log health</Link>.
        </p>
        <DownloadButton operation="proveLeaf" params={{ index: String(leaf.index) }} name={`leaf-${leaf.index}.tlog-proof`}>
          Download .tlog-proof
        </DownloadButton>
      </section>
    </>
  );
}

function Neighbour({ index, size, children }: { index: number; size: number; children: string }): ReactElement {
  if (index < 0 || index >= size) {
    return (
      <span className="button slim" aria-disabled="true">
        {children}
      </span>
    );
  }
  return (
    <Link to="/proof/leaves/$index" params={{ index: String(index) }} className="button slim">
      {children}
    </Link>
  );
}

function Pseudonym({ name, names }: { name: string; names: Readonly<Record<string, string>> }): ReactElement {
  const known = Object.hasOwn(names, name) ? names[name] : undefined;
  return (
    <span className="break">
      {known === undefined ? null : <b>{known} </b>}
      <code>{name}</code>
    </span>
  );
}
