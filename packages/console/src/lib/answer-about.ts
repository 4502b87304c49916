// SPDX-License-Identifier: Apache-2.0
import type { InboxDetail } from '@stillwatch/core/api';

/** Kinds of objects by which partners answer to what this node said. */
export const ANSWERS: readonly string[] = ['opinion', 'sighting'];

/** Ids of what an answer is about, as it says itself; none where it cannot be read. */
export function answerAbout({ item, bundle }: Pick<InboxDetail, 'bundle'> & { item: Pick<InboxDetail['item'], 'id'> }): string[] {
  let objects: unknown;
  try {
    objects = JSON.parse(bundle);
  } catch {
    return [];
  }
  if (!Array.isArray(objects)) return [];
  const own = (objects as readonly unknown[]).find((one) => isRecord(one) && one.id === item.id);
  if (!isRecord(own)) return [];
  const refs = Array.isArray(own.object_refs) ? (own.object_refs as readonly unknown[]) : [own.sighting_of_ref];
  return refs.filter((ref) => typeof ref === 'string');
}

function isRecord(one: unknown): one is Record<string, unknown> {
  return typeof one === 'object' && one !== null && !Array.isArray(one);
}
