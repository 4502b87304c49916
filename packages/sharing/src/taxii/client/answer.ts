// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { decodeStrict, JsonRefused, parseStrict, type StrictJson } from '../../json/parse-strict.ts';
import type { PeerLimits } from './limits.ts';
import type { PeerResponse } from './transport.ts';

/** A read answer. */
export interface PeerAnswer extends StrictJson {
  readonly status: number;
  readonly text: string;
  header(name: string): string | null;
}

export function hostile(what: string, cause?: unknown): AppError {
  return new AppError('PEER_HOSTILE', `the TAXII server ${what}`, cause === undefined ? {} : { cause });
}

const JSON_TYPES = /^application\/(taxii\+json|vnd\.oasis\.taxii\+json|json)\s*(;|$)/i;

/**
 * Reads an answer within the limits.
 * @throws AppError PEER_HOSTILE for one that is too large, too deep, too slow or ambiguous; TAXII_FAILED for what is no TAXII
 */
export async function readAnswer(response: PeerResponse, limits: PeerLimits): Promise<PeerAnswer> {
  const { status } = response;
  const bytes = await readBytes(response, limits);
  const type = response.header('content-type');
  const encoding = response.header('content-encoding');
  const isJson = type !== null && JSON_TYPES.test(type) && (encoding === null || encoding.toLowerCase() === 'identity');
  const header = (name: string): string | null => response.header(name);
  if (bytes.length === 0 || !isJson) {
    if (status < 400 && bytes.length > 0) throw new AppError('TAXII_FAILED', 'the answer is no TAXII: its media type is another');
    return { status, text: '', value: {}, elements: null, header };
  }
  try {
    const text = decodeStrict(bytes);
    return { status, text, header, ...parseStrict(text, { maxDepth: limits.depth, array: 'objects' }) };
  } catch (error) {
    if (!(error instanceof JsonRefused)) throw error;
    if (error.fault === 'syntax') throw new AppError('TAXII_FAILED', `the answer is not JSON: ${error.message}`);
    throw hostile(`sent JSON that must not be trusted: ${error.message}`);
  }
}

async function readBytes(response: PeerResponse, { answerBytes, bodyMs }: PeerLimits): Promise<Uint8Array> {
  if (Number(response.header('content-length') ?? 0) > answerBytes) {
    response.close();
    throw hostile(`announced an answer of more than ${answerBytes} bytes`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const iterator = response.body[Symbol.asyncIterator]();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(resolve, bodyMs, 'late')));
  try {
    for (;;) {
      const step = await Promise.race([iterator.next(), late]);
      if (step === 'late') throw hostile(`did not end its answer within ${bodyMs} ms`);
      if (step.done === true) return Buffer.concat(chunks);
      size += step.value.length;
      if (size > answerBytes) throw hostile(`sent an answer of more than ${answerBytes} bytes`);
      chunks.push(step.value);
    }
  } catch (error) {
    // A body that is stuck is not waited for.
    void Promise.resolve(iterator.return?.()).catch(() => {});
    response.close();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
