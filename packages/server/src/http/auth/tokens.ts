// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits as text. */
export function drawToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 as hexadecimal digits: enough for what has 256 bits of chance in it, and all that is stored of it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Whether two texts are equal, in time that does not tell where they differ. */
export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}

export interface DrawnKey {
  /** `swk_<prefix>_<secret>`; shown once. */
  readonly secret: string;
  readonly prefix: string;
  readonly hash: string;
}

export function drawKey(): DrawnKey {
  const prefix = randomBytes(4).toString('hex');
  const secret = `swk_${prefix}_${drawToken()}`;
  return { secret, prefix: `swk_${prefix}`, hash: hashToken(secret) };
}

export function isKey(text: string): boolean {
  return /^swk_[0-9a-f]{8}_[\w-]{43}$/.test(text);
}
