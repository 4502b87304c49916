// SPDX-License-Identifier: Apache-2.0
import { AppError, toAppError } from '@stillwatch/core';
import { mountTaxii } from '@stillwatch/sharing';
import type { FastifyInstance } from 'fastify';
import type { Sharing } from './create-sharing.ts';
import type { PeerRecord } from './kept.ts';
import { MATCH_PATH } from './matching.ts';
import { CERTIFY_PATH } from './pseudonyms.ts';

/** A batch of a thousand elements has 46,000 bytes. */
const MOST_MATCH_BODY = 1_000_000;

/** A key, and nothing else. */
const MOST_CERTIFY_BODY = 1_000;

/** What partners reach: TAXII, and private matching and certification beside it. All know them by their credentials only. */
export async function registerSharing(app: FastifyInstance, sharing: Sharing): Promise<void> {
  await app.register(async (inner) => {
    mountTaxii(inner, sharing.taxii, ['/taxii2', '/taxii2/', '/taxii2/*']);
  });
  const recognise = async ({ authorization }: { authorization?: string | undefined }): Promise<PeerRecord> => {
    const peer = await sharing.recognise({ headers: { authorization }, certificate: null });
    if (peer === null) throw new AppError('UNAUTHENTICATED', 'no partner has these credentials');
    return peer;
  };
  app.post(CERTIFY_PATH, { bodyLimit: MOST_CERTIFY_BODY }, async (request, reply) => {
    const peer = await recognise(request.headers);
    const certificate = await sharing.relay.certify(peer, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
    return await reply.header('cache-control', 'no-store').type('application/json').send(JSON.stringify(certificate));
  });
  app.post<{ Params: { step: string } }>(`${MATCH_PATH}/:step`, { bodyLimit: MOST_MATCH_BODY }, async (request, reply) => {
    const peer = await recognise(request.headers);
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    try {
      const answer = await sharing.matching.answer(peer, request.params.step, body);
      reply.header('cache-control', 'no-store');
      return await reply.type('application/json').send(JSON.stringify(answer));
    } catch (error) {
      throw toAppError(error);
    }
  });
}
