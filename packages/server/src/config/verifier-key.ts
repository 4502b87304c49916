// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';

/** Bytes of public keys by type: Ed25519 as note (1) or cosignature (4), ML-DSA-44 (6). */
const KEY_BYTES: Readonly<Record<number, number>> = { 1: 32, 4: 32, 6: 1312 };

/** Whether a text is a verifier key of a signed note (C2SP signed-note): `name+hash+base64`, with the hash of what it holds. */
export function isVerifierKey(text: string): boolean {
  const [, name, id, encoded] = /^([^+\s]{1,200})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{1,4000})$/.exec(text) ?? [];
  if (name === undefined || encoded === undefined) return false;
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64') !== encoded || KEY_BYTES[bytes[0] ?? 0] !== bytes.length - 1) return false;
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), bytes]), 'hex').startsWith(id!);
}
