// SPDX-License-Identifier: Apache-2.0
import { AppError, toAppError } from '@stillwatch/core';
import { mountTaxii } from '@stillwatch/sharing';
import type { FastifyInstance } from 'fastify';
import type { Sharing } from './create-sharing.ts';
import { MATCH_PATH } from './matching.ts';

/** A batch of a thousand elements has 46,000 bytes. */
const MOST_MATCH_BODY = 1_000_000;

/** What partners reach: TAXII, and private matching beside it. Both know them by their credentials only. */
export async function registerSharing(app: FastifyInstance, sharing: Sharing): Promise<void> {
  await app.register(async (inner) => {
    mountTaxii(inner, sharing.taxii, ['/taxii2', '/taxii2/', '/taxii2/*']);
  });
  app.post<{ Params: { step: string } }>(`${MATCH_PATH}/:step`, { bodyLimit: MOST_MATCH_BODY }, async (request, reply) => {
    const { authorization } = request.headers;
    const peer = await sharing.recognise({ headers: { authorization }, certificate: null });
    if (peer === null) throw new AppError('UNAUTHENTICATED', 'no partner has these credentials');
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
