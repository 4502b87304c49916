// SPDX-License-Identifier: Apache-2.0
import { createHash, verify, type X509Certificate } from 'node:crypto';
import { AppError, type Result } from '@stillwatch/core';
import * as asn1js from 'asn1js';
import { type AlgorithmIdentifier, type Attribute, IssuerAndSerialNumber, type SignerInfo } from 'pkijs';
import { checkChain, readCertificates } from './chain.ts';
import { DIGESTS, OID, SIGNATURE_DIGESTS } from './oids.ts';
import { toPositive } from './request.ts';
import { parseTimestampResponse, refused, type TimestampToken } from './token.ts';

export interface TimestampExpectation {
  /** What was stamped, byte for byte. */
  readonly data: Uint8Array;
  /** Certificates in PEM that are trusted. */
  readonly roots: string;
  /** Policies of the authority that count, as dotted OIDs; all when absent. */
  readonly policies?: readonly string[];
  /** The nonce that was sent; a stored token is checked without. */
  readonly nonce?: Uint8Array;
  /** POSIX milliseconds; a token from later is refused. */
  readonly now: number;
}

export interface VerifiedTimestamp {
  /** ISO 8601 in UTC. */
  readonly time: string;
  readonly policy: string;
  /** Subject of the signing certificate, on one line. */
  readonly authority: string;
}

/**
 * Verifies an RFC 3161 response in full: imprint, signature over its attributes, the signing certificate named in them
 * (RFC 5816), chain to a given root, validity at the token's time, the critical key usage, policy and nonce. Revocation is
 * not asked for: it would need the network, and the authority's later state says nothing about the token's time.
 */
export function verifyTimestamp(der: Uint8Array, expected: TimestampExpectation): Result<VerifiedTimestamp> {
  try {
    const token = parseTimestampResponse(der);
    const { info } = token;
    checkImprint(token, expected.data);
    if (expected.policies !== undefined && !expected.policies.includes(info.policy))
      throw refused(`the policy ${info.policy} was not asked for`);
    if (expected.nonce !== undefined && !sameNonce(info.nonce, expected.nonce))
      throw refused('the token answers another request');
    if (!(info.genTime.getTime() <= expected.now)) throw refused('the timestamp is from the future');
    const roots = readCertificates(expected.roots);
    const certificate = findCertificate(token.signer, [...token.certificates, ...roots]);
    checkSignature(token, certificate);
    checkChain(certificate, { roots, others: token.certificates, at: info.genTime });
    const authority = certificate.subject.replaceAll('\n', ', ');
    return { ok: true, value: { time: info.genTime.toISOString(), policy: info.policy, authority } };
  } catch (error) {
    // The libraries throw plain errors on hostile bytes.
    const reason = error instanceof AppError ? error.message : `the timestamp cannot be read: ${String(error)}`;
    return { ok: false, code: 'TIMESTAMP_INVALID', reason };
  }
}

function checkImprint({ info }: TimestampToken, data: Uint8Array): void {
  const digest = digestOf(info.messageImprint.hashAlgorithm);
  const imprint = Buffer.from(info.messageImprint.hashedMessage.getValue());
  if (!imprint.equals(createHash(digest).update(data).digest())) throw refused('the timestamp is for other data');
}

function digestOf({ algorithmId }: AlgorithmIdentifier): string {
  return DIGESTS[algorithmId] ?? refuse(`the digest ${algorithmId} is not accepted`);
}

function sameNonce(found: asn1js.Integer | undefined, sent: Uint8Array): boolean {
  return found !== undefined && Buffer.from(found.valueBlock.valueHexView).equals(toPositive(sent));
}

function findCertificate({ sid }: SignerInfo, certificates: readonly X509Certificate[]): X509Certificate {
  if (!(sid instanceof IssuerAndSerialNumber)) throw refused('the signer is not named by issuer and serial number');
  const serial = Buffer.from(toPositive(sid.serialNumber.valueBlock.valueHexView)).toString('hex');
  const found = certificates.find(
    (one) => Buffer.from(toPositive(Buffer.from(one.serialNumber, 'hex'))).toString('hex') === serial,
  );
  return found ?? refuse('the signer’s certificate is neither in the token nor given');
}

function checkSignature({ content, signer }: TimestampToken, certificate: X509Certificate): void {
  const { signedAttrs } = signer;
  if (signedAttrs === undefined) throw refused('the token has no signed attributes');
  const digest = digestOf(signer.digestAlgorithm);
  const type = attribute(signedAttrs.attributes, OID.contentType);
  if (!(type instanceof asn1js.ObjectIdentifier) || type.getValue() !== OID.tstInfo)
    throw refused('the signed type is not that of a timestamp');
  const hash = attribute(signedAttrs.attributes, OID.messageDigest);
  const expected = createHash(digest).update(content).digest();
  if (!(hash instanceof asn1js.OctetString) || !expected.equals(Buffer.from(hash.getValue())))
    throw refused('the signature is over another time');
  checkNamed(signedAttrs.attributes, certificate);
  const key = certificate.publicKey;
  const algorithm = signer.signatureAlgorithm.algorithmId;
  const plain = algorithm === OID.rsaEncryption || algorithm === OID.ecPublicKey;
  const signatureDigest =
    algorithm === OID.ed25519
      ? null
      : plain
        ? digest
        : (SIGNATURE_DIGESTS[algorithm] ?? refuse(`the signature algorithm ${algorithm} is not accepted`));
  const message = Buffer.from(signedAttrs.encodedValue);
  if (!verify(signatureDigest, message, key, Buffer.from(signer.signature.getValue())))
    throw refused('the authority’s signature does not hold');
}

/** The signed attributes name the certificate by its hash, so that it cannot be exchanged for another of the same key. */
function checkNamed(attributes: readonly Attribute[], certificate: X509Certificate): void {
  const [v2, v1] = [OID.signingCertificateV2, OID.signingCertificate].map((oid) => attributes.some(({ type }) => type === oid));
  if (!v2 && !v1) throw refused('the token does not name its certificate');
  // SEQUENCE { certs SEQUENCE OF SEQUENCE { [algorithm], certHash, … }, … }; the first is the signer's (RFC 2634 §5.4).
  const [certs] = childrenOf(attribute(attributes, v2 ? OID.signingCertificateV2 : OID.signingCertificate));
  const [own] = childrenOf(certs);
  const [first, second] = childrenOf(own);
  const named =
    v2 && first instanceof asn1js.Sequence ? { algorithm: childrenOf(first)[0], hash: second } : { algorithm: null, hash: first };
  const digest =
    named.algorithm instanceof asn1js.ObjectIdentifier ? DIGESTS[named.algorithm.getValue()] : v2 ? 'sha256' : 'sha1';
  const expected = digest === undefined ? null : createHash(digest).update(certificate.raw).digest();
  if (!(named.hash instanceof asn1js.OctetString) || expected?.equals(Buffer.from(named.hash.getValue())) !== true) {
    throw refused('the token names another certificate');
  }
}

function childrenOf(value: unknown): readonly unknown[] {
  return value instanceof asn1js.Sequence ? value.valueBlock.value : [];
}

function attribute(attributes: readonly Attribute[], oid: string): unknown {
  const found = attributes.filter(({ type }) => type === oid);
  if (found.length !== 1 || found[0]!.values.length !== 1) throw refused('a signed attribute is missing or there twice');
  return found[0]!.values[0];
}

function refuse(reason: string): never {
  throw refused(reason);
}
