// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { AppError } from '@stillwatch/core';
import * as asn1js from 'asn1js';
import { type ContentInfo, PKIStatus, SignedData, type SignerInfo, TimeStampResp, TSTInfo } from 'pkijs';
import { OID } from './oids.ts';

/** A token taken apart; nothing is verified yet. */
export interface TimestampToken {
  /** The bytes that the authority signed for, in DER. */
  readonly content: Uint8Array;
  readonly info: TSTInfo;
  readonly signer: SignerInfo;
  readonly certificates: readonly X509Certificate[];
}

/** Granted, and granted with modifications: all other answers are refusals (RFC 3161 §2.4.2). */
const GRANTED: readonly number[] = [PKIStatus.granted, PKIStatus.grantedWithMods];
/** Most bytes of a response; real ones have a few thousand. */
const MOST_BYTES = 256 * 1024;

/**
 * Reads a TimeStampResp (RFC 3161 §2.4.2).
 * @throws AppError TIMESTAMP_INVALID when it is malformed, a refusal, or not exactly one signed token
 */
export function parseTimestampResponse(der: Uint8Array): TimestampToken {
  try {
    const response = new TimeStampResp({ schema: readAll(der) });
    if (!GRANTED.includes(response.status.status)) throw refused(`the authority refused (status ${response.status.status})`);
    if (response.timeStampToken === undefined) throw refused('the answer holds no token');
    return parseToken(response.timeStampToken);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('TIMESTAMP_INVALID', 'the timestamp cannot be read', { cause: error });
  }
}

function parseToken(info: ContentInfo): TimestampToken {
  if (info.contentType !== OID.signedData) throw refused('the token is not signed data');
  const signed = new SignedData({ schema: info.content });
  const { eContentType, eContent } = signed.encapContentInfo;
  if (eContentType !== OID.tstInfo || eContent === undefined) throw refused('the token holds no time');
  const [signer, ...others] = signed.signerInfos;
  if (signer === undefined || others.length > 0) throw refused('the token has not exactly one signer');
  const content = new Uint8Array(eContent.getValue());
  return {
    content,
    info: new TSTInfo({ schema: readAll(content) }),
    signer,
    certificates: certificatesOf(info.content as asn1js.AsnType),
  };
}

/** The certificates as they stand: written anew they could be what the sender did not send. Other kinds are passed over. */
function certificatesOf(signedData: asn1js.AsnType): X509Certificate[] {
  const parts = signedData instanceof asn1js.Sequence ? signedData.valueBlock.value : [];
  const tagged = parts.find(({ idBlock }) => idBlock.tagClass === 3 && idBlock.tagNumber === 0);
  const values = tagged instanceof asn1js.Constructed ? tagged.valueBlock.value : [];
  const plain = values.filter((value) => value instanceof asn1js.Sequence);
  return plain.map((value) => new X509Certificate(Buffer.from(value.valueBeforeDecodeView)));
}

function readAll(der: Uint8Array): asn1js.AsnType {
  if (der.length > MOST_BYTES) throw refused('the timestamp is too large');
  const { offset, result } = asn1js.fromBER(new Uint8Array(der));
  if (offset !== der.length) throw refused('the timestamp is not one DER value');
  return result;
}

export function refused(reason: string): AppError {
  return new AppError('TIMESTAMP_INVALID', reason);
}
