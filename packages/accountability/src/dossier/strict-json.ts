// SPDX-License-Identifier: Apache-2.0
import { AppError, canonicalJson } from '@stillwatch/core';
import type { z } from 'zod';

/**
 * Reads canonical JSON (RFC 8785) with a final line feed where `line` says so. Any other spelling of the same value is
 * refused: no member twice, no second reading of the same bytes.
 * @throws AppError DOSSIER_INVALID
 */
export function readCanonical<T>(text: string, schema: z.ZodType<T>, name: string, line: boolean): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
    if (`${canonicalJson(value)}${line ? '\n' : ''}` !== text) throw new TypeError('not canonical');
  } catch (cause) {
    throw new AppError('DOSSIER_INVALID', `${name} is not canonical JSON`, { cause });
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new AppError('DOSSIER_INVALID', `${name} is not of a known form: ${issue!.path.join('.')} ${issue!.message}`.trim());
}
