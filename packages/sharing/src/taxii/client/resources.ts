// SPDX-License-Identifier: Apache-2.0
/** Resources as strangers' servers send them: what is not needed may be missing or null. */
import { AppError } from '@stillwatch/core';
import { z } from 'zod';

const text = z.string().nullish().catch(null);
const count = z.number().int().nonnegative().nullish().catch(null);

const discovery = z.looseObject({
  title: text,
  description: text,
  contact: text,
  default: text,
  api_roots: z.array(z.string()).nullish(),
});
const root = z.looseObject({ title: text, description: text, max_content_length: count });
const collection = z.looseObject({
  id: z.string().min(1),
  title: text,
  description: text,
  alias: text,
  can_read: z.boolean(),
  can_write: z.boolean(),
});
const collections = z.looseObject({ collections: z.array(collection).nullish() });
const entry = z.looseObject({ id: z.string(), version: text, message: text });
const status = z.looseObject({
  id: z.string(),
  status: z.enum(['pending', 'complete']),
  success_count: count,
  failure_count: count,
  pending_count: count,
  failures: z.array(entry).nullish().catch(null),
});
const page = z.looseObject({ more: z.boolean().nullish(), next: text, objects: z.array(z.unknown()).nullish() });
const versions = z.looseObject({ more: z.boolean().nullish(), next: text, versions: z.array(z.string()).nullish() });

const SHAPES = { discovery, root, collection, collections, status, page, versions } as const;

export type PeerCollection = z.infer<typeof collection>;
export type PeerRoot = z.infer<typeof root>;
export type PeerStatus = z.infer<typeof status>;

/** @throws AppError TAXII_FAILED for another shape */
export function readResource<K extends keyof typeof SHAPES>(kind: K, value: unknown): z.infer<(typeof SHAPES)[K]> {
  const parsed = SHAPES[kind].safeParse(value);
  if (parsed.success) return parsed.data as z.infer<(typeof SHAPES)[K]>;
  const [issue] = parsed.error.issues;
  throw new AppError('TAXII_FAILED', `the answer is no ${kind}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}
