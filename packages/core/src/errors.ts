// SPDX-License-Identifier: Apache-2.0
/**
 * The one table of error codes. Codes are stable, messages are not.
 * `docs/reference/errors.md` lists the same codes; `errors.test.ts` keeps the two equal.
 */
export const ERROR_CODES = {
  USAGE: 'The command line or an option is wrong.',
  INPUT_NOT_FOUND: 'A path that should be read does not exist.',
  INPUT_UNREADABLE: 'A file or folder exists but cannot be opened or read.',
  INPUT_EMPTY: 'No exchange could be read from any of the inputs.',
  INPUT_TRUNCATED: 'A compressed file ends before its end marker; what came before it was kept.',
  INPUT_CORRUPT: 'A compressed file is damaged; what came before the damage was kept.',
  LINE_TOO_LONG: 'A line exceeds the limit and was skipped without being held in memory.',
  LINE_NOT_JSON: 'A line is not valid JSON.',
  RECORD_INVALID: 'A record parses but lacks what its format requires (an account, a time, a body).',
  TIME_INVALID: 'A record has no readable time, or one outside 2015 to 2100.',
  CSV_INVALID: 'A CSV file breaks the CSV rules at this row.',
  PROTOBUF_INVALID: 'A protobuf message is damaged or is not an OTLP export request.',
  FORMAT_UNKNOWN: 'The format of an input could not be recognised; name it with --format.',
  FORMAT_UNSUPPORTED: 'There is no adapter of this name.',
  MAP_INVALID: 'The mapping file is not valid.',
  AUTHORISATIONS_INVALID: 'The authorisations file is not valid.',
  CONFIG_INVALID: 'A setting is missing, unknown or out of range.',
  ENGINE_MISSING: 'The embedded engine has no build for this platform; give a ClickHouse URL.',
  ENGINE_UNAVAILABLE: 'The traffic engine did not start or does not answer.',
  ENGINE_LOST: 'The traffic engine stopped while it was in use.',
  ENGINE_QUERY: 'The traffic engine refused a query.',
  DATA_LOCKED: 'Another process is using this data folder.',
  DATA_CORRUPT: 'A file in the data folder is damaged.',
  DATA_VERSION: 'The data folder was written by another version.',
  DISK_FULL: 'There is no space left on the device.',
  OUTPUT_UNWRITABLE: 'A result file could not be written.',
  NODE_KEY_INVALID: 'The node key in the data folder is damaged or does not fit its data.',
  REQUEST_INVALID: 'A request to the API breaks its contract; `pointer` says where.',
  UNAUTHENTICATED: 'Nobody is signed in, or the session or key has ended.',
  FORBIDDEN: 'Who asks may not do this.',
  CSRF_INVALID: 'A change came without the session’s CSRF token.',
  NOT_FOUND: 'There is no such thing, or no such address.',
  CONFLICT: 'Somebody else holds it, or it has been decided already.',
  PRECONDITION_FAILED: 'It was changed since it was read: read it again.',
  PRECONDITION_REQUIRED: 'A change needs `If-Match` with the entity tag of what is changed.',
  IDEMPOTENCY_MISMATCH: 'The idempotency key was used for another request.',
  MEDIA_UNSUPPORTED: 'The body’s media type or encoding is not one that the operation takes.',
  BODY_TOO_LARGE: 'The body is larger than the node takes at once.',
  RATE_LIMITED: 'Too many requests; `Retry-After` says when to come again.',
  INTAKE_OVERLOADED: 'More arrives than can be stored; nothing of this batch was taken, send it again later.',
  RECORDS_UNAVAILABLE: 'The records store does not answer.',
  RECORDS_CORRUPT: 'The records store holds something it should not.',
  ALERT_FAILED: 'An alert could not be delivered.',
  SIGN_IN_FAILED: 'The sign-in link or the identity provider’s answer is not valid any more.',
  LOG_INVALID: 'A proof, checkpoint, tile or signed note of a transparency log does not hold or cannot be read.',
  LOG_CORRUPT: 'The transparency log on disk does not prove itself any more; nothing is signed until that is cleared.',
  LOG_ROLLBACK: 'A log is smaller than what was signed or witnessed of it before.',
  LOG_SPLIT: 'Two checkpoints of one log contradict each other.',
  LOG_UNAVAILABLE: 'The transparency log cannot be appended to; what had to be recorded was not done.',
  LOG_ENTRY_TOO_LARGE: 'An entry exceeds what a log of tiles can hold (65,535 bytes).',
  WITNESS_UNAVAILABLE: 'A witness did not answer, or refused.',
  QUORUM_MISSING: 'Too few known witnesses have signed.',
  EVIDENCE_HELD: 'A legal hold forbids deleting this.',
  EVIDENCE_ERASED: 'The key of this payload was destroyed; only its commitment is left.',
  DOSSIER_INVALID: 'A dossier does not verify; the message names the first step that failed.',
  TIMESTAMP_INVALID: 'A timestamp token does not hold for these bytes, or its authority is not trusted.',
  STIX_INVALID: 'A STIX object breaks a rule of the specification; `rule` and `path` say which and where.',
  PATTERN_INVALID: 'A STIX pattern cannot be parsed or breaks a rule.',
  TAXII_FAILED: 'A TAXII server refused, or its answer cannot be used.',
  PEER_UNAVAILABLE: 'A peer does not answer.',
  PEER_HOSTILE: 'A peer broke the protocol: signature, size, order or rate; it is throttled.',
  SIGNATURE_INVALID: 'A signature does not fit its content or its key is not known.',
  RELEASE_REFUSED: 'A release may not leave: `reasons` says what forbids it.',
  MATCH_REFUSED: 'A private matching request is over its budget, of another epoch or malformed.',
  NODE_TOO_OLD: 'This version of Node.js cannot run Stillwatch.',
  ARENA_UNMET: 'The arena ran, and a figure misses what --require-recall or --max-fpr asks for.',
  INTERNAL: 'A defect in Stillwatch; please report it.',
} as const satisfies Record<string, string>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Where something went wrong in a source of records. `line` counts from 1. */
export interface SourcePlace {
  readonly file: string;
  readonly line?: number;
}

