// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { AppError, ERROR_CODES, type ErrorCode, toAppError } from '@stillwatch/core';
import type { OperationId, ResponseOf } from '@stillwatch/core/api';

/** Options by which a command speaks with a node that runs. */
export interface RemoteFlags {
  readonly node?: string;
  readonly keyFile?: string;
}

export interface NodeClient {
  /** @throws AppError with the code of the node's answer, or INPUT_UNREADABLE where it does not answer. */
  json<K extends OperationId>(id: K, path: string, body?: unknown, etag?: string): Promise<ResponseOf<K>>;
  /** Sends a file as it is. */
  upload<K extends OperationId>(id: K, path: string, body: Uint8Array, media: string): Promise<ResponseOf<K>>;
  text(path: string): Promise<string>;
  bytes(path: string): Promise<Uint8Array>;
}

interface Sent {
  /** Of what is changed. */
  readonly etag?: string;
  readonly media?: string;
}

/** @param key an API key (`swk_…`), from a file so that it is in no list of processes. */
export function connectNode({ node = '', keyFile }: RemoteFlags): NodeClient {
  if (!URL.canParse(node) || !/^https?:$/.test(new URL(node).protocol)) {
    throw new AppError('USAGE', '--node is not the address of a node', { hint: 'For example --node http://127.0.0.1:4780.' });
  }
  if (keyFile === undefined) throw new AppError('USAGE', '--node needs --key-file, the file of an API key');
  const key = readKey(keyFile);
  const ask = async (path: string, body?: unknown, { etag, media = 'application/json' }: Sent = {}): Promise<Response> => {
    const method = body === undefined ? 'GET' : 'POST';
    const content = body === undefined || body === null ? {} : { body: body instanceof Uint8Array ? body : JSON.stringify(body) };
    const headers = {
      authorization: `Bearer ${key}`,
      ...(content.body === undefined ? {} : { 'content-type': media }),
      ...(etag === undefined ? {} : { 'if-match': etag }),
    };
    let answer: Response;
    try {
      answer = await fetch(new URL(path, node), { method, headers, redirect: 'error', ...content });
    } catch (cause) {
      throw new AppError('PEER_UNAVAILABLE', `the node at ${node} does not answer`, { cause });
    }
    if (!answer.ok) throw await problemOf(answer);
    return answer;
  };
  return {
    json: async (_id, path, body, etag) =>
      (await (await ask(path, body, etag === undefined ? {} : { etag })).json()) as ResponseOf<typeof _id>,
    upload: async (_id, path, body, media) => (await (await ask(path, body, { media })).json()) as ResponseOf<typeof _id>,
    text: async (path) => await (await ask(path)).text(),
    bytes: async (path) => new Uint8Array(await (await ask(path)).arrayBuffer()),
  };
}

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new AppError('INPUT_UNREADABLE', `the file of the key cannot be read: ${toAppError(error).message}`, {
      place: { file },
    });
  }
}

async function problemOf(answer: Response): Promise<AppError> {
  const { code, detail, hint } = (await answer.json().catch(() => ({}))) as { code?: unknown; detail?: unknown; hint?: unknown };
  const known = typeof code === 'string' && Object.hasOwn(ERROR_CODES, code) ? (code as ErrorCode) : 'PEER_UNAVAILABLE';
  return new AppError(
    known,
    typeof detail === 'string' ? detail : `the node answered ${answer.status}`,
    typeof hint === 'string' ? { hint } : {},
  );
}
