// SPDX-License-Identifier: Apache-2.0
import { RequestError } from './problems.ts';

/** Cursors of lists that are not the records': the list's name and where it goes on. */
export function writeCursor(list: string, key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([list, ...key])).toString('base64url');
}

/** @throws RequestError for anything that this list did not write: each part has to fit its pattern. */
export function readCursor(list: string, cursor: string | undefined, patterns: readonly RegExp[]): string[] | null {
  if (cursor === undefined) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(value) && value[0] === list && value.length === patterns.length + 1) {
      const key = value.slice(1).map(String);
      if (key.every((part, i) => patterns[i]!.test(part))) return key;
    }
  } catch {
    // Not even JSON: refused below.
  }
  throw new RequestError('/query/cursor', 'the cursor is not one of this list', 'Begin again without a cursor.');
}
