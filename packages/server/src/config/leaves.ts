// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { type About, aboutSettings } from './kinds.ts';
import { ConfigSchema } from './schema.ts';

/** One setting: a leaf of the schema. */
export interface Leaf extends About {
  /** `intake.maxBytes` */
  readonly key: string;
  readonly path: readonly string[];
  /** `STILLWATCH_INTAKE_MAX_BYTES` */
  readonly variable: string;
  /** As one would write it in the file. */
  readonly fallback: unknown;
}

export const LEAVES: readonly Leaf[] = walk(ConfigSchema, []);

/** Name of the variable of a setting. */
export function variableOf(path: readonly string[]): string {
  return `STILLWATCH_${path.map((part) => part.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()).join('_')}`;
}

function walk(schema: z.ZodType, path: readonly string[]): Leaf[] {
  const about = aboutSettings.get(schema);
  if (about !== undefined) {
    return [{ ...about, key: path.join('.'), path, variable: variableOf(path), fallback: fallbackOf(schema) }];
  }
  const object = shapeOf(schema);
  if (object === null) throw new TypeError(`setting ${path.join('.')} has no description`);
  return Object.entries(object).flatMap(([name, inner]) => walk(inner, [...path, name]));
}

function fallbackOf(schema: z.ZodType): unknown {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return schema.def.defaultValue;
  throw new TypeError('a setting without a default');
}

function shapeOf(schema: z.ZodType): Record<string, z.ZodType> | null {
  if (schema instanceof z.ZodPrefault) return shapeOf(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodObject ? schema.shape : null;
}

/** Keys that a section may have, with those that name the file of a secret. */
export function namesAt(path: readonly string[]): string[] {
  const names = new Set<string>();
  for (const leaf of LEAVES) {
    if (!path.every((part, i) => leaf.path[i] === part) || leaf.path.length === path.length) continue;
    const name = leaf.path[path.length]!;
    names.add(name);
    if (leaf.secret === true && leaf.path.length === path.length + 1) names.add(`${name}File`);
  }
  return [...names];
}
