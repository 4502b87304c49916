// SPDX-License-Identifier: Apache-2.0
import type { OperationId } from '@stillwatch/core/api';
import { type Act, NODE, type Outcome, type Who } from '../ledger/index.ts';
import type { Done } from './audit.ts';
import type { Caller } from './auth/caller.ts';
import type { ServerParts } from './contract.ts';
import { deedPayload } from './deed-payload.ts';
import { STATUS_OF, toRequestError } from './problems.ts';
import { type Recording, recordingOf } from './recording.ts';

/** Who acts by a request, and what they did so far. */
export interface Doing {
  readonly parts: ServerParts;
  readonly caller: Caller;
  readonly requestId: string;
  /** What was written into the audit trail. */
  readonly deeds: readonly Done[];
  /** About whom it is, as soon as that is known; and the key that its leaf will have, as soon as it is announced. */
  readonly about: { who: Who | null; leafKey: string | null };
}

/**
 * Does something that has to be in the log: announces it, does it, and logs what was done before anybody is told. What was
 * refused leaves nothing behind, unless a legal hold refused it. What the log does not take is not done.
 * @throws AppError LOG_UNAVAILABLE, and what the work throws.
 */
export async function recorded<T>(id: OperationId, doing: Doing, work: () => Promise<T>): Promise<T> {
  const recording = recordingOf(id);
  return recording === null ? await work() : await recordedAs(id, recording, doing, work);
}

/** The same for what is no operation of the API. @param id what it is called in the log. */
export async function recordedAs<T>(id: string, recording: Recording, doing: Doing, work: () => Promise<T>): Promise<T> {
  if ('exempt' in recording) return await work();
  const { parts, caller, requestId, deeds, about } = doing;
  const describe = (outcome: Outcome): Omit<Act, 'key'> => {
    const actor = actorOf(caller, deeds);
    const deed = deeds.at(-1) ?? { action: id, object: '', reason: null };
    const said = { operation: id, action: deed.action, object: deed.object, reason: deed.reason, requestId, outcome };
    const more = deeds.slice(0, -1).map(({ action, object, reason }) => ({ action, object, reason }));
    const payload = deedPayload(recording.leaf, parts.ledger.pseudonym(actor), said, more);
    // What is said of an erasure has to outlive the key of whom it is about.
    const sealedFor = recording.leaf === 'deletion' || recording.leaf === 'hold' ? { sealedFor: NODE } : {};
    return { kind: recording.leaf, actor, subject: about.who, payload, ...sealedFor };
  };
  if (recording.always !== undefined && parts.ledger.trouble() !== null) {
    const answer = await work();
    await parts.ledger.leave(describe('done'));
    return answer;
  }
  const intent = await parts.ledger.intend(describe('interrupted'));
  about.leafKey = intent.key;
  let answer: T;
  try {
    answer = await work();
  } catch (error) {
    const known = toRequestError(error);
    if (known.code === 'EVIDENCE_HELD') await intent.done(describe('refused'));
    else if (deeds.length > 0 || STATUS_OF[known.code] >= 500) await intent.done(describe('failed'));
    else await intent.withdraw();
    throw error;
  }
  await intent.done(describe('done'));
  return answer;
}

/** Who signs in is nobody until then. */
function actorOf(caller: Caller, deeds: Doing['deeds']): Who {
  const started = deeds.find(({ action }) => action === 'session.started');
  if (caller.kind !== 'nobody' || started === undefined) return whoIs(caller);
  return { kind: 'person', id: started.object, name: started.by };
}

/** A caller as the log knows them. */
export function whoIs(caller: Caller): Who {
  if (caller.kind === 'nobody') return { kind: 'system', id: 'nobody' };
  return { kind: caller.kind, id: caller.id, name: caller.by };
}
