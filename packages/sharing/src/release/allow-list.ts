// SPDX-License-Identifier: Apache-2.0
import { isRecord, type SharedObject } from '../marking/shared-object.ts';
import { fitShape, type Shape } from './shapes.ts';
import type { ReleaseTemplate } from './template.ts';

/** A field that did not leave, and why. The value is not repeated. */
export interface Dropped {
  readonly object: string;
  /** `a.b[]`; empty for the whole object. Only names that the list has are written out. */
  readonly path: string;
  readonly why: string;
}

/** What a free text becomes: undefined drops it. */
export type TextRule = (text: string, place: { object: string; path: string }) => string | undefined;

const ANY_KEY = /^extension-definition--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * What of an object is on the list; everything else is dropped, keys as well as values.
 * @returns null where the type is not on the list, or a field that the object cannot do without does not fit.
 */
export function applyAllowList(
  object: SharedObject,
  template: ReleaseTemplate,
  text: TextRule,
): { object: SharedObject | null; dropped: Dropped[] } {
  const list = Object.hasOwn(template.types, object.type) ? template.types[object.type] : undefined;
  const name = fitShape('id', object.id) === undefined ? '(no id that may leave)' : object.id;
  if (list === undefined) return { object: null, dropped: [{ object: name, path: '', why: 'its type is not on the list' }] };
  const dropped: Dropped[] = [];
  const drop = (path: string, why: string): undefined => void dropped.push({ object: name, path, why });

  const value = (one: unknown, steps: readonly string[]): unknown => {
    const shape = shapeAt(list.fields, steps);
    if (shape !== undefined) return fit(shape, one, steps.join('.'));
    if (Array.isArray(one) && leadsOn(list.fields, steps)) {
      return nonEmpty((one as unknown[]).map((each) => (isRecord(each) ? record(each, steps) : undefined)));
    }
    return isRecord(one) && leadsOn(list.fields, steps) ? record(one, steps) : undefined;
  };
  const record = (from: Record<string, unknown>, steps: readonly string[]): Record<string, unknown> | undefined => {
    const kept: Record<string, unknown> = {};
    for (const [key, one] of Object.entries(from)) {
      const step = stepFor(list.fields, steps, key);
      if (step === undefined) {
        drop([...steps, '?'].join('.'), 'it is not on the list');
        continue;
      }
      const left = value(one, [...steps, step]);
      if (left !== undefined)
        Object.defineProperty(kept, key, { value: left, enumerable: true, writable: true, configurable: true });
      else drop([...steps, step].join('.'), 'its value does not fit');
    }
    return Object.keys(kept).length === 0 ? undefined : kept;
  };
  const fit = (shape: Shape, one: unknown, path: string): unknown => {
    const each = (item: unknown): unknown => {
      const fitted = fitShape(shape, item);
      return shape === 'text' && typeof fitted === 'string' ? text(fitted, { object: name, path }) : fitted;
    };
    return Array.isArray(one) && shape !== 'numbers' ? nonEmpty((one as unknown[]).map(each)) : each(one);
  };

  const kept = record(object, []) ?? {};
  const missing = list.required.filter((field) => !Object.hasOwn(kept, field));
  if (missing.length > 0) {
    drop('', `it cannot leave without ${missing.join(', ')}`);
    return { object: null, dropped };
  }
  return { object: kept as SharedObject, dropped };
}

function shapeAt(fields: Readonly<Record<string, Shape>>, steps: readonly string[]): Shape | undefined {
  const path = steps.join('.');
  return Object.hasOwn(fields, path) ? fields[path] : undefined;
}

function leadsOn(fields: Readonly<Record<string, Shape>>, steps: readonly string[]): boolean {
  const prefix = `${steps.join('.')}.`;
  return Object.keys(fields).some((path) => path.startsWith(prefix));
}

/** The list's name for a key: itself, or `*` where it is one of an extension. */
function stepFor(fields: Readonly<Record<string, Shape>>, steps: readonly string[], key: string): string | undefined {
  const has = (step: string): boolean => shapeAt(fields, [...steps, step]) !== undefined || leadsOn(fields, [...steps, step]);
  if (!key.includes('.') && key !== '*' && has(key)) return key;
  return ANY_KEY.test(key) && has('*') ? '*' : undefined;
}

function nonEmpty(list: readonly unknown[]): unknown[] | undefined {
  const kept = list.filter((one) => one !== undefined);
  return kept.length === 0 ? undefined : kept;
}
