// SPDX-License-Identifier: Apache-2.0
import type { InboxDetail } from '@stillwatch/core/api';

type Detail = Pick<InboxDetail, 'objects' | 'edges'>;

export interface PlacedNode {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly revoked: boolean;
  /** More than one: that many of the same kind, drawn as one. */
  readonly count: number;
  readonly x: number;
  readonly y: number;
}
export interface PlacedEdge {
  readonly from: string;
  readonly to: string;
  readonly type: string;
  readonly path: string;
  readonly x: number;
  readonly y: number;
}
export interface ObjectLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

export const NODE_WIDTH = 190;
export const NODE_HEIGHT = 46;
const COLUMN = NODE_WIDTH + 130;
const ROW = NODE_HEIGHT + 18;
const PAD = 6;
/** So many of one kind in one column are drawn one by one; more are one box with their number. */
const MOST = 4;

/** Objects in columns by how far they are from the one that it is about. The same objects are always drawn the same. */
export function layOutObjects({ objects, edges }: Detail, root: string): ObjectLayout {
  const known = new Map(objects.map((object) => [object.id, object]));
  const links = edges.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
  const depths = depthsFrom(root, [...known.keys()], links);
  const { boxes, boxOf } = gather(objects, depths);
  const columns = Map.groupBy(boxes, ({ depth }) => depth);
  const tallest = Math.max(1, ...[...columns.values()].map((column) => column.length));
  const places = new Map<string, { x: number; y: number }>();
  for (const [depth, column] of columns) {
    const top = ((tallest - column.length) * ROW) / 2;
    column.forEach((box, i) => places.set(box.id, { x: PAD + depth * COLUMN, y: PAD + top + i * ROW }));
  }
  const drawn = new Map<string, PlacedEdge>();
  for (const { from, to, type } of links) {
    const ends = [boxOf.get(from)!, boxOf.get(to)!] as const;
    const key = `${ends[0]} ${ends[1]} ${type}`;
    if (ends[0] !== ends[1] && !drawn.has(key)) drawn.set(key, drawEdge(ends, type, places));
  }
  const depth = Math.max(0, ...columns.keys());
  return {
    width: PAD * 2 + depth * COLUMN + NODE_WIDTH,
    height: PAD * 2 + tallest * ROW - (ROW - NODE_HEIGHT),
    nodes: boxes.map(({ id, type, name, revoked, count }) => ({ id, type, name, revoked, count, ...places.get(id)! })),
    edges: [...drawn.values()],
  };
}

function depthsFrom(root: string, ids: readonly string[], links: Detail['edges']): Map<string, number> {
  const depths = new Map<string, number>();
  const near = new Map<string, string[]>();
  for (const { from, to } of links) {
    near.set(from, [...(near.get(from) ?? []), to]);
    near.set(to, [...(near.get(to) ?? []), from]);
  }
  let edge = ids.includes(root) ? [root] : ids.slice(0, 1);
  for (let depth = 0; edge.length > 0; depth++) {
    for (const id of edge) depths.set(id, depth);
    edge = [...new Set(edge.flatMap((id) => near.get(id) ?? []))].filter((id) => !depths.has(id));
  }
  // What hangs on nothing stands in a column of its own.
  const last = Math.max(0, ...depths.values()) + 1;
  for (const id of ids) if (!depths.has(id)) depths.set(id, last);
  return depths;
}

interface Box extends Omit<PlacedNode, 'x' | 'y'> {
  readonly depth: number;
}

function gather(objects: Detail['objects'], depths: ReadonlyMap<string, number>): { boxes: Box[]; boxOf: Map<string, string> } {
  const boxOf = new Map<string, string>();
  const boxes: Box[] = [];
  const groups = Map.groupBy(objects, ({ id, type, revoked }) => `${depths.get(id)} ${type} ${revoked}`);
  for (const [key, group] of groups) {
    const { type, revoked, id } = group[0]!;
    const depth = depths.get(id)!;
    if (group.length > MOST) {
      boxes.push({ id: key, type, name: `${group.length} of them`, revoked, count: group.length, depth });
      for (const one of group) boxOf.set(one.id, key);
    } else {
      for (const one of group) {
        boxes.push({ id: one.id, type, name: one.name, revoked, count: 1, depth });
        boxOf.set(one.id, one.id);
      }
    }
  }
  return { boxes, boxOf };
}

function drawEdge(
  [from, to]: readonly [string, string],
  type: string,
  places: ReadonlyMap<string, { x: number; y: number }>,
): PlacedEdge {
  const a = places.get(from)!;
  const b = places.get(to)!;
  const middle = NODE_HEIGHT / 2;
  if (a.x === b.x) {
    // Two of one column: a bow on the right, so that it does not run through the boxes between.
    const x = a.x + NODE_WIDTH;
    const y = (a.y + b.y) / 2 + middle;
    return {
      from,
      to,
      type,
      path: `M${x} ${a.y + middle}C${x + 60} ${a.y + middle} ${x + 60} ${b.y + middle} ${x} ${b.y + middle}`,
      x: x + 50,
      y,
    };
  }
  const right = b.x > a.x;
  const start = { x: right ? a.x + NODE_WIDTH : a.x, y: a.y + middle };
  const end = { x: right ? b.x : b.x + NODE_WIDTH, y: b.y + middle };
  const bend = (start.x + end.x) / 2;
  return {
    from,
    to,
    type,
    path: `M${start.x} ${start.y}C${bend} ${start.y} ${bend} ${end.y} ${end.x} ${end.y}`,
    x: bend,
    y: (start.y + end.y) / 2,
  };
}
