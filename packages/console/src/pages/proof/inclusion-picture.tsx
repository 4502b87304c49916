// SPDX-License-Identifier: Apache-2.0
import type { LogLeafDetail } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { formatCount } from '../../lib/format.ts';
import { formatCover, pathOf } from '../../lib/inclusion.ts';

type Side = 'left' | 'right';
const AT: Readonly<Record<Side | 'middle', number>> = { left: 25, middle: 50, right: 75 };
const OTHER = { left: 'right', right: 'left' } as const;

/** The tree's part that matters: each pair with what both hash to, the leaf at the bottom and the root on top. */
export function InclusionPicture({
  index,
  inclusion,
  shown,
}: {
  index: number;
  inclusion: LogLeafDetail['inclusion'];
  shown: number;
}): ReactElement {
  const { steps, leafHash, root, size, holds } = inclusion;
  const path = pathOf(index, size);
  const place = (i: number): Side | 'middle' => (steps[i] === undefined ? 'middle' : OTHER[steps[i].side]);
  const label = `Picture: ${steps.length} hashes lead from leaf ${index} to the root of ${size}; the list beside it says the same.`;
  return (
    <div className="tree" role="img" aria-label={label}>
      {steps.slice(0, shown + 1).map(({ sibling, side }, i) => {
        const reached = {
          kind: i === 0 ? 'own' : 'reached',
          name: i === 0 ? `leaf ${index}` : formatCover(path[i - 1]?.result ?? { from: index, to: index }),
          hash: i === 0 ? leafHash : steps[i - 1]!.result,
        };
        // What is not reached yet stands without its sibling.
        const other =
          i < shown ? { kind: 'sibling', name: formatCover(path[i]?.sibling ?? { from: 0, to: 0 }), hash: sibling } : null;
        const [left, right] = side === 'left' ? [other, reached] : [reached, other];
        return (
          <div key={`${i} ${sibling}`} className="tree-level">
            {i < shown ? <Lines side={side} to={place(i + 1)} /> : null}
            <div className="tree-pair">
              {left === null ? <span /> : <Node {...left} />}
              {right === null ? <span /> : <Node {...right} />}
            </div>
          </div>
        );
      })}
      {shown === steps.length ? (
        <div className="tree-root">
          <Node kind={holds ? 'root' : 'wrong'} name={`root of ${formatCount(size)}`} hash={root} />
        </div>
      ) : null}
    </div>
  );
}

function Node({ kind, name, hash }: { kind: string; name: string; hash: string }): ReactElement {
  return (
    <span className={`tree-node ${kind}`} title={hash}>
      <span>{name}</span>
      <code>{hash.slice(0, 8)}…</code>
    </span>
  );
}

/** From both of a pair to what they hash to; the way itself is drawn stronger. */
function Lines({ side, to }: { side: Side; to: Side | 'middle' }): ReactElement {
  return (
    <svg className="tree-lines" viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <path d={`M${AT[side]} 24 L${AT[to]} 0`} className="faint" vectorEffect="non-scaling-stroke" />
      <path d={`M${AT[OTHER[side]]} 24 L${AT[to]} 0`} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
