// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { findCaller } from './auth/caller.ts';
import type { ServerParts } from './contract.ts';

/** A body of `add-checkpoint` has 63 hashes and a note; one with many ML-DSA signatures is large. */
const MOST_BODY = 256_000;
const FOR_GOOD = 'max-age=31536000, immutable';
/** Seconds for which a checkpoint may be kept by who passes it on. */
const CHECKPOINT_SECONDS = 5;

/**
 * The log as files that anybody may read (C2SP tlog-tiles), and the node as a witness (C2SP tlog-witness). Bundles of
 * entries are for auditors: they hold pseudonyms and kinds, in which order and how often.
 */
export function registerLogFiles(app: FastifyInstance, parts: ServerParts): void {
  const { transparency, clock, records, config } = parts;

  app.get('/log/checkpoint', async (_request, reply) => {
    reply.header('cache-control', `public, max-age=${CHECKPOINT_SECONDS}`);
    return await sendFile(reply, 'text/plain; charset=utf-8', await transparency.read('checkpoint'));
  });

  app.get<{ Params: { '*': string } }>('/log/tile/*', async (request, reply) => {
    const path = `tile/${request.params['*']}`;
    const entries = path.startsWith('tile/entries/');
    if (entries) {
      const caller = await findCaller(request, records, clock.now(), config.config);
      if (caller.kind === 'nobody')
        throw new AppError('UNAUTHENTICATED', 'entries are for auditors', { hint: 'Sign in, or send a key.' });
      if (!caller.permissions.includes('audit')) throw new AppError('FORBIDDEN', 'this needs the permission audit');
    }
    const bytes = await transparency.read(path);
    reply.header('cache-control', bytes === null ? 'no-store' : `${entries ? 'private' : 'public'}, ${FOR_GOOD}`);
    return await sendFile(reply, 'application/octet-stream', bytes);
  });

  app.post('/witness/add-checkpoint', { bodyLimit: MOST_BODY }, async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
    const answer = await transparency.addCheckpoint(body);
    reply.header('cache-control', 'no-store');
    return await reply.code(answer.status).type(answer.contentType).send(answer.body);
  });

  app.get<{ Params: { hash: string } }>('/witness/:hash/checkpoint', async (request, reply) => {
    const note = await transparency.watchedCheckpoint(request.params.hash);
    reply.header('cache-control', `public, max-age=${CHECKPOINT_SECONDS}`);
    return await sendFile(reply, 'text/plain; charset=utf-8', note === null ? null : Buffer.from(note));
  });
}

async function sendFile(reply: FastifyReply, type: string, bytes: Uint8Array | null): Promise<FastifyReply> {
  if (bytes === null) throw new AppError('NOT_FOUND', 'the log has no such file');
  return await reply.type(type).send(Buffer.from(bytes));
}