/** Writes `file:line` or `file`. */
export function formatPlace(place: SourcePlace): string {
  return place.line === undefined ? place.file : `${place.file}:${place.line}`;
}

/** An error with a stable code; thrown at edges only. Expected outcomes are values, see {@link Result}. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly place: SourcePlace | undefined;
  /** One sentence that tells the reader what to do next. */
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; place?: SourcePlace; hint?: string } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.place = options.place;
    this.hint = options.hint;
  }
}

/** The `code` that Node.js and its libraries put on errors (`ENOENT`, `Z_BUF_ERROR`), or ''. */
export function systemCodeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' || typeof code === 'number' ? String(code) : '';
}

/** Turns anything thrown into an {@link AppError}; errors of the operating system keep their meaning. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const systemCode = systemCodeOf(error);
  if (systemCode === 'ENOSPC' || systemCode === 'EDQUOT') {
    return new AppError('DISK_FULL', message, { cause: error, hint: 'Free some space or choose another --data folder.' });
  }
  if (systemCode === 'EACCES' || systemCode === 'EPERM' || systemCode === 'EISDIR') {
    return new AppError('INPUT_UNREADABLE', message, { cause: error });
  }
  if (systemCode === 'ENOENT') return new AppError('INPUT_NOT_FOUND', message, { cause: error });
  return new AppError('INTERNAL', message, { cause: error });
}

/** An expected outcome: a value, or a coded refusal. */
export type Result<T> = { ok: true; value: T } | { ok: false; code: ErrorCode; reason: string };
