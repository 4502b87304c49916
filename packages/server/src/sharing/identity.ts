// SPDX-License-Identifier: Apache-2.0
import { createHash, createHmac, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { AppError, type NodeKey } from '@stillwatch/core';
import { derivedId, type StixObject } from '@stillwatch/sharing';

/** Who this node is to its partners, and the secrets that sharing needs. All follow from the node key. */
export interface SharingIdentity {
  /** As it signs. */
  readonly organisation: string;
  readonly object: StixObject;
  readonly key: {
    readonly id: string;
    readonly privateKey: KeyObject;
    readonly publicKey: string;
    /** When this node first had it, ISO 8601. */
    readonly since: string;
  };
  readonly idKey: Uint8Array;
  readonly watermarkKey: Uint8Array;
  readonly cursorKey: Uint8Array;
  /** Seed of every key of private matching. */
  readonly matchSeed: Uint8Array;
  /** From it the pseudonyms follow that this node gives as a sharing centre. */
  readonly centreSecret: Uint8Array;
  /** Key of this node's pseudonym at a centre in the period that begins at a moment; nothing but this node links two of them. */
  pseudonymKey(centre: string, from: number): KeyPair;
  /** Id of a collection by its alias: a UUID that stays. */
  collectionId(alias: string): string;
}

/** The same without what only the records know: since when. `id` is that of the object. */
export type UndatedIdentity = Omit<SharingIdentity, 'object' | 'key'> & {
  readonly id: string;
  readonly key: Omit<SharingIdentity['key'], 'since'>;
};

/** `publicKey`: 32 bytes in base64url. */
export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: string;
}

/** Header of a PKCS #8 document with an Ed25519 seed (RFC 8410 §7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
/** Header of a SubjectPublicKeyInfo with an Ed25519 key (RFC 8410 §4). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
/** @param organisation as configured; null makes a name that no other node has. */
export function sharingIdentity(nodeKey: NodeKey, organisation: string | null): UndatedIdentity {
  const secret = (name: string): Uint8Array => {
    const seeds = nodeKey.seeds(`sharing/${name}/v1`, 8);
    return new Uint8Array(seeds.buffer, seeds.byteOffset, seeds.byteLength);
  };
  const { privateKey, publicKey } = keyPairOf(secret('sign'));
  const idKey = secret('ids');
  const name = organisation ?? `node-${nodeKey.pseudonym('organisation', 'own').toString(16).padStart(16, '0')}`;
  return {
    organisation: name,
    id: derivedId(idKey, 'identity', name),
    key: { id: keyIdOf(publicKey), privateKey, publicKey },
    idKey,
    watermarkKey: secret('watermark'),
    cursorKey: secret('cursor'),
    matchSeed: secret('match'),
    centreSecret: secret('centre'),
    pseudonymKey(centre, from) {
      const seed = createHmac('sha256', secret('pseudonyms'))
        .update(JSON.stringify([centre, from]))
        .digest();
      return keyPairOf(seed);
    },
    collectionId: (alias) => derivedId(idKey, 'collection', alias).replace('collection--', ''),
  };
}

/** @param created when the node first was this organisation; @param since when it first had its key; both ISO 8601. */
export function datedIdentity(
  { id, key, ...rest }: UndatedIdentity,
  { created, since }: { created: string; since: string },
): SharingIdentity {
  const { organisation: name } = rest;
  const times = { created, modified: created };
  return {
    ...rest,
    object: { type: 'identity', spec_version: '2.1', id, ...times, name, identity_class: 'organization' },
    key: { ...key, since },
  };
}

/** @param seed 32 bytes. */
function keyPairOf(seed: Uint8Array): KeyPair {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return { privateKey, publicKey: spki.subarray(SPKI.length).toString('base64url') };
}

/** Names a key by itself. @param publicKey 32 bytes in base64url. */
export function keyIdOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 16);
}

/** @throws AppError REQUEST_INVALID for what is no Ed25519 key. */
export function readPublicKey(publicKey: string): KeyObject {
  try {
    const key = Buffer.concat([SPKI, Buffer.from(publicKey, 'base64url')]);
    return createPublicKey({ key, format: 'der', type: 'spki' });
  } catch (cause) {
    throw new AppError('REQUEST_INVALID', 'the public key is not one of Ed25519', { cause });
  }
}
