// SPDX-License-Identifier: Apache-2.0
import { checkDictionaryKeys } from './check-dictionary.ts';
import { isBase64 } from './forms.ts';
import type { ObjectContext } from './context.ts';
import { isRecord } from './json.ts';
import { below } from './report.ts';

/** What any value of STIX must be, known or not: no null, no empty list or dictionary, `_bin` and `_hex` as they say. */
export function checkCustomValue(name: string, value: unknown, path: string, context: ObjectContext): void {
  const { report } = context;
  if (value === null) return report.add('json-type', path, 'STIX has no null: leave the property out');
  if (name.endsWith('_bin') && (typeof value !== 'string' || !isBase64(value)))
    report.add('binary', path, 'must be base64 (RFC 4648)');
  if (name.endsWith('_hex') && (typeof value !== 'string' || !/^(?:[0-9a-f]{2})+$/i.test(value))) {
    report.add('hex', path, 'must be pairs of hexadecimal digits');
  }
  if (Array.isArray(value)) {
    if (value.length === 0) report.add('list-empty', path, 'a list must not be empty: leave the property out');
    value.forEach((item: unknown, i) => checkCustomValue('', item, below(path, i), context));
  } else if (isRecord(value)) {
    checkDictionaryKeys(value, path, report);
    for (const [key, item] of Object.entries(value)) {
      const at = below(path, key);
      if (context.category === 'sco' && key !== key.toLowerCase()) {
        report.add('observable-dictionary-keys', at, 'keys of dictionaries in observables should be lower case');
      }
      if (isRecord(item) || Array.isArray(item)) checkCustomValue('', item, at, context);
    }
  }
}
