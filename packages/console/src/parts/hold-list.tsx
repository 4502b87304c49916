// SPDX-License-Identifier: Apache-2.0
import type { Hold, HoldTarget } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { usePages } from '../api/queries.ts';
import { useMay, useSession } from '../api/session.ts';
import { holdsOn, refuseLift } from '../lib/custody.ts';
import { LiftHold, PlaceHold } from './hold-dialogs.tsx';
import { Moment } from './moment.tsx';
import { ProblemNote } from './problem-note.tsx';
import { Skeleton } from './states.tsx';

/** Legal holds that stand on something and on what belongs to it, with what the reader may do about them. */
export function HoldList({
  target,
  name,
  also = [],
}: {
  target: HoldTarget;
  name: string;
  also?: readonly HoldTarget[];
}): ReactElement {
  const pages = usePages('listHolds', { query: { limit: 1000 } });
  const may = useMay('review');
  const [placing, setPlacing] = useState(false);
  const standing = holdsOn(pages.items, [target, ...also]);
  return (
    <section className="card stack" aria-labelledby="holds">
      <div className="row apart">
        <h2 id="holds">Legal holds</h2>
        {may ? (
          <button type="button" className="button" onClick={() => setPlacing(true)}>
            Place a hold on this {target.kind}
          </button>
        ) : (
          <span className="small quiet">Placing one needs the analyst or approver role.</span>
        )}
      </div>
      {pages.isPending ? <Skeleton lines={2} /> : null}
      {pages.error === null ? null : <ProblemNote error={pages.error} retry={pages.retry} />}
      {pages.isPending || pages.error !== null ? null : standing.length === 0 ? (
        <p className="quiet">None stands. What is here goes when its retention ends, or when somebody erases it.</p>
      ) : (
        <ul className="plain-list">
          {standing.map((hold) => (
            <li key={hold.id}>
              <HoldLine hold={hold} />
            </li>
          ))}
        </ul>
      )}
      {pages.more ? (
        <div>
          <button type="button" className="button" disabled={pages.fetching} onClick={pages.fetchMore}>
            Look through older holds
          </button>
        </div>
      ) : null}
      {placing ? <PlaceHold target={target} name={name} close={() => setPlacing(false)} /> : null}
    </section>
  );
}

/** One hold, with a way to lift it or why there is none. */
export function HoldLine({ hold }: { hold: Hold }): ReactElement {
  return (
    <div className="hold">
      <div className="stack tight">
        <p className="break">“{hold.reason}”</p>
        <p className="small quiet break">
          On the {hold.target.kind} <HeldLink target={hold.target} />, by {hold.by}, <Moment at={hold.at} />
        </p>
        {hold.liftedAt === null ? null : (
          <p className="small break">
            <span className="chip">lifted</span> by {hold.liftedBy}, <Moment at={hold.liftedAt} />: “{hold.liftReason}”
          </p>
        )}
      </div>
      {hold.liftedAt === null ? <LiftButton hold={hold} /> : null}
    </div>
  );
}

function HeldLink({ target: { kind, id } }: Pick<Hold, 'target'>): ReactElement {
  const name = <code>{id}</code>;
  if (kind === 'campaign') {
    return (
      <Link to="/campaigns/$id" params={{ id }} search={{ tab: 'evidence' }}>
        {name}
      </Link>
    );
  }
  if (kind === 'dossier') {
    return (
      <Link to="/dossiers/$id" params={{ id }} search={{ tab: 'custody' }}>
        {name}
      </Link>
    );
  }
  if (kind === 'account') {
    return (
      <Link to="/accounts/$account" params={{ account: id }}>
        {name}
      </Link>
    );
  }
  return name;
}

function LiftButton({ hold }: { hold: Hold }): ReactElement {
  const { user, permissions } = useSession();
  const [lifting, setLifting] = useState(false);
  const refused = refuseLift(hold, user, permissions);
  if (refused !== null) return <p className="small quiet">{refused}</p>;
  return (
    <>
      <button type="button" className="button slim" onClick={() => setLifting(true)}>
        Lift…<span className="unseen"> the hold on {hold.target.id}</span>
      </button>
      {lifting ? <LiftHold hold={hold} close={() => setLifting(false)} /> : null}
    </>
  );
}
