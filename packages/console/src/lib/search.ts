// SPDX-License-Identifier: Apache-2.0

/** The named texts of an address; anything else in it is left out. */
export function pickText<const Name extends string>(
  search: Readonly<Record<string, unknown>>,
  names: readonly Name[],
): { [K in Name]?: string } {
  const picked: { [K in Name]?: string } = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === 'string' && value !== '') picked[name] = value;
  }
  return picked;
}

/** A search without some of its names. */
export function without<T extends object, const Name extends keyof T>(search: T, ...names: Name[]): Omit<T, Name> {
  const rest = { ...search };
  for (const name of names) delete rest[name];
  return rest;
}

/** The value if it is one of those known, else undefined: addresses are typed by hand too. */
export function oneOf<const T extends string>(value: string | undefined, known: readonly T[]): T | undefined {
  return known.find((name) => name === value);
}

/** An address on this site to go back to; anything that leads elsewhere becomes the start page. */
export function safeNext(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])[^\\\s]*$/.test(next) ? next : '/';
}
