// SPDX-License-Identifier: Apache-2.0
import { type ValidateOptions, validateStix } from '../../stix/index.ts';
import type { PostedObject } from './envelope.ts';
import type { Verdict } from './options.ts';

/** Checks an object against all rules of STIX 2.1 that it must keep; the message names the first that it breaks. */
export function stixVerdict(object: PostedObject, options: ValidateOptions = {}): Verdict {
  const { findings } = validateStix(object, options);
  const broken = findings.find(({ severity }) => severity === 'must');
  if (broken === undefined) return { ok: true };
  return {
    ok: false,
    message: `${broken.rule} at ${broken.path === '' ? '/' : broken.path} (STIX 2.1 §${broken.section}): ${broken.message}`,
  };
}
