// SPDX-License-Identifier: Apache-2.0
import { type KnownDefinitions, readReference } from './marking-of.ts';
import { isRecord, type SharedObject } from './shared-object.ts';
import { strictestTlp, type Tlp } from './tlp.ts';

/** Without these an object is none; where one is marked, the marking is the object's. */
const IDENTITY = new Set(['type', 'id', 'spec_version', 'created', 'modified', 'created_by_ref', 'object_marking_refs']);

interface Part {
  readonly steps: readonly (string | number)[];
  readonly level: Tlp;
}

/**
 * What is left of an object for somebody who may read some levels (granular markings, STIX 2.1 §7.2.3).
 *
 * A granular marking only narrows here: one that is wider than the object's does not open it. A selector that does not
 * resolve, and a malformed list, narrow the whole object, because what was meant cannot be known. Of a list of which one
 * element must go, all goes: positions in other selectors stay right. Markings of what stays are kept.
 * @param level the object's own, from `markingOf`.
 * @returns null where nothing may be read.
 */
export function readablePart<T extends SharedObject>(
  object: T,
  level: Tlp,
  definitions: KnownDefinitions,
  may: (level: Tlp) => boolean,
): T | null {
  const granular = object['granular_markings'];
  if (granular === undefined) return may(level) ? object : null;
  const parts = partsOf(object, granular, definitions);
  const whole = strictestTlp([level, ...parts.filter(({ steps }) => isWhole(steps)).map((part) => part.level)]);
  if (!may(whole)) return null;
  const hidden = parts.filter((part) => !isWhole(part.steps) && !may(part.level));
  if (hidden.length === 0) return object;
  const copy = structuredClone(object) as Record<string, unknown>;
  for (const { steps } of hidden) removeAt(copy, steps);
  copy['granular_markings'] = keptMarkings(copy, granular as readonly Record<string, unknown>[]);
  return copy as T;
}

function isWhole(steps: readonly (string | number)[]): boolean {
  return steps.length === 0 || IDENTITY.has(String(steps[0]));
}

function partsOf(object: SharedObject, granular: unknown, definitions: KnownDefinitions): Part[] {
  if (!Array.isArray(granular)) return [{ steps: [], level: 'red' }];
  return (granular as unknown[]).flatMap((marking): Part[] => {
    if (!isRecord(marking)) return [{ steps: [], level: 'red' }];
    const { marking_ref: ref, selectors, lang } = marking;
    // A language says nothing about who may read.
    if (ref === undefined && typeof lang === 'string') return [];
    const found = typeof ref === 'string' ? readReference(ref, definitions) : undefined;
    if (found !== undefined && found.tlp === undefined) return [];
    const level = found?.tlp ?? 'red';
    if (!Array.isArray(selectors) || selectors.length === 0) return [{ steps: [], level }];
    return (selectors as unknown[]).map((selector) => ({ steps: resolve(object, selector), level }));
  });
}

/** Steps of a selector such as `labels.[1]` or `extensions.x.name`; none (the whole object) where it does not resolve. */
function resolve(object: SharedObject, selector: unknown): (string | number)[] {
  if (typeof selector !== 'string') return [];
  const steps: (string | number)[] = [];
  let at: unknown = object;
  for (const word of selector.split('.')) {
    const index = /^\[(0|[1-9]\d{0,8})\]$/.exec(word)?.[1];
    if (index === undefined ? !isRecord(at) || !Object.hasOwn(at, word) : !Array.isArray(at) || Number(index) >= at.length) {
      return [];
    }
    const step = index === undefined ? word : Number(index);
    steps.push(step);
    at = (at as Record<string | number, unknown>)[step];
  }
  return steps;
}

function removeAt(object: Record<string, unknown>, steps: readonly (string | number)[]): void {
  const inList = steps.findIndex((step) => typeof step === 'number');
  const path = inList === -1 ? steps : steps.slice(0, inList);
  let at: unknown = object;
  for (const step of path.slice(0, -1)) at = isRecord(at) ? at[step] : undefined;
  if (isRecord(at)) delete at[path.at(-1)!];
}

/** Granular markings whose selectors still point at something; their texts would otherwise name what was taken out. */
function keptMarkings(object: Record<string, unknown>, granular: readonly Record<string, unknown>[]): unknown[] {
  return granular.flatMap((marking) => {
    const selectors = (marking['selectors'] as unknown[]).filter((one) => resolve(object as SharedObject, one).length > 0);
    return selectors.length === 0 ? [] : [{ ...marking, selectors }];
  });
}
