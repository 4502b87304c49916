// SPDX-License-Identifier: Apache-2.0
import { AppError, type ErrorCode, systemCodeOf } from '@stillwatch/core';

/** Primary result codes of SQLite (sqlite.org/rescode.html); the upper bits of `errcode` say more. */
const SQLITE: Readonly<Record<number, ErrorCode>> = {
  5: 'RECORDS_UNAVAILABLE', // BUSY
  6: 'RECORDS_UNAVAILABLE', // LOCKED
  8: 'RECORDS_UNAVAILABLE', // READONLY
  10: 'RECORDS_UNAVAILABLE', // IOERR
  11: 'RECORDS_CORRUPT', // CORRUPT
  13: 'DISK_FULL', // FULL
  14: 'RECORDS_UNAVAILABLE', // CANTOPEN
  26: 'RECORDS_CORRUPT', // NOTADB
};
/** PostgreSQL's error codes (its documentation, appendix A): whole codes, then classes. */
const POSTGRES: readonly (readonly [string, ErrorCode])[] = [
  ['53100', 'DISK_FULL'],
  ['XX001', 'RECORDS_CORRUPT'],
  ['XX002', 'RECORDS_CORRUPT'],
  ['57014', 'RECORDS_UNAVAILABLE'], // a statement took too long
  ['08', 'RECORDS_UNAVAILABLE'], // connection
  ['28', 'RECORDS_UNAVAILABLE'], // sign-in
  ['3D', 'RECORDS_UNAVAILABLE'], // no such database
  ['40', 'RECORDS_UNAVAILABLE'], // still in conflict after every attempt
  ['53', 'RECORDS_UNAVAILABLE'], // resources
  ['57P', 'RECORDS_UNAVAILABLE'], // shutting down, starting up
  ['58', 'RECORDS_UNAVAILABLE'], // its own input and output
];
const NETWORK = /^E(CONN|PIPE|HOST|NET|TIMEDOUT|AI_)|^ENOTFOUND$/;
/** What the driver, the pool and Kysely say without any code when a connection is gone or was never had. */
const NO_CONNECTION =
  /connection (terminated|ended|timeout)|timeout exceeded|not queryable|not open|closed|already been destroyed|after calling end/i;

/** SQLSTATE of PostgreSQL's answer, or ''. */
export function sqlStateOf(error: unknown): string {
  const code = systemCodeOf(error);
  return /^[0-9A-Z]{5}$/.test(code) ? code : '';
}

/** Is it a row that is there already, or one that refers to a row that is not? */
export function isConstraint(error: unknown, kind: 'unique' | 'foreign'): boolean {
  const extended = (error as { errcode?: unknown } | null)?.errcode;
  if (kind === 'unique') return sqlStateOf(error) === '23505' || extended === 2067 || extended === 1555;
  return sqlStateOf(error) === '23503' || extended === 787;
}

/** Whatever a database threw, as a coded error. Its details may quote rows, so only its message goes on. */
export function toRecordsError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  return new AppError(code, code === 'INTERNAL' ? `the records store refused a statement: ${message}` : message, {
    cause: new Error(`${systemCodeOf(error)} ${message}`.trim()),
  });
}

function codeOf(error: unknown): ErrorCode {
  const sqlite = (error as { errcode?: unknown } | null)?.errcode;
  if (typeof sqlite === 'number') return SQLITE[sqlite & 0xff] ?? 'INTERNAL';
  const state = sqlStateOf(error);
  const found = POSTGRES.find(([prefix]) => state.startsWith(prefix));
  if (found !== undefined) return found[1];
  const code = systemCodeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'DISK_FULL';
  if (NETWORK.test(code) || ['EACCES', 'EPERM', 'EEXIST', 'ENOTDIR', 'EROFS'].includes(code)) return 'RECORDS_UNAVAILABLE';
  return error instanceof Error && NO_CONNECTION.test(error.message) ? 'RECORDS_UNAVAILABLE' : 'INTERNAL';
}
