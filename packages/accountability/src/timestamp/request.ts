// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, TimeStampReq } from 'pkijs';
import { OID } from './oids.ts';

export interface TimestampRequest {
  /** At least 8 random bytes, against an old answer sent again. */
  readonly nonce: Uint8Array;
  /** The authority's policy that is asked for, as a dotted OID. */
  readonly policy?: string;
}

/** RFC 3161 §2.4.1 in DER: SHA-256 of the data, and the authority's certificate asked for. */
export function buildTimestampRequest(data: Uint8Array, { nonce, policy }: TimestampRequest): Uint8Array {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: OID.sha256, algorithmParams: new asn1js.Null() }),
      hashedMessage: new asn1js.OctetString({ valueHex: createHash('sha256').update(data).digest() }),
    }),
    nonce: new asn1js.Integer({ valueHex: toPositive(nonce) }),
    certReq: true,
    ...(policy === undefined ? {} : { reqPolicy: policy }),
  });
  return new Uint8Array(request.toSchema().toBER());
}

/** The bytes as a positive DER integer: neither a sign bit nor needless zeroes in front. */
export function toPositive(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const first = bytes.findIndex((byte) => byte !== 0);
  const plain = first < 0 ? Buffer.of(0) : bytes.subarray(first);
  return new Uint8Array(plain[0]! >= 0x80 ? Buffer.concat([Buffer.of(0), plain]) : plain);
}
