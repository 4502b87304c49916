// SPDX-License-Identifier: Apache-2.0
import { LLM_ABUSE } from '../extension.ts';
import { checkBundle } from './check-bundle.ts';
import { checkObject } from './check-object.ts';
import { isRecord } from './json.ts';
import { type Finding, Report, type ValidateOptions } from './report.ts';

export interface Validation {
  /** No error, and with `strict` no warning either. */
  readonly valid: boolean;
  /** How many objects were looked at, bundles not counted. */
  readonly objects: number;
  readonly findings: readonly Finding[];
  /** Whether findings beyond the first thousand errors or warnings were left out. */
  readonly truncated: boolean;
}

/**
 * Checks a bundle, one object or a list of objects against STIX 2.1: what its schemas say, and what only its text does.
 * Never throws for any JSON value.
 */
export function validateStix(document: unknown, options: ValidateOptions = {}): Validation {
  const report = new Report({ extensions: [LLM_ABUSE], ...options });
  let objects = 1;
  if (Array.isArray(document)) {
    objects = document.length;
    document.forEach((item: unknown, i) => {
      objects += checkOne(item, `/${i}`, report) - 1;
    });
  } else objects = checkOne(document, '', report);
  const { findings, truncated, counts } = report;
  const valid = counts.must === 0 && (options.strict !== true || counts.should === 0);
  return { valid, objects, findings, truncated };
}

function checkOne(item: unknown, path: string, report: Report): number {
  if (isRecord(item) && item.type === 'bundle') return checkBundle(item, path, report);
  checkObject(item, path, report);
  return 1;
}
