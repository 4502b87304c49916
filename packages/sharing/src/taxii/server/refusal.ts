// SPDX-License-Identifier: Apache-2.0

/** Titles of error messages (TAXII 2.1 §3.6.1), by HTTP status. */
const TITLES = {
  400: 'ProcessingError',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'ProcessingError',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

export type RefusalStatus = keyof typeof TITLES;

/** A request that is answered with an error message. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: RefusalStatus;
  readonly headers: Readonly<Record<string, string>>;
  readonly details: Readonly<Record<string, string>>;

  constructor(
    status: RefusalStatus,
    description: string,
    { headers = {}, details = {} }: { headers?: Record<string, string>; details?: Record<string, string> } = {},
  ) {
    super(description);
    this.status = status;
    this.headers = headers;
    this.details = details;
  }
}

/** The error message resource; `http_status` is a string (§3.6.1). */
export function errorMessage(refusal: Refusal, errorId: string): Record<string, unknown> {
  const { status, message, details } = refusal;
  return {
    title: TITLES[status],
    description: message,
    error_id: errorId,
    http_status: String(status),
    ...(Object.keys(details).length === 0 ? {} : { details }),
  };
}
