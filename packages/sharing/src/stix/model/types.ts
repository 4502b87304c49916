// SPDX-License-Identifier: Apache-2.0
import { DOMAIN_SHAPES, META_SHAPES, PARTS, RELATIONSHIP_SHAPES } from './domain-objects.table.ts';
import { EXTENSION_SHAPES, OBSERVABLE_PARTS, OBSERVABLE_SHAPES } from './observables.table.ts';
import { readShape, type Shape } from './shape.ts';

/** SDO, SRO, SCO and meta objects (STIX 2.1, section 1.2); `null`: a type that the specification does not define. */
export type Category = 'sdo' | 'sro' | 'sco' | 'meta' | 'bundle' | null;

export function categoryOf(type: string): Category {
  if (DOMAIN_SHAPES.has(type)) return 'sdo';
  if (RELATIONSHIP_SHAPES.has(type)) return 'sro';
  if (OBSERVABLE_SHAPES.has(type)) return 'sco';
  if (META_SHAPES.has(type)) return 'meta';
  return type === 'bundle' ? 'bundle' : null;
}

/** The properties of a type that the specification defines. */
export function shapeOf(type: string): Shape | undefined {
  return DOMAIN_SHAPES.get(type) ?? RELATIONSHIP_SHAPES.get(type) ?? OBSERVABLE_SHAPES.get(type) ?? META_SHAPES.get(type);
}

/** The properties of an extension that the specification defines for a type. */
export function extensionShapeOf(type: string, extension: string): Shape | undefined {
  return EXTENSION_SHAPES.get(type)?.get(extension);
}

/** Whether the specification defines an extension of this name for any type. */
export function isPredefinedExtension(name: string): boolean {
  return [...EXTENSION_SHAPES.values()].some((table) => table.has(name));
}

const STRUCTS: ReadonlyMap<string, Shape> = new Map(
  Object.entries({ ...PARTS, ...OBSERVABLE_PARTS }).map(([name, notation]) => [name, readShape(notation)]),
);

/** The properties of a part of an object. @throws TypeError for a name that no table has (a defect of a table) */
export function structShape(name: string): Shape {
  const shape = STRUCTS.get(name);
  if (shape === undefined) throw new TypeError(`no part is called ${name}`);
  return shape;
}

/** Types of observables that the specification defines. */
export const OBSERVABLE_TYPES: readonly string[] = [...OBSERVABLE_SHAPES.keys()];
