// SPDX-License-Identifier: Apache-2.0
import type { InboxDetail } from '@stillwatch/core/api';
import { type ReactElement, useMemo } from 'react';
import { ATTACK_PATTERNS } from '../../lib/attack-patterns.ts';
import { formatKind, formatPlural } from '../../lib/format.ts';
import { layOutObjects, NODE_HEIGHT, NODE_WIDTH, type PlacedNode } from '../../lib/object-layout.ts';
import { TlpChip } from '../../parts/tlp-chip.tsx';

const LONGEST = 23;

/** A name that fits its box. What has no name but a hash is told apart by the hash's beginning. */
function shorten(name: string): string {
  if (/^[0-9a-f]{32,}$/.test(name)) return `${name.slice(0, 12)}…`;
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
}

/** The objects and how they hang together: a drawing, and the same as lists. */
export function ObjectGraph({ detail }: { detail: InboxDetail }): ReactElement {
  const { objects, edges, item } = detail;
  const drawing = useMemo(() => layOutObjects({ objects, edges }, item.id), [objects, edges, item.id]);
  const names = new Map([...ATTACK_PATTERNS, ...objects.map(({ id, name }) => [id, name] as const)]);
  return (
    <section className="card stack" aria-labelledby="objects">
      <header>
        <h2 id="objects">The objects, and how they hang together</h2>
        <span className="small quiet">
          {formatPlural(objects.length, 'object')}, {formatPlural(edges.length, 'relation')} that you may read
        </span>
      </header>
      {objects.length === 0 ? <p>No object of it is left that you may read.</p> : <Drawing drawing={drawing} root={item.id} />}
      <details>
        <summary className="small">As lists</summary>
        <div className="stack">
          <ul className="plain-list small">
            {objects.map(({ id, type, name, tlp, revoked }) => (
              <li key={id} className="row">
                <TlpChip tlp={tlp} />
                <b className="break">{name}</b>
                <span className="quiet">{formatKind(type)}</span>
                {revoked ? <span className="chip warn">withdrawn</span> : null}
                <code className="break">{id}</code>
              </li>
            ))}
          </ul>
          <ul className="plain-list small">
            {edges.map(({ from, to, type }) => (
              <li key={`${from} ${type} ${to}`} className="break">
                {names.get(from) ?? from} <b>{formatKind(type)}</b> {names.get(to) ?? to}
              </li>
            ))}
          </ul>
        </div>
      </details>
    </section>
  );
}

function Drawing({ drawing, root }: { drawing: ReturnType<typeof layOutObjects>; root: string }): ReactElement {
  const { width, height, nodes, edges } = drawing;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="object-graph" tabIndex={0} aria-label="Drawing of the objects; the same is there as lists">
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true" focusable="false">
        <defs>
          <marker id="object-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">
            <path d="M0 0L8 4L0 8Z" />
          </marker>
        </defs>
        {edges.map(({ from, to, type, path, x, y }) => (
          <g key={`${from} ${type} ${to}`} className="edge">
            <path d={path} markerEnd="url(#object-arrow)" />
            <text x={x} y={y - 4} textAnchor="middle">
              {formatKind(type)}
            </text>
          </g>
        ))}
        {nodes.map((node) => (
          <Box key={node.id} node={node} isRoot={node.id === root} />
        ))}
      </svg>
    </section>
  );
}

function Box({ node: { x, y, type, name, count, revoked }, isRoot }: { node: PlacedNode; isRoot: boolean }): ReactElement {
  const kind = `${formatKind(type)}${revoked ? ', withdrawn' : ''}`;
  return (
    <g className={['node', isRoot ? 'root' : '', revoked ? 'revoked' : ''].join(' ').trim()} transform={`translate(${x} ${y})`}>
      <title>{name}</title>
      {count > 1 ? <rect x="4" y="4" width={NODE_WIDTH} height={NODE_HEIGHT} rx="7" /> : null}
      <rect width={NODE_WIDTH} height={NODE_HEIGHT} rx="7" />
      <text className="kind" x="10" y="17">
        {kind}
      </text>
      <text x="10" y="35">
        {shorten(name)}
      </text>
    </g>
  );
}
