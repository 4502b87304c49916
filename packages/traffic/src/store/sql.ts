// SPDX-License-Identifier: Apache-2.0
/**
 * The one place where values become SQL. ClickHouse 18.16 has no query parameters, so literals are
 * written here and nowhere else; anything but what is listed is refused.
 */

/** Quoted identifier. @throws TypeError for a name that is not a plain one (letters, digits, `_`; at most 63). */
export function sqlName(name: string): string {
  if (!/^[A-Za-z_]\w{0,62}$/.test(name)) throw new TypeError(`not an identifier: ${JSON.stringify(name.slice(0, 80))}`);
  return `\`${name}\``;
}

/**
 * Literal of a value. Lone surrogates, which UTF-8 cannot carry, become U+FFFD.
 * @throws TypeError for anything that is no string, bigint within Int64/UInt64, or safe integer.
 */
export function sqlValue(value: string | bigint | number): string {
  if (typeof value === 'string') {
    return `'${value.toWellFormed().replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '\\0')}'`;
  }
  if (typeof value === 'bigint') {
    if (value < -(2n ** 63n) || value >= 2n ** 64n) throw new TypeError('integer beyond 64 bits');
    return value.toString();
  }
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  throw new TypeError(`no SQL literal for ${typeof value} ${String(value).slice(0, 40)}`);
}

/** A list for IN (…), from values or an array of UInt64. An empty one matches nothing. */
export function sqlList(values: readonly (string | bigint | number)[] | BigUint64Array): string {
  if (values.length === 0) return '(NULL)';
  return `(${Array.from<string | bigint | number, string>(values, sqlValue).join(', ')})`;
}
