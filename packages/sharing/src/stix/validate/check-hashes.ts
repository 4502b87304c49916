// SPDX-License-Identifier: Apache-2.0
import { hashProblem, HASH_FORMS } from '../hashes.ts';
import type { ObjectContext } from './context.ts';
import { isRecord } from './json.ts';
import { below } from './report.ts';

/** Checks hashes by the names of their algorithms (section 2.7). */
export function checkHashes(value: unknown, path: string, { report }: ObjectContext): void {
  if (!isRecord(value)) return report.add('json-type', path, 'must be an object');
  if (Object.keys(value).length === 0) report.add('dictionary-empty', path, 'a dictionary must not be empty');
  for (const [algorithm, hash] of Object.entries(value)) {
    const at = below(path, algorithm);
    if (!/^[A-Za-z0-9_-]{3,250}$/.test(algorithm)) {
      report.add('dictionary-key', at, 'names of algorithms have 3 to 250 letters, digits, hyphens and underscores');
    }
    if (typeof hash !== 'string') {
      report.add('json-type', at, 'must be a string');
      continue;
    }
    const problem = hashProblem(algorithm, hash);
    if (problem !== null) report.add('hash-value', at, problem);
    const custom = algorithm.startsWith('x_');
    if (!Object.hasOwn(HASH_FORMS, algorithm) && !custom) {
      report.add('hash-algo', at, `${algorithm} is not in hash-algorithm-ov: ${Object.keys(HASH_FORMS).join(', ')}`);
    }
    if (algorithm.length > 30) report.add('hash-length', at, 'names of algorithms are not longer than 30 characters');
  }
}
