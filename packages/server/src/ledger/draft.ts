// SPDX-License-Identifier: Apache-2.0
import { LEAF_KIND_NAMES } from '@stillwatch/accountability';
import { AppError } from '@stillwatch/core';
import { z } from 'zod';
import type { Clock, Records } from '../parts.ts';
import type { Act } from './act.ts';

const Who = z.union([
  z.strictObject({ kind: z.enum(['person', 'key']), id: z.string(), name: z.string() }),
  z.strictObject({ kind: z.enum(['account', 'campaign']), id: z.string() }),
  z.strictObject({ kind: z.enum(['system', 'pseudonym']), id: z.string() }),
]);
const Draft = z.strictObject({
  kind: z.enum(LEAF_KIND_NAMES),
  actor: Who,
  subject: Who.nullable(),
  payload: z.record(z.string(), z.custom<Act['payload'][string]>()),
  at: z.number().optional(),
  sealedFor: Who.optional(),
});

/** An act as it waits in the records. */
export function writeDraft(act: Omit<Act, 'key'>): string {
  const { kind, actor, subject, payload, at, sealedFor } = act;
  return JSON.stringify({ kind, actor, subject, payload, at, sealedFor });
}

/** @throws AppError RECORDS_CORRUPT */
export function readDraft(text: string, key: string): Act {
  const parsed = Draft.safeParse(JSON.parse(text));
  if (!parsed.success) throw new AppError('RECORDS_CORRUPT', 'an act that waits for the log cannot be read');
  const { at, sealedFor, ...rest } = parsed.data;
  return { ...rest, key, ...(at === undefined ? {} : { at }), ...(sealedFor === undefined ? {} : { sealedFor }) };
}

/** Tells of an act from a process that does not have the log: the node logs it when it looks next, or starts. */
export async function tellNode(records: Pick<Records, 'vault'>, clock: Clock, act: Omit<Act, 'key'>): Promise<void> {
  const at = clock.now();
  await records.vault.draft({ origin: null, state: 'told', at, draft: writeDraft({ at, ...act }) });
}
