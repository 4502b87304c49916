// SPDX-License-Identifier: Apache-2.0
/**
 * Canonical JSON after RFC 8785 (JCS): members sorted by UTF-16 code units, numbers as ECMAScript
 * writes them, no white space.
 * @throws TypeError for what JSON cannot say: non-finite numbers, lone surrogates, undefined, functions, bigint, cycles,
 * holes in arrays, and objects other than plain ones (a Date or a Map would silently lose its content).
 */
export function canonicalJson(value: unknown): string {
  return write(value, new Set());
}

function write(value: unknown, above: Set<object>): string {
  if (value === null || value === true || value === false) return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`canonical JSON has no ${value}`);
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('canonical JSON has no lone surrogates');
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw new TypeError(`canonical JSON has no ${typeof value}`);
  if (above.has(value)) throw new TypeError('canonical JSON has no cycles');
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`canonical JSON has no ${Object.prototype.toString.call(value)}`);
  }
  above.add(value);
  const text = Array.isArray(value)
    ? `[${Array.from(value, (item) => write(item, above)).join(',')}]`
    : `{${Object.keys(value)
        .sort()
        .map((key) => `${write(key, above)}:${write((value as Record<string, unknown>)[key], above)}`)
        .join(',')}}`;
  above.delete(value);
  return text;
}
