// SPDX-License-Identifier: Apache-2.0

/** One page by keyset: `next` is an opaque cursor, null at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
export interface PageRequest {
  readonly cursor?: string | undefined;
  readonly limit: number;
}
