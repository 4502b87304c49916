// SPDX-License-Identifier: Apache-2.0
import type { LogLeafDetail } from '@stillwatch/core/api';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatCount, formatPlural } from '../../lib/format.ts';
import { formatCover, pathOf } from '../../lib/inclusion.ts';
import { Hash } from '../../parts/hash.tsx';
import { InclusionPicture } from './inclusion-picture.tsx';
import { useRecomputed } from './use-recomputed.ts';

/** How a leaf leads to the root, drawn and in words, and computed again right here. */
export function Inclusion({
  index,
  entry,
  inclusion,
}: {
  index: number;
  entry: string;
  inclusion: LogLeafDetail['inclusion'];
}): ReactElement {
  const { steps, size } = inclusion;
  const search = useSearch({ from: '/framed/proof/leaves/$index' });
  const navigate = useNavigate({ from: '/proof/leaves/$index' });
  const wanted = search.step === undefined ? steps.length : Number(search.step);
  const shown = Number.isInteger(wanted) ? Math.max(0, Math.min(steps.length, wanted)) : steps.length;
  const show = (step: number) =>
    void navigate({ search: step === steps.length ? {} : { step: String(step) }, replace: true, resetScroll: false });
  return (
    <section className="card stack" aria-labelledby="inclusion">
      <div className="row apart">
        <h2 id="inclusion">The way to the root</h2>
        {steps.length === 0 ? null : (
          <div className="row" role="group" aria-label="Steps of the way">
            <button type="button" className="button slim" disabled={shown === 0} onClick={() => show(0)}>
              From the start
            </button>
            <button type="button" className="button slim" disabled={shown === 0} onClick={() => show(shown - 1)}>
              Step back
            </button>
            <button type="button" className="button slim" disabled={shown === steps.length} onClick={() => show(shown + 1)}>
              Next step
            </button>
            <button type="button" className="button slim" disabled={shown === steps.length} onClick={() => show(steps.length)}>
              All
            </button>
          </div>
        )}
      </div>
      <p className="quiet">
        The log has {formatPlural(size, 'leaf', 'leaves')}. Put together with{' '}
        {formatPlural(steps.length, 'other hash', 'other hashes')}, this one’s gives the root, which the log signs and its
        witnesses countersign. Changing one bit of any leaf would change the root.
      </p>
      <Checked index={index} entry={entry} inclusion={inclusion} />
      <div className="way">
        <InclusionPicture index={index} inclusion={inclusion} shown={shown} />
        <Words index={index} inclusion={inclusion} shown={shown} />
      </div>
    </section>
  );
}

function Checked(props: { index: number; entry: string; inclusion: LogLeafDetail['inclusion'] }): ReactElement {
  const found = useRecomputed(props.index, props.entry, props.inclusion);
  const { holds, steps } = props.inclusion;
  if (!holds) {
    return (
      <div className="notice bad" role="status">
        <b>It does not lead to the root</b>
        <p>The node itself says so: its log does not prove itself. Audit it, and see the alarms under Log health.</p>
      </div>
    );
  }
  if (found === null) return <p role="status">This browser computes it again…</p>;
  if (found === 'unable') {
    return (
      <p className="notice" role="status">
        The node says that it holds. This browser computes hashes over HTTPS or on the node’s own machine only, so it could not
        check that itself.
      </p>
    );
  }
  if (!found.holds) {
    const { wrongAt } = found;
    return (
      <div className="notice bad" role="status">
        <b>This browser does not come to the same root</b>
        <p>
          {wrongAt === null || wrongAt >= steps.length
            ? 'The last hash is not the root that the node names.'
            : wrongAt < 0
              ? 'The leaf does not have the hash that the node names.'
              : `Step ${wrongAt + 1} gives another hash than the node names.`}{' '}
          Do not rely on it.
        </p>
      </div>
    );
  }
  return (
    <div className="notice good" role="status">
      <b>It holds</b>
      <p>This browser computed {formatPlural(steps.length + 1, 'hash', 'hashes')} itself, from the leaf’s bytes to the root.</p>
    </div>
  );
}

function Words({
  index,
  inclusion,
  shown,
}: {
  index: number;
  inclusion: LogLeafDetail['inclusion'];
  shown: number;
}): ReactElement {
  const path = pathOf(index, inclusion.size);
  return (
    <ol className="way-words" aria-label="The way in words">
      <li>
        <b>Start.</b> The leaf’s own hash: <Hash value={inclusion.leafHash} />
      </li>
      {inclusion.steps.slice(0, shown).map(({ sibling, side, result }, i) => (
        <li key={result}>
          <b>Step {formatCount(i + 1)}.</b> {side === 'left' ? 'To its left' : 'To its right'} comes the hash of{' '}
          {path[i] === undefined ? 'a sibling' : formatCover(path[i].sibling)}, <Hash value={sibling} />; hashed together:{' '}
          <Hash value={result} />
        </li>
      ))}
      {shown === inclusion.steps.length ? (
        <li>
          <b>Root.</b> <Hash value={inclusion.root} />
          {inclusion.holds ? ', the same.' : ', which is another.'}
        </li>
      ) : null}
    </ol>
  );
}
