// SPDX-License-Identifier: Apache-2.0
import { createHmac } from 'node:crypto';
import { AppError } from '@stillwatch/core';

/** 32 bytes for each path, from one secret that never enters a dossier; one salt tells nothing about another (HMAC-SHA-256). */
export type SaltOf = (path: string) => Uint8Array;

/** @param secret at least 32 random bytes. */
export function saltsFrom(secret: Uint8Array): SaltOf {
  if (secret.length < 32) throw new AppError('DOSSIER_INVALID', 'the salt secret of a dossier has at least 32 bytes');
  return (path) => new Uint8Array(createHmac('sha256', secret).update(`stillwatch/dossier-salt/v1\n${path}`).digest());
}

/** A version 4 UUID (RFC 9562) from the first 16 bytes of a salt: 122 of its bits. */
export function uuidOf(salt: Uint8Array): string {
  const bytes = Buffer.from(salt.subarray(0, 16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
