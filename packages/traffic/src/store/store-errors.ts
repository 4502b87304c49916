// SPDX-License-Identifier: Apache-2.0
import { AppError, systemCodeOf } from '@stillwatch/core';

/** ClickHouse: NOT_ENOUGH_SPACE, and a quota of the file system. */
const FULL_CODES = new Set(['243', 'ENOSPC', 'EDQUOT']);
/** ClickHouse: unknown user, wrong password (18.16), required password, authentication failed (now). */
const LOGIN_CODES = new Set(['192', '193', '194', '516']);

/** ClickHouse: a shard does not answer (timeout, network, all replicas tried), or there is too much to do just now. */
const PASSING_CODES = new Set(['159', '202', '209', '210', '252', '279']);

/** Names what went wrong: the engine is gone, the disk is full, it refused the login or the query. */
export function toStoreError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : String(error);
  // Old servers' errors reach us as plain text.
  const code = systemCodeOf(error) || (/^Code: (\d+)/.exec(message)?.[1] ?? '');
  if (FULL_CODES.has(code) || /No space left on device|Disk quota exceeded|NOT_ENOUGH_SPACE/i.test(message)) {
    return new AppError('DISK_FULL', 'the traffic store has no space left', {
      cause: error,
      hint: 'Free some space or choose another --data folder.',
    });
  }
  if (LOGIN_CODES.has(code)) {
    return new AppError('ENGINE_UNAVAILABLE', 'the traffic engine refused the user or password', { cause: error });
  }
  if (/^(ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR)/.test(code) || isBrokenConnection(message)) {
    return new AppError('ENGINE_LOST', `the traffic engine does not answer (${code || message.slice(0, 120)})`, { cause: error });
  }
  if (PASSING_CODES.has(code)) {
    return new AppError('ENGINE_LOST', `a part of the traffic engine does not answer: ${message.slice(0, 300)}`, {
      cause: error,
    });
  }
  return new AppError('ENGINE_QUERY', `the traffic engine refused a query: ${message.slice(0, 300)}`, { cause: error });
}

function isBrokenConnection(message: string): boolean {
  return (
    /^(socket hang up|aborted|Timeout error\.?|Premature close|terminated|other side closed)/i.test(message) ||
    /\bECONN\w+/.test(message)
  );
}
