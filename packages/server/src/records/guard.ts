// SPDX-License-Identifier: Apache-2.0
import { toRecordsError } from './database-errors.ts';

/** A store whose methods throw coded errors only. */
export function guard<T extends object>(store: T): T {
  const guarded = Object.entries(store).map(([name, method]) => [
    name,
    async (...parameters: unknown[]) => {
      try {
        return await (method as (...all: unknown[]) => Promise<unknown>)(...parameters);
      } catch (error) {
        throw toRecordsError(error);
      }
    },
  ]);
  return Object.fromEntries(guarded) as T;
}
