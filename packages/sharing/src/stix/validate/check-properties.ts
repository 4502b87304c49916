// SPDX-License-Identifier: Apache-2.0
import type { Kind, Shape } from '../model/shape.ts';
import { structShape } from '../model/types.ts';
import { parseTimestamp } from '../timestamp.ts';
import { checkConstraints } from './check-constraints.ts';
import { checkDictionary } from './check-dictionary.ts';
import { checkCustomProperty } from './check-custom.ts';
import { checkCustomValue } from './check-custom-value.ts';
import { checkHashes } from './check-hashes.ts';
import { checkVocabulary } from './check-vocabulary.ts';
import { checkReference } from './check-reference.ts';
import type { ObjectContext } from './context.ts';
import { checkExternalReference, checkKillChainPhase } from './check-parts.ts';
import { FORM_CHECKS, isBase64 } from './forms.ts';
import { isRecord } from './json.ts';
import { below } from './report.ts';

/** Checks one value against what its property may be. */
export function checkValue(value: unknown, kind: Kind, path: string, context: ObjectContext): void {
  const { report } = context;
  const wrongType = (what: string) => report.add('json-type', path, `must be ${what}`);
  switch (kind.kind) {
    case 'any':
      return;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : wrongType('true or false');
    case 'integer':
    case 'number':
      if (typeof value !== 'number' || (kind.kind === 'integer' && !Number.isInteger(value))) {
        return wrongType(kind.kind === 'integer' ? 'an integer' : 'a number');
      }
      if (value < kind.min || value > kind.max) report.add('number-range', path, `must be from ${kind.min} to ${kind.max}`);
      return;
    case 'list':
      if (!Array.isArray(value)) return wrongType('a list');
      if (value.length === 0) report.add('list-empty', path, 'a list must not be empty: leave the property out');
      return value.forEach((item: unknown, i) => checkValue(item, kind.of, below(path, i), context));
    case 'struct':
      if (!isRecord(value)) return wrongType('an object');
      checkProperties(value, structShape(kind.name), path, context, kind.name);
      checkConstraints(value, kind.name, path, context);
      if (kind.name === 'external-reference') checkExternalReference(value, path, context);
      if (kind.name === 'kill-chain-phase') checkKillChainPhase(value, path, context);
      return;
    case 'dictionary':
      return checkDictionary(value, kind.of, path, context);
    case 'hashes':
      return checkHashes(value, path, context);
  }
  if (typeof value !== 'string') return wrongType('a string');
  switch (kind.kind) {
    case 'string':
      return;
    case 'hex':
      if (!/^(?:[0-9a-f]{2})+$/i.test(value)) report.add('hex', path, 'must be pairs of hexadecimal digits');
      return;
    case 'binary':
      if (!isBase64(value)) report.add('binary', path, 'must be base64 (RFC 4648)');
      return;
    case 'time':
      return checkTime(value, kind, path, context);
    case 'ref':
      return checkReference(value, kind.to, path, context);
    case 'vocabulary':
      return checkVocabulary(value, kind.name, path, context);
    case 'form': {
      const { rule, what, holds } = FORM_CHECKS[kind.form];
      if (!holds(value)) report.add(rule, path, `${JSON.stringify(value.slice(0, 80))} is not ${what}`);
    }
  }
}

function checkTime(
  value: string,
  { digits, most }: { digits: number; most: number },
  path: string,
  { report }: ObjectContext,
): void {
  const time = parseTimestamp(value);
  if (time === null) {
    report.add('timestamp', path, `${JSON.stringify(value.slice(0, 40))} is not an instant in RFC 3339 with T and Z`);
  } else if (time.digits < digits) report.add('timestamp-precision', path, `must have at least ${digits} digits of a second`);
  else if (time.digits > most) report.add('timestamp-precision', path, 'must be precise to the second');
}

/** Properties that STIX keeps for later versions (section 3.8); none may have them now. */
const RESERVED: ReadonlySet<string> = new Set(['severity', 'action', 'username', 'phone_numbers']);

/**
 * Checks that what is required is there, that what is known is of its kind, and that what is not known is well-formed.
 * @param part name of an extension or part; undefined for an object itself
 */
export function checkProperties(
  object: Readonly<Record<string, unknown>>,
  shape: Shape,
  path: string,
  context: ObjectContext,
  part?: string,
): void {
  const { report } = context;
  for (const { name, required } of shape.values()) {
    if (required && object[name] === undefined) report.add('required-property', path, `${name} is required`);
  }
  for (const [name, value] of Object.entries(object)) {
    // Not in JSON, but in objects that a program builds: as good as absent.
    if (value === undefined) continue;
    const at = below(path, name);
    const known = shape.get(name);
    if (known !== undefined) {
      checkValue(value, known.kind, at, context);
      continue;
    }
    if (part === undefined && RESERVED.has(name)) report.add('property-reserved', at, `${name} is reserved`);
    checkCustomProperty(name, at, context, part);
    checkCustomValue(name, value, at, context);
  }
}
