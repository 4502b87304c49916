// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { type BasicConstraints, Certificate, type ExtKeyUsage, type Extension } from 'pkijs';
import type * as asn1js from 'asn1js';
import { OID } from './oids.ts';
import { refused } from './token.ts';

/** Certificates below the root at most. */
const MOST_DEPTH = 6;

/** @throws AppError TIMESTAMP_INVALID when the text holds no certificate, or one that cannot be read */
export function readCertificates(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw refused('no certificate of an authority was given');
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    throw refused('a certificate of the authority cannot be read');
  }
}

/**
 * A path from the signer's certificate to a root (RFC 5280 §6, without revocation and name constraints): each valid at
 * the time, each issued and signed by the next, which is an authority and not too far from the end.
 * @throws AppError TIMESTAMP_INVALID
 */
export function checkChain(
  leaf: X509Certificate,
  { roots, others, at }: { roots: readonly X509Certificate[]; others: readonly X509Certificate[]; at: Date },
): void {
  checkPurpose(leaf);
  let current = leaf;
  for (let depth = 0; depth <= MOST_DEPTH; depth++) {
    checkCertificate(current, at);
    if (roots.some((root) => root.fingerprint256 === current.fingerprint256)) return;
    const from = [...roots, ...others].filter((one) => one.fingerprint256 !== current.fingerprint256);
    const issuer = from.find((one) => current.checkIssued(one) && current.verify(one.publicKey));
    if (issuer === undefined) throw refused('the authority’s certificate does not lead to a given root');
    if (!issuer.ca) throw refused('a certificate in the chain is not that of an authority');
    const { pathLenConstraint } = (extensionOf(issuer, OID.basicConstraints)?.parsedValue ?? {}) as Partial<BasicConstraints>;
    if (typeof pathLenConstraint === 'number' && depth > pathLenConstraint)
      throw refused('the chain is longer than its authority allows');
    current = issuer;
  }
  throw refused('the chain is too long');
}

/** Critical, and for timestamps only (RFC 3161 §2.3). */
function checkPurpose(leaf: X509Certificate): void {
  const usage = extensionOf(leaf, OID.extKeyUsage);
  const purposes = (usage?.parsedValue as ExtKeyUsage | undefined)?.keyPurposes ?? [];
  if (usage?.critical !== true || purposes.length !== 1 || purposes[0] !== OID.timeStamping) {
    throw refused('the signer’s key is not marked critically for timestamps only');
  }
  const bits = extensionOf(leaf, OID.keyUsage)?.parsedValue as asn1js.BitString | undefined;
  const first = bits?.valueBlock.valueHexView[0];
  // Digital signature and non-repudiation, the first two bits (RFC 5280 §4.2.1.3).
  if (first !== undefined && ((first & 0xc0) === 0 || (first & 0x3f) !== 0)) throw refused('the signer’s key is for other uses');
}

const UNDERSTOOD: readonly string[] = [OID.basicConstraints, OID.keyUsage, OID.extKeyUsage];

function checkCertificate(certificate: X509Certificate, at: Date): void {
  if (at < certificate.validFromDate || at > certificate.validToDate) {
    throw refused(`a certificate was not valid when the timestamp was made (${at.toISOString()})`);
  }
  const strange = parse(certificate).extensions?.find(({ critical, extnID }) => critical && !UNDERSTOOD.includes(extnID));
  if (strange !== undefined) throw refused(`a certificate has a critical extension that is not understood (${strange.extnID})`);
}

function extensionOf(certificate: X509Certificate, oid: string): Extension | undefined {
  return parse(certificate).extensions?.find(({ extnID }) => extnID === oid);
}

function parse(certificate: X509Certificate): Certificate {
  return Certificate.fromBER(new Uint8Array(certificate.raw));
}
