// SPDX-License-Identifier: Apache-2.0
import { createHmac, createSecretKey } from 'node:crypto';
import { AppError } from '@stillwatch/core';
import { type MatchAgreement, matchOutput, type MatchOutput } from './output.ts';

/**
 * What may be compared with a keyed hash: values that point at software, not at persons. Every member of the group has the
 * key and could try values out, so nothing else is taken.
 */
export const LOW_SENSITIVITY_KINDS = ['user-agent', 'tls-fingerprint', 'model-name'] as const;
export type LowSensitivityKind = (typeof LOW_SENSITIVITY_KINDS)[number];

/**
 * Tokens of values under a group's key of an epoch: HMAC-SHA-256, a few microseconds each. Sorted.
 * @throws AppError MATCH_REFUSED for another kind, or a key shorter than 32 bytes.
 */
export function keyedTokens(
  groupKey: Uint8Array,
  epoch: string,
  kind: LowSensitivityKind,
  values: Iterable<string>,
): Map<string, string> {
  if (!LOW_SENSITIVITY_KINDS.includes(kind))
    throw new AppError('MATCH_REFUSED', `${kind as string} needs the oblivious protocol`);
  if (groupKey.length < 32) throw new AppError('MATCH_REFUSED', 'the group’s key is too short');
  const key = createSecretKey(groupKey);
  const tokens = [...new Set(values)].map((value): [string, string] => {
    const normal = value.toWellFormed().normalize('NFKC').trim().toLowerCase();
    return [
      createHmac('sha256', key)
        .update(JSON.stringify(['stillwatch/keyed-set/v1', epoch, kind, normal]))
        .digest('base64url'),
      value,
    ];
  });
  return new Map(tokens.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What both have, as far as was agreed. */
export function matchKeyed(own: ReadonlyMap<string, string>, theirs: Iterable<string>, agreement: MatchAgreement): MatchOutput {
  const known = new Set(theirs);
  return matchOutput(
    [...own].filter(([token]) => known.has(token)).map(([, value]) => value),
    agreement,
  );
}
