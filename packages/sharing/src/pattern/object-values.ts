// SPDX-License-Identifier: Apache-2.0
import type { ObjectPath } from './ast.ts';

export type Observable = Readonly<Record<string, unknown>>;

/**
 * The values that a path leads to from one observable (STIX 2.1, section 9.7); a step from a reference goes on in what
 * it refers to.
 * @param lookup the observables of the observation by id
 */
export function valuesAt(object: Observable, { steps }: ObjectPath, lookup: ReadonlyMap<string, Observable>): unknown[] {
  let here: unknown[] = [object];
  let isReference = false;
  for (const step of steps) {
    if (step.kind === 'index') {
      here = here.flatMap((value) => {
        if (!Array.isArray(value)) return [];
        const items: readonly unknown[] = value;
        return step.index === null ? items : items.slice(step.index, step.index + 1);
      });
      continue;
    }
    here = here.flatMap((value) => {
      const from = isReference && typeof value === 'string' ? lookup.get(value) : value;
      if (typeof from !== 'object' || from === null || Array.isArray(from) || !Object.hasOwn(from, step.name)) return [];
      return [(from as Record<string, unknown>)[step.name]];
    });
    isReference = /_refs?$/.test(step.name);
  }
  return here.filter((value) => value !== undefined && value !== null);
}
