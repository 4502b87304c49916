// SPDX-License-Identifier: Apache-2.0
import type { NodeKey } from '@stillwatch/core';

/** Somebody or something that acts, or that is acted on. */
export type Who =
  | { readonly kind: 'person' | 'key'; readonly id: string /** Name, for as long as it may be told. */; readonly name: string }
  | { readonly kind: 'account' | 'campaign'; readonly id: string }
  /** Known by pseudonym only. */
  | { readonly kind: 'pseudonym'; readonly id: string }
  /** The node itself, or one of its parts or tools. */
  | { readonly kind: 'system'; readonly id: string };

/** The node, acting by itself. */
export const NODE: Who = { kind: 'system', id: 'node' };

/**
 * What the log calls somebody: the kind, and a keyed hash that only this node can make. `account:` has the hash by which the
 * traffic store knows the account, so that both can be brought together here and nowhere else.
 */
export function pseudonymOf(key: Pick<NodeKey, 'pseudonym'>, who: Who): string {
  if (who.kind === 'pseudonym') return who.id;
  if (who.kind === 'system') return `system:${who.id.replaceAll(/[^A-Za-z0-9_.-]+/g, '-').slice(0, 100)}`;
  return pseudonymOfHash(who.kind, key.pseudonym(who.kind, who.id));
}

export function pseudonymOfHash(kind: string, hash: bigint): string {
  return `${kind}:${hash.toString(16).padStart(16, '0')}`;
}
