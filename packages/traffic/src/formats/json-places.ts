// SPDX-License-Identifier: Apache-2.0
/** Where members stand in a JSON text; for messages that point at what is wrong. */
export type JsonPlaces =
  | {
      readonly ok: true;
      readonly keys: ReadonlyMap<string, number>;
      readonly values: ReadonlyMap<string, number>;
      readonly repeated: readonly { name: string; at: number }[];
    }
  | { readonly ok: false; readonly at: number; readonly what: string };

const MAX_DEPTH = 64;
const SCALAR =
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Scans a JSON text.
 * @returns offsets of keys and values by path (names joined by `\0`), or where the text stops being JSON and
 *   what was expected there. Repeated names, which JSON.parse silently overwrites, are listed.
 */
export function findJsonPlaces(text: string): JsonPlaces {
  const keys = new Map<string, number>();
  const values = new Map<string, number>();
  const repeated: { name: string; at: number }[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;

  const space = (): void => {
    while (at < text.length && ' \t\n\r'.includes(text[at]!)) at++;
  };
  const fail = (what: string): never => {
    throw new Misplaced(at, what);
  };
  const scalar = (what: string): string => {
    SCALAR.lastIndex = at;
    const found = SCALAR.exec(text)?.[0] ?? fail(what);
    at += found.length;
    return found;
  };
  const value = (path: readonly string[]): void => {
    values.set(path.join('\0'), at);
    if (path.length > MAX_DEPTH) fail('less nesting');
    const open = text[at];
    if (open === '{') members(path);
    else if (open === '[') items(path);
    else scalar('a value');
  };
  const members = (path: readonly string[]): void => {
    at++;
    space();
    if (text[at] === '}') return void at++;
    for (;;) {
      space();
      const from = at;
      if (text[at] !== '"') fail('a name in double quotes');
      const name = JSON.parse(scalar('a name in double quotes')) as string;
      const inner = [...path, name];
      if (keys.has(inner.join('\0'))) repeated.push({ name, at: from });
      keys.set(inner.join('\0'), from);
      space();
      if (text[at] !== ':') fail('":" after the name');
      at++;
      space();
      value(inner);
      space();
      if (text[at] === '}') return void at++;
      if (text[at] !== ',') fail('"," or "}"');
      at++;
    }
  };
  const items = (path: readonly string[]): void => {
    at++;
    space();
    if (text[at] === ']') return void at++;
    for (let i = 0; ; i++) {
      space();
      value([...path, String(i)]);
      space();
      if (text[at] === ']') return void at++;
      if (text[at] !== ',') fail('"," or "]"');
      at++;
    }
  };

  try {
    space();
    value([]);
    space();
    if (at < text.length) fail('the end of the file');
    return { ok: true, keys, values, repeated };
  } catch (error) {
    if (error instanceof Misplaced) return { ok: false, at: error.at, what: error.what };
    throw error;
  }
}

class Misplaced extends Error {
  readonly at: number;
  readonly what: string;
  constructor(at: number, what: string) {
    super(what);
    this.at = at;
    this.what = what;
  }
}
