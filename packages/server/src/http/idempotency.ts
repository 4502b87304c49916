// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { AppError } from '@stillwatch/core';
import type { OperationId } from '@stillwatch/core/api';
import type { IdempotencyStore } from '../parts.ts';
import { RequestError } from './problems.ts';

/** Their answers show a secret once: it is not kept to be shown again. */
const SHOWN_ONCE: ReadonlySet<OperationId> = new Set<OperationId>(['addKey', 'addChannel', 'inviteUser']);

/** They change nothing but the audit trail, and what they answer (text of exchanges) must not be kept, or is of the moment. */
const SIMPLY_DONE: ReadonlySet<OperationId> = new Set<OperationId>([
  'revealExchange',
  'previewAllowed',
  'previewDossier',
  'auditLog',
]);

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * Does something once per key: who sends the same request again gets the first answer.
 * @param header of `Idempotency-Key`, or undefined: then it is simply done.
 * @throws AppError IDEMPOTENCY_MISMATCH, CONFLICT while the first is being worked on.
 */
export async function once(
  store: IdempotencyStore,
  {
    id,
    header,
    actor,
    request,
    now,
  }: { id: OperationId; header: string | undefined; actor: string; request: unknown; now: number },
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (header === undefined || SIMPLY_DONE.has(id)) return await work();
  if (!/^[\x21-\x7e]{1,200}$/.test(header)) {
    throw new RequestError('/headers/idempotency-key', 'is not 1 to 200 visible characters');
  }
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([id, request]))
    .digest('hex');
  const found = await store.begin(header, actor, fingerprint, now);
  switch (found.state) {
    case 'mismatch':
      throw new AppError('IDEMPOTENCY_MISMATCH', 'this idempotency key was used for another request', {
        hint: 'Draw a new one.',
      });
    case 'running':
      throw new AppError('CONFLICT', 'the same request is being worked on', { hint: 'Send it again in a moment.' });
    case 'done':
      if (!SHOWN_ONCE.has(id)) return found;
      throw new AppError('CONFLICT', 'this was done already, and its secret is not shown again', {
        hint: 'Remove what was made, and make it anew.',
      });
    case 'new':
  }
  try {
    const answer = await work();
    await store.finish(header, actor, SHOWN_ONCE.has(id) ? { status: answer.status, body: '' } : answer);
    return answer;
  } catch (error) {
    await store.abandon(header, actor);
    throw error;
  }
}
