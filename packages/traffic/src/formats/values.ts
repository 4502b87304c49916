// SPDX-License-Identifier: Apache-2.0
/**
 * Careful reading of values that strangers wrote: every function takes anything and never throws.
 *
 * Members with fixed names are read directly (`body.model`): no name that an adapter reads exists on
 * `Object.prototype`, and JSON.parse makes `__proto__` an ordinary own member. Names that come from a
 * mapping file go through {@link member}.
 */

export type Json = Readonly<Record<string, unknown>>;

const NOTHING: Json = Object.freeze(Object.create(null) as Record<string, unknown>);

export function asObject(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

/** The object, or one without members: for reading several members of what may be absent. */
export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : NOTHING;
}

const NO_ITEMS: readonly unknown[] = Object.freeze([]);

export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : NO_ITEMS;
}

/** Own member of an object; never what a prototype holds. */
export function member(object: Json | null, name: string): unknown {
  return object !== null && Object.hasOwn(object, name) ? object[name] : undefined;
}

/** A well-formed text, or '' when absent. Numbers become texts. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value.isWellFormed() ? value : value.toWellFormed();
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return '';
}

/** First text among values that is not empty. */
export function firstText(a: unknown, b: unknown, c?: unknown, d?: unknown, e?: unknown): string {
  return asText(a) || asText(b) || asText(c) || asText(d) || asText(e);
}

/** A whole number from 0 to 2³²−1; 0 when absent or senseless. */
export function asCount(value: unknown): number {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && number > 0 && number < 4_294_967_295 ? Math.floor(number) : 0;
}

/** A JSON object or array in a text, parsed; else the value itself. */
export function parseMaybe(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const first = value.charCodeAt(0);
  if (first !== 0x7b && first !== 0x5b && first !== 0x20 && first !== 0x0a) return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null ? parsed : value;
  } catch {
    return value;
  }
}
