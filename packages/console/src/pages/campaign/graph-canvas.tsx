// SPDX-License-Identifier: Apache-2.0
// The library's types know only its default export.
// oxlint-disable-next-line import/no-named-as-default
import Graph from 'graphology';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { Sigma } from 'sigma';
import type { Family } from '../../lib/families.ts';
import { type AccountGraph, placeStart } from '../../lib/graph.ts';
import { useTheme } from '../../lib/preferences.ts';
import { useDarkness } from '../../parts/use-darkness.ts';
import type { LayoutRequest } from './layout.worker.ts';

interface Props {
  readonly graph: AccountGraph;
  readonly nameOf: (index: number) => string;
  readonly hidden: ReadonlySet<Family>;
  readonly select: (index: number) => void;
}

type NodeLook = { x: number; y: number; size: number; color: string; label: string };
type EdgeLook = { size: number; color: string; label: string };

/** The drawing: positions arrive from a worker, the rest is sigma’s. Where there is no WebGL it says so. */
export function GraphCanvas({ graph, nameOf, hidden, select }: Props): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const dark = useDarkness(useTheme()[0]);
  const [failed, setFailed] = useState(false);
  const [placed, setPlaced] = useState(false);
  const call = useRef(select);
  call.current = select;

  useEffect(() => {
    const element = place.current!;
    const style = getComputedStyle(element);
    const color = (name: string) => style.getPropertyValue(name).trim();
    const drawing = draw(graph, nameOf, hidden, color);
    let sigma: Sigma<NodeLook, EdgeLook>;
    try {
      sigma = new Sigma<NodeLook, EdgeLook>(drawing, element, {
        settings: {
          // A container may be hidden for a moment, by a tab or a print.
          allowInvalidContainer: true,
          gestureTarget: 'shared',
          renderEdgeLabels: false,
          labelRenderedSizeThreshold: 14,
          stagePadding: 24,
          minEdgeThickness: 0.6,
        },
        styles: {
          nodes: {
            x: { attribute: 'x' },
            y: { attribute: 'y' },
            size: { attribute: 'size' },
            color: { attribute: 'color' },
            label: { attribute: 'label' },
            labelColor: color('--ink'),
            labelFont: style.fontFamily,
            backdropColor: color('--surface'),
            cursor: 'pointer',
          },
        },
      });
    } catch {
      setFailed(true);
      return;
    }
    sigma.on('clickNode', ({ node }) => call.current(Number(node)));
    const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Float32Array>) => {
      graph.nodes.forEach(({ index }, i) => drawing.mergeNodeAttributes(index, { x: data[2 * i]!, y: data[2 * i + 1]! }));
      sigma.refresh();
      setPlaced(true);
      worker.terminate();
    });
    worker.postMessage(asked(graph));
    return () => {
      worker.terminate();
      sigma.kill();
    };
  }, [graph, nameOf, hidden, dark]);

  if (failed) return <p className="notice">This browser has no WebGL 2, which the drawing needs. The links are listed below.</p>;
  return <div className="graph" ref={place} data-placed={placed} aria-hidden="true" />;
}

function draw(
  graph: AccountGraph,
  nameOf: (index: number) => string,
  hidden: ReadonlySet<Family>,
  color: (name: string) => string,
): Graph<NodeLook, EdgeLook> {
  const drawing = new Graph<NodeLook, EdgeLook>({ type: 'undirected' });
  const start = placeStart(graph.nodes.length);
  const most = Math.max(1, ...graph.nodes.map(({ bits }) => bits));
  const base = graph.nodes.length > 300 ? 2 : 3.5;
  graph.nodes.forEach(({ index, bits }, i) =>
    drawing.addNode(index, {
      x: start[2 * i]!,
      y: start[2 * i + 1]!,
      size: base + 5 * Math.sqrt(bits / most),
      color: color('--ink'),
      label: nameOf(index),
    }),
  );
  for (const { a, b, bits, family, families } of graph.edges) {
    if (a === b || families.every((name) => hidden.has(name))) continue;
    drawing.mergeEdge(a, b, { size: 0.5 + Math.min(2.5, bits / 6), color: color(`--f-${family}`), label: families.join(', ') });
  }
  return drawing;
}

function asked(graph: AccountGraph): LayoutRequest {
  const position = new Map(graph.nodes.map(({ index }, i) => [index, i]));
  return { nodes: graph.nodes.length, edges: graph.edges.map(({ a, b, bits }) => [position.get(a)!, position.get(b)!, bits]) };
}
