// SPDX-License-Identifier: Apache-2.0
import type { LeafKindName } from '@stillwatch/accountability';
import type { Act, Outcome } from '../ledger/index.ts';

/** What a request did, as the audit trail has it. */
export interface DeedDone {
  readonly action: string;
  readonly object: string;
  readonly reason: string | null;
}

interface Said extends DeedDone {
  readonly operation: string;
  readonly requestId: string;
  readonly outcome: Outcome;
}

type Payload = Act['payload'];

/** The members that leaves of a kind always have, made of what was said of a deed. */
const MEMBERS: Partial<Readonly<Record<LeafKindName, (said: Said) => Payload>>> = {
  access: ({ action, object, reason }) => ({ item: object, purpose: reason ?? action }),
  'case-step': ({ action, object }) => ({ case: object, step: action, party: 'own' }),
  decision: ({ object, reason }) => ({ campaign: object, decision: (reason ?? '').split(':')[0]!, reason }),
  deletion: ({ object, reason }) => ({ what: object, reason }),
  exception: ({ object, reason }) => ({ scope: object, reason, expires: null }),
  export: ({ object, reason, action }) => ({ what: object, digest: null, purpose: reason ?? action }),
  hold: ({ object, action, reason }) => ({ hold: object, scope: object, state: action, reason }),
  key: ({ object, action, reason }) => ({ key: object, use: reason, state: action }),
  reveal: ({ object, reason }) => ({ what: object, purpose: reason }),
  settings: ({ object, action, reason }) => ({ setting: `${action} ${object}`, from: null, to: reason }),
  verdict: ({ object, reason }) => ({
    account: object,
    rung: (reason ?? '').split(':')[0]!,
    reasons: [reason ?? ''],
    expires: null,
  }),
};

/** Payload of a leaf about a request: who, what, on what, why, and how it went. */
export function deedPayload(kind: LeafKindName, by: string, said: Said, more: readonly DeedDone[]): Payload {
  const { operation, action, object, reason, requestId, outcome } = said;
  return {
    ...MEMBERS[kind]?.(said),
    operation,
    action,
    object,
    reason,
    by,
    requestId,
    outcome,
    ...(more.length === 0 ? {} : { also: more.map((deed) => ({ ...deed })) }),
  };
}
