// SPDX-License-Identifier: Apache-2.0
import { AppError, ERROR_CODES, type ErrorCode, toAppError } from '@stillwatch/core';
import type { Problem } from '@stillwatch/core/api';

/** Status of every code. What belongs to files and command lines is a defect when it reaches HTTP. */
export const STATUS_OF: Readonly<Record<ErrorCode, number>> = {
  USAGE: 500,
  INPUT_NOT_FOUND: 500,
  INPUT_UNREADABLE: 500,
  INPUT_EMPTY: 400,
  INPUT_TRUNCATED: 400,
  INPUT_CORRUPT: 400,
  LINE_TOO_LONG: 400,
  LINE_NOT_JSON: 400,
  RECORD_INVALID: 400,
  TIME_INVALID: 400,
  CSV_INVALID: 400,
  PROTOBUF_INVALID: 400,
  FORMAT_UNKNOWN: 400,
  FORMAT_UNSUPPORTED: 400,
  MAP_INVALID: 400,
  AUTHORISATIONS_INVALID: 400,
  CONFIG_INVALID: 500,
  ENGINE_MISSING: 503,
  ENGINE_UNAVAILABLE: 503,
  ENGINE_LOST: 503,
  ENGINE_QUERY: 500,
  DATA_LOCKED: 503,
  DATA_CORRUPT: 500,
  DATA_VERSION: 500,
  DISK_FULL: 503,
  OUTPUT_UNWRITABLE: 503,
  NODE_KEY_INVALID: 500,
  REQUEST_INVALID: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  CSRF_INVALID: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PRECONDITION_FAILED: 412,
  PRECONDITION_REQUIRED: 428,
  IDEMPOTENCY_MISMATCH: 422,
  MEDIA_UNSUPPORTED: 415,
  BODY_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  INTAKE_OVERLOADED: 503,
  RECORDS_UNAVAILABLE: 503,
  RECORDS_CORRUPT: 500,
  ALERT_FAILED: 502,
  SIGN_IN_FAILED: 401,
  LOG_INVALID: 400,
  LOG_CORRUPT: 503,
  LOG_ROLLBACK: 503,
  LOG_SPLIT: 409,
  LOG_UNAVAILABLE: 503,
  LOG_ENTRY_TOO_LARGE: 413,
  WITNESS_UNAVAILABLE: 503,
  QUORUM_MISSING: 503,
  EVIDENCE_HELD: 409,
  EVIDENCE_ERASED: 410,
  DOSSIER_INVALID: 400,
  TIMESTAMP_INVALID: 400,
  STIX_INVALID: 422,
  PATTERN_INVALID: 422,
  TAXII_FAILED: 502,
  PEER_UNAVAILABLE: 502,
  PEER_HOSTILE: 502,
  SIGNATURE_INVALID: 400,
  RELEASE_REFUSED: 409,
  MATCH_REFUSED: 429,
  NODE_TOO_OLD: 500,
  ARENA_UNMET: 500,
  INTERNAL: 500,
};

/** An error with a JSON pointer (RFC 6901) to what is wrong in the request: `/query/limit`, `/body/entry/kind`. */
export class RequestError extends AppError {
  readonly pointer: string;
  constructor(pointer: string, message: string, hint?: string) {
    super('REQUEST_INVALID', message, hint === undefined ? {} : { hint });
    this.pointer = pointer;
  }
}

/** Codes of Fastify and its plugins that are the sender's doing. */
const FRAMEWORK_CODES: Readonly<Record<string, [ErrorCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['BODY_TOO_LARGE', 'the body is larger than the node takes at once'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['MEDIA_UNSUPPORTED', 'the media type is not one that the operation takes'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['REQUEST_INVALID', 'the body’s length is not that of Content-Length'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['REQUEST_INVALID', 'the body is empty'],
  FST_ERR_BAD_URL: ['REQUEST_INVALID', 'the address is not validly encoded'],
  FST_ERR_MAX_PARAM_LENGTH: ['REQUEST_INVALID', 'a part of the address is too long'],
  FST_ERR_ASYNC_CONSTRAINT: ['REQUEST_INVALID', 'the request cannot be routed'],
  ECONNRESET: ['REQUEST_INVALID', 'the request ended before its body did'],
};

export function toRequestError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { code, statusCode } = (error ?? {}) as { code?: unknown; statusCode?: unknown };
  const known = FRAMEWORK_CODES[String(code)];
  if (known !== undefined) return new AppError(known[0], known[1], { cause: error });
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return new AppError('REQUEST_INVALID', 'the request cannot be read', { cause: error });
  }
  return toAppError(error);
}

/**
 * What is sent in place of an answer. Messages of the node's own failures stay here: they may quote
 * queries, and with them what was asked for.
 */
export function problemOf(error: AppError, requestId: string): Problem {
  const status = STATUS_OF[error.code];
  return {
    type: `urn:stillwatch:error:${error.code}`,
    title: ERROR_CODES[error.code],
    status,
    detail: status >= 500 ? ERROR_CODES[error.code] : error.message,
    code: error.code,
    ...(error instanceof RequestError ? { pointer: error.pointer } : {}),
    ...(error.hint === undefined || status >= 500 ? {} : { hint: error.hint }),
    requestId,
  };
}
