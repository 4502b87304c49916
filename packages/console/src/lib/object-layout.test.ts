// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { layOutObjects, NODE_HEIGHT } from './object-layout.ts';

const object = (id: string, type = 'indicator', revoked = false) => ({ id, type, name: id, tlp: 'GREEN' as const, revoked });

it('puts what it is about first, and the rest by how far it is away', () => {
  const { nodes } = layOutObjects(
    {
      objects: [object('token', 'user-account'), object('cluster', 'infrastructure'), object('root', 'campaign')],
      edges: [
        { from: 'root', to: 'cluster', type: 'uses' },
        { from: 'cluster', to: 'token', type: 'consists-of' },
      ],
    },
    'root',
  );
  const x = new Map(nodes.map((node) => [node.id, node.x]));
  expect(x.get('root')!).toBeLessThan(x.get('cluster')!);
  expect(x.get('cluster')!).toBeLessThan(x.get('token')!);
});

it('draws many of a kind as one box with one edge, and withdrawn ones apart', () => {
  const many = Array.from({ length: 30 }, (_, i) => object(`i${i}`));
  const objects = [object('root', 'campaign'), ...many, object('gone', 'indicator', true)];
  const edges = objects.slice(1).map(({ id }) => ({ from: id, to: 'root', type: 'indicates' }));
  const drawing = layOutObjects({ objects, edges }, 'root');
  expect(drawing.nodes.map(({ count, revoked }) => [count, revoked])).toEqual([
    [1, false],
    [30, false],
    [1, true],
  ]);
  expect(drawing.edges).toHaveLength(2);
});

it('leaves no box on another, and nothing outside', () => {
  const objects = [object('root', 'campaign'), ...['a', 'b', 'c'].map((id) => object(id)), object('alone', 'note')];
  const edges = ['a', 'b', 'c'].map((id) => ({ from: id, to: 'root', type: 'indicates' }));
  const { nodes, width, height } = layOutObjects({ objects, edges }, 'root');
  expect(nodes).toHaveLength(5);
  for (const a of nodes) {
    expect(a.x >= 0 && a.x <= width && a.y >= 0 && a.y + NODE_HEIGHT <= height).toBe(true);
    for (const b of nodes) if (a !== b && a.x === b.x) expect(Math.abs(a.y - b.y)).toBeGreaterThanOrEqual(NODE_HEIGHT);
  }
});

it('draws what it is given where the root may not be read, an edge leads nowhere, or there is nothing', () => {
  expect(layOutObjects({ objects: [object('a')], edges: [{ from: 'a', to: 'hidden', type: 'uses' }] }, 'root').edges).toEqual([]);
  expect(layOutObjects({ objects: [], edges: [] }, 'root').nodes).toEqual([]);
});
