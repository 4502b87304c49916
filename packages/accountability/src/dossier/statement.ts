// SPDX-License-Identifier: Apache-2.0
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { AppError, canonicalJson } from '@stillwatch/core';
import { z } from 'zod';
import { readCanonical } from './strict-json.ts';
import { AUDIENCES, Tlp } from './tlp.ts';

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
const PREDICATE_TYPE = 'urn:stillwatch:dossier:v1';

/** Who signs a dossier: Ed25519 (RFC 8032). */
export interface DossierSigner {
  /** See {@link keyIdOf}. */
  readonly keyid: string;
  readonly publicPem: string;
  sign(message: Uint8Array): Uint8Array;
}

/** An in-toto statement (v1) about the manifest; the bag's own lines are repeated in it, because BagIt does not sign them. */
const DossierStatement = z.strictObject({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.tuple([
    z.strictObject({
      name: z.literal('manifest-sha256.txt'),
      digest: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    }),
  ]),
  predicateType: z.literal(PREDICATE_TYPE),
  predicate: z.strictObject({
    organisation: z.string(),
    caseId: z.string(),
    madeAt: z.iso.datetime(),
    audience: z.enum(Object.keys(AUDIENCES) as [keyof typeof AUDIENCES]),
    tlp: Tlp,
  }),
});
type DossierStatement = z.infer<typeof DossierStatement>;
export type DossierPredicate = DossierStatement['predicate'];

const Envelope = z.strictObject({
  payloadType: z.literal(PAYLOAD_TYPE),
  payload: z.string(),
  signatures: z.tuple([z.strictObject({ keyid: z.string(), sig: z.string() })]),
});

/** Hex SHA-256 of the key's SPKI in DER. */
export function keyIdOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** @param key an Ed25519 private key. */
export function dossierSigner(key: KeyObject): DossierSigner {
  const publicKey = createPublicKey(key);
  return {
    keyid: keyIdOf(publicKey),
    publicPem: String(publicKey.export({ type: 'spki', format: 'pem' })),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}

/** The signed envelope as its file is written: canonical JSON and a line feed. */
export function signStatement(manifestHash: string, predicate: DossierPredicate, signer: DossierSigner): string {
  const statement: DossierStatement = {
    _type: STATEMENT_TYPE,
    subject: [{ name: 'manifest-sha256.txt', digest: { sha256: manifestHash } }],
    predicateType: PREDICATE_TYPE,
    predicate,
  };
  const payload = Buffer.from(canonicalJson(statement));
  const sig = Buffer.from(signer.sign(encodePae(PAYLOAD_TYPE, payload))).toString('base64');
  const envelope = { payloadType: PAYLOAD_TYPE, payload: payload.toString('base64'), signatures: [{ keyid: signer.keyid, sig }] };
  return `${canonicalJson(envelope)}\n`;
}

/** DSSE v1: what is signed is the type and the payload, each with its length. */
function encodePae(type: string, payload: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);
}

export interface OpenedStatement {
  readonly statement: DossierStatement;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  readonly keyid: string;
}

/** Reads an envelope without checking its signature. @throws AppError DOSSIER_INVALID */
export function openStatement(text: string): OpenedStatement {
  const { payload, signatures } = readCanonical(text, Envelope, 'the signed statement', true);
  const bytes = readBase64(payload);
  const statement = readCanonical(bytes.toString('utf8'), DossierStatement, 'the statement', false);
  return { statement, payload: bytes, signature: readBase64(signatures[0].sig), keyid: signatures[0].keyid };
}

/** The key among `pems` that made the signature. The envelope's `keyid` is nowhere trusted, but may not name another key. */
export function findSigner({ payload, signature, keyid }: OpenedStatement, pems: readonly string[]): string | null {
  const message = encodePae(PAYLOAD_TYPE, payload);
  for (const pem of pems) {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType === 'ed25519' && keyIdOf(key) === keyid && verify(null, message, key, signature)) return keyid;
  }
  return null;
}

/** Base64 (RFC 4648 §4) in its one spelling. */
function readBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text)
    throw new AppError('DOSSIER_INVALID', 'the signed statement holds base64 that is not canonical');
  return bytes;
}
