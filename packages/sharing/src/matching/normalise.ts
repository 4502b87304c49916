// SPDX-License-Identifier: Apache-2.0
import { isIP } from 'node:net';

/**
 * How values are written before they are compared; part of every message, because two nodes that normalise differently
 * find nothing. A released version never changes.
 *
 * Version `match-normal/1`, for all kinds: Unicode NFKC, invisible characters and white space removed. Then
 * - account: lower case; not an e-mail address, which would be a person's name and guessable besides;
 * - payment-token: hyphens and dots removed, lower case; letters and digits only, and not a card number;
 * - address: IPv4 in dotted decimals, IPv6 after RFC 5952 without a zone, IPv4 in IPv6 as IPv4.
 * What is compared is `match-normal/1 NUL kind NUL value` in UTF-8.
 */
export const NORMALISATION = 'match-normal/1';

export const MATCH_KINDS = ['account', 'payment-token', 'address'] as const;
export type MatchKind = (typeof MATCH_KINDS)[number];

const INVISIBLE = /[\p{Cf}\p{Cc}\s\u034f\u115f\u1160\ufe00-\ufe0f]/gu;
const LONGEST = 256;

/** @returns null for what is no value of the kind, and so never matches anything. */
export function normalise(kind: MatchKind, value: string): string | null {
  const plain = value.toWellFormed().normalize('NFKC').replaceAll(INVISIBLE, '');
  if (plain === '' || plain.length > LONGEST) return null;
  switch (kind) {
    case 'account':
      return plain.includes('@') ? null : plain.toLowerCase();
    case 'payment-token': {
      const token = plain.replaceAll(/[-.]/g, '').toLowerCase();
      return /^[a-z0-9_]{8,}$/.test(token) && !/^\d{12,19}$/.test(token) ? token : null;
    }
    case 'address':
      return normalAddress(plain);
  }
}

function normalAddress(text: string): string | null {
  const bare = text.replace(/%.*$/, '').replaceAll(/^\[|\]$/g, '');
  if (isIP(bare) === 4) return bare;
  if (isIP(bare) !== 6) return null;
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (mapped === null) return canonical;
  const [high, low] = [Number.parseInt(mapped[1]!, 16), Number.parseInt(mapped[2]!, 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** The bytes that are matched, of every value that has some, each once; with the values that they stand for. */
export function matchInputs(kind: MatchKind, values: Iterable<string>): Map<string, string[]> {
  const inputs = new Map<string, string[]>();
  for (const value of values) {
    const normal = normalise(kind, value);
    if (normal === null) continue;
    const input = `${NORMALISATION}\0${kind}\0${normal}`;
    const known = inputs.get(input);
    if (known === undefined) inputs.set(input, [value]);
    else known.push(value);
  }
  return inputs;
}
