// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Family } from '../../lib/families.ts';
import { buildGraph } from '../../lib/graph.ts';
import { drawEdges, drawNodes } from './graph-drawing.ts';

const GRAPH = buildGraph([
  { a: 0, b: 1, bits: 4, families: ['identity'] },
  { a: 1, b: 2, bits: 12, families: ['identity', 'template'] },
  { a: 2, b: 5, bits: 2, families: ['template'] },
]);

function draw(hidden: readonly Family[]): { drawing: ReturnType<typeof drawNodes>; asked: string[] } {
  const asked: string[] = [];
  const color = (name: string): string => {
    asked.push(name);
    return `of ${name}`;
  };
  const drawing = drawNodes(GRAPH, (index) => `account ${index}`, color);
  drawEdges(drawing, GRAPH, new Set(hidden), color);
  return { drawing, asked };
}

describe('the drawing of a graph', () => {
  it('has every account and every link', () => {
    const { drawing } = draw([]);
    expect(drawing.nodes()).toEqual(['0', '1', '2', '5']);
    expect(drawing.getNodeAttribute('5', 'label')).toBe('account 5');
    expect(drawing.edges().map((edge) => drawing.extremities(edge))).toEqual([
      ['0', '1'],
      ['1', '2'],
      ['2', '5'],
    ]);
    expect(drawing.getNodeAttribute('1', 'size')).toBeGreaterThan(drawing.getNodeAttribute('5', 'size'));
  });

  it('leaves out links all of whose families are hidden, and puts them back', () => {
    const { drawing } = draw(['identity']);
    expect(drawing.size).toBe(2);
    drawing.clearEdges();
    drawEdges(drawing, GRAPH, new Set(), (name) => name);
    expect(drawing.size).toBe(3);
  });

  it('asks for each colour once', () => {
    expect(draw([]).asked).toEqual(['--ink', '--f-identity', '--f-template']);
  });
});
