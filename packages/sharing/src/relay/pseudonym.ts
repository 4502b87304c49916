// SPDX-License-Identifier: Apache-2.0
import { createHmac, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { canonicalJson, type Result } from '@stillwatch/core';
import { z } from 'zod';
import type { RegisteredKey } from '../assertion/sign.ts';
import { formatUuid } from '../stix/observable-id.ts';

/**
 * How a sharing centre hides who submits, without being able to change what is submitted.
 *
 * A member makes an Ed25519 key pair of its own and keeps the private key. The centre, which knows its members, certifies the
 * public key under a pseudonym. The member signs its statements with that key, as the pseudonym; the centre passes them on
 * as they are. So
 * - receivers see that somebody whom the centre vouches for said exactly this, and that it was always the same one;
 * - the centre cannot alter, withdraw or date anything in a member's name, because it never has the key;
 * - receivers cannot tell who it was: pseudonyms follow from a secret of the centre and change with each period;
 * - one member is one voice, also with a new key: within a period it has one pseudonym; firms of one owner share a lineage.
 *
 * What remains: the centre knows who submits, and could certify members that do not exist. Trust therefore lies in the
 * centre's membership, not in what it forwards. The other design, an envelope of the member's own signature that only the
 * centre can open, would let receivers verify nothing but the centre's word.
 */
export const PseudonymCertificate = z.strictObject({
  centre: z.string().min(1).max(200),
  pseudonym: z.string().regex(/^identity--[0-9a-f-]{36}$/),
  /** Pseudonym of the owner; the same for firms of one. */
  lineage: z.string().regex(/^identity--[0-9a-f-]{36}$/),
  /** Raw Ed25519 public key, 32 bytes in base64url. */
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  validFrom: z.iso.datetime({ precision: 3 }),
  validUntil: z.iso.datetime({ precision: 3 }),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});
export type PseudonymCertificate = z.output<typeof PseudonymCertificate>;

const PERIOD_MS = 90 * 86_400_000;
/** How long after its period a key may still take back what it said: longer than anything that is released holds. */
const AFTERLIFE_MS = 5 * PERIOD_MS;

/** The period of a moment, in which a member has one pseudonym: from when, and until when (not included). Milliseconds since 1970. */
export function pseudonymPeriod(now: number): { from: number; until: number } {
  const from = Math.floor(now / PERIOD_MS) * PERIOD_MS;
  return { from, until: from + PERIOD_MS };
}

/** The centre: its identity, its signing key, and the secret from which pseudonyms follow (32 bytes). */
export interface Centre {
  readonly identity: string;
  readonly privateKey: KeyObject;
  readonly secret: Uint8Array;
}

/** Pseudonym of a member, or of an owner, in the period of a moment: the same whenever it is asked. */
export function pseudonymOf(centre: Centre, role: 'member' | 'owner', identity: string, now: number): string {
  const period = pseudonymPeriod(now).from / PERIOD_MS;
  const mac = createHmac('sha256', centre.secret)
    .update(canonicalJson(['stillwatch/pseudonym/v1', role, identity, period]))
    .digest();
  return `identity--${formatUuid(mac.subarray(0, 16), 4)}`;
}

/** Certifies a member's key for the rest of the period. @param owner the firm at the top; the member itself where there is none. */
export function certifyPseudonym(
  centre: Centre,
  { member, owner, publicKey, now }: { member: string; owner: string; publicKey: KeyObject; now: number },
): PseudonymCertificate {
  const { from, until } = pseudonymPeriod(now);
  const content = {
    centre: centre.identity,
    pseudonym: pseudonymOf(centre, 'member', member, now),
    lineage: pseudonymOf(centre, 'owner', owner, now),
    publicKey: publicKey.export({ format: 'jwk' }).x!,
    // Of the period, not of the moment, which would tell when the member came.
    validFrom: new Date(from).toISOString(),
    validUntil: new Date(until).toISOString(),
  };
  return { ...content, signature: sign(null, certifiedBytes(content), centre.privateKey).toString('base64url') };
}

/**
 * The key of a pseudonym, for the registry of keys.
 * @returns SIGNATURE_INVALID where the centre did not certify this, or not for this moment.
 */
export function keyOfPseudonym(
  received: unknown,
  centre: { identity: string; publicKey: KeyObject },
  now: number,
): Result<{ key: RegisteredKey; certificate: PseudonymCertificate }> {
  const parsed = PseudonymCertificate.safeParse(received);
  if (!parsed.success) return { ok: false, code: 'PEER_HOSTILE', reason: 'it is not a certificate of a pseudonym' };
  const { signature, ...content } = parsed.data;
  const { pseudonym, publicKey, validFrom, validUntil } = content;
  const bytes = Buffer.from(signature, 'base64url');
  const holds = content.centre === centre.identity && verify(null, certifiedBytes(content), centre.publicKey, bytes);
  if (!holds) return { ok: false, code: 'SIGNATURE_INVALID', reason: 'the centre has not certified this' };
  if (!(Date.parse(validFrom) <= now && now < Date.parse(validUntil) + AFTERLIFE_MS)) {
    return { ok: false, code: 'SIGNATURE_INVALID', reason: 'the certificate is not of this time' };
  }
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    const id = pseudonymKeyId(publicKey);
    return {
      ok: true,
      value: { key: { id, source: pseudonym, publicKey: key, validFrom, validUntil, revokedAt: null }, certificate: parsed.data },
    };
  } catch {
    return { ok: false, code: 'SIGNATURE_INVALID', reason: 'the certified key is none' };
  }
}

/** Id of a key: the key itself, so that a new one of the same pseudonym has another. */
export function pseudonymKeyId(publicKey: string): string {
  return `ed25519:${publicKey}`;
}

function certifiedBytes(content: Omit<PseudonymCertificate, 'signature'>): Uint8Array {
  return Buffer.from(`stillwatch/pseudonym-certificate/v1\n${canonicalJson(content)}`, 'utf8');
}
