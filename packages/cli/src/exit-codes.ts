// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from '@stillwatch/core';

/** Exit codes of every command; documented in docs/reference/cli.md. */
export const EXIT = { NOTHING_FOUND: 0, OK: 0, FOUND: 1, USAGE: 2, UNAVAILABLE: 3, INTERRUPTED: 130 } as const;

/** Errors that the caller can mend by changing the command or its input files. */
const USAGE_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'USAGE',
  'INPUT_NOT_FOUND',
  'INPUT_EMPTY',
  'FORMAT_UNKNOWN',
  'FORMAT_UNSUPPORTED',
  'MAP_INVALID',
  'AUTHORISATIONS_INVALID',
  'CONFIG_INVALID',
]);

/** 2 for what the caller can mend, 3 for everything that is not there or does not work. */
export function exitCodeOf(code: ErrorCode): number {
  return USAGE_CODES.has(code) ? EXIT.USAGE : EXIT.UNAVAILABLE;
}
