// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { Sigma } from 'sigma';
import type { Family } from '../../lib/families.ts';
import type { AccountGraph } from '../../lib/graph.ts';
import { useTheme } from '../../lib/preferences.ts';
import { useDarkness } from '../../parts/use-darkness.ts';
import { drawEdges, drawNodes, type EdgeLook, type NodeLook } from './graph-drawing.ts';
import type { LayoutRequest } from './layout.worker.ts';

interface Props {
  readonly graph: AccountGraph;
  readonly nameOf: (index: number) => string;
  readonly hidden: ReadonlySet<Family>;
  readonly select: (index: number) => void;
}

/** The drawing: positions arrive from a worker, the rest is sigma’s. Where there is no WebGL it says so. */
export function GraphCanvas({ graph, nameOf, hidden, select }: Props): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const dark = useDarkness(useTheme()[0]);
  const [failed, setFailed] = useState(false);
  const [placed, setPlaced] = useState(false);
  const call = useRef(select);
  call.current = select;
  /** Places of a graph that were found once: another theme does not move anybody. */
  const known = useRef<{ graph: AccountGraph; places: Float32Array } | null>(null);
  const shown = useRef<{ hidden: ReadonlySet<Family>; show: (hidden: ReadonlySet<Family>) => void } | null>(null);
  const wanted = useRef(hidden);
  wanted.current = hidden;

  useEffect(() => {
    const element = place.current!;
    const style = getComputedStyle(element);
    const color = (name: string) => style.getPropertyValue(name).trim();
    const drawing = drawNodes(graph, nameOf, color);
    drawEdges(drawing, graph, wanted.current, color);
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
    shown.current = {
      hidden: wanted.current,
      show(next) {
        drawing.clearEdges();
        drawEdges(drawing, graph, next, color);
      },
    };
    const move = (places: Float32Array): void => {
      known.current = { graph, places };
      graph.nodes.forEach(({ index }, i) => drawing.mergeNodeAttributes(index, { x: places[2 * i]!, y: places[2 * i + 1]! }));
      sigma.refresh();
      setPlaced(true);
    };
    const stop = known.current?.graph === graph ? move(known.current.places) : placeAway(graph, move);
    return () => {
      stop?.();
      shown.current = null;
      sigma.kill();
    };
  }, [graph, nameOf, dark]);

  // Links are taken out of the drawing and put back; nobody is placed anew for it.
  useEffect(() => {
    if (shown.current === null || shown.current.hidden === hidden) return;
    shown.current.hidden = hidden;
    shown.current.show(hidden);
  }, [hidden]);

  if (failed) return <p className="notice">This browser has no WebGL 2, which the drawing needs. The links are listed below.</p>;
  return <div className="graph" ref={place} data-placed={placed} aria-hidden="true" />;
}

/** Has a worker place a graph. @returns how to stop it. */
function placeAway(graph: AccountGraph, move: (places: Float32Array) => void): () => void {
  const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<Float32Array>) => {
    worker.terminate();
    move(data);
  });
  worker.postMessage(asked(graph));
  return () => worker.terminate();
}

function asked(graph: AccountGraph): LayoutRequest {
  const position = new Map(graph.nodes.map(({ index }, i) => [index, i]));
  return { nodes: graph.nodes.length, edges: graph.edges.map(({ a, b, bits }) => [position.get(a)!, position.get(b)!, bits]) };
}
