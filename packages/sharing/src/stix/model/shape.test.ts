// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { DOMAIN_SHAPES, META_SHAPES, RELATIONSHIP_SHAPES } from './domain-objects.table.ts';
import { EXTENSION_SHAPES, OBSERVABLE_SHAPES } from './observables.table.ts';
import { type Kind, readShape, type Shape } from './shape.ts';
import { categoryOf, structShape } from './types.ts';

describe('readShape', () => {
  it('reads the notation of the tables', () => {
    expect([
      ...readShape('name! string; ports integer(1..9)[]; seen time(3); refs ref(file|url)[]; kind region-ov').values(),
    ]).toEqual([
      { name: 'name', required: true, kind: { kind: 'string' } },
      { name: 'ports', required: false, kind: { kind: 'list', of: { kind: 'integer', min: 1, max: 9 } } },
      { name: 'seen', required: false, kind: { kind: 'time', digits: 3, most: Infinity } },
      { name: 'refs', required: false, kind: { kind: 'list', of: { kind: 'ref', to: ['file', 'url'] } } },
      { name: 'kind', required: false, kind: { kind: 'vocabulary', name: 'region-ov' } },
    ]);
  });

  it.each(['Name string', 'name', 'name string integer', 'name dictionary(odd)', 'name a(b'])('refuses %s', (notation) => {
    expect(() => readShape(notation)).toThrow(TypeError);
  });
});

describe('the tables', () => {
  const shapes: Shape[] = [
    ...[DOMAIN_SHAPES, RELATIONSHIP_SHAPES, META_SHAPES, OBSERVABLE_SHAPES].flatMap((table) => [...table.values()]),
    ...[...EXTENSION_SHAPES.values()].flatMap((table) => [...table.values()]),
  ];

  it('name only parts and types that there are', () => {
    const look = (kind: Kind): void => {
      if (kind.kind === 'list') look(kind.of);
      if (kind.kind === 'struct') for (const property of structShape(kind.name).values()) look(property.kind);
      if (kind.kind === 'ref') {
        const groups = ['any', 'sdo', 'sco', 'sro', 'identity+'];
        expect(kind.to.filter((type) => !groups.includes(type) && categoryOf(type) === null)).toEqual([]);
      }
    };
    for (const shape of shapes) for (const { kind } of shape.values()) look(kind);
    expect(() => structShape('no-such')).toThrow(TypeError);
  });

  it('have every type of STIX 2.1', () => {
    expect([DOMAIN_SHAPES.size, RELATIONSHIP_SHAPES.size, META_SHAPES.size, OBSERVABLE_SHAPES.size]).toEqual([19, 2, 3, 18]);
  });
});
