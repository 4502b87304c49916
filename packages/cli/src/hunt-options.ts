// SPDX-License-Identifier: Apache-2.0
export interface HuntOptions {
  readonly paths: readonly string[];
  readonly format?: string | undefined;
  /** Mapping file. */
  readonly map?: string | undefined;
  /** Data folder; absent = a temporary one. */
  readonly data?: string | undefined;
  /** Milliseconds since 1970 UTC, [since, until). */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly authorisations?: string | undefined;
  readonly clickhouseUrl?: string | undefined;
  readonly workers?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface HuntProgress {
  readonly stage: 'read' | 'store' | 'link' | 'cluster' | 'judge' | 'explain';
  readonly text?: string;
  readonly exchanges?: number;
  /** Bytes read so far and in all. */
  readonly done?: number;
  readonly total?: number;
}
