// SPDX-License-Identifier: Apache-2.0
import { randomBytes, randomUUID } from 'node:crypto';
import { createNodeKey, type NodeKey } from '@stillwatch/core';
import type { VaultKey, VaultStore } from '../parts.ts';

/** Seals what the log keeps about its subjects, each with a key of its own: who destroys that key erases all of it. */
export interface Vault {
  /** @returns the id of the key with what it sealed. */
  seal(subject: string, text: string, label?: string | null): Promise<{ vaultKey: string; sealed: string }>;
  /** Null where the key or the sealed text is gone. @throws AppError NODE_KEY_INVALID where it was changed. */
  open(vaultKey: string, sealed: string | null): Promise<string | null>;
  /** Whom a pseudonym stands for; null where that cannot be told (any more). */
  nameOf(subject: string): Promise<string | null>;
  /** Keys that were destroyed must not live on in memory. */
  forget(subject: string): void;
}

interface Held {
  readonly id: string;
  readonly subject: string;
  readonly key: NodeKey;
}

/** Keys that are kept open; a hunt has hundreds of campaigns. */
const MOST_OPEN = 2_000;

/** @param nodeKey seals the keys, so that a copy of the records alone opens none of them. */
export function createVault(store: VaultStore, nodeKey: Pick<NodeKey, 'seal' | 'open'>): Vault {
  const bySubject = new Map<string, Held>();
  const byId = new Map<string, Held>();

  const hold = ({ id, subject, sealedKey, erasedAt }: VaultKey): Held | null => {
    if (sealedKey === null || erasedAt !== null) return null;
    const held = { id, subject, key: createNodeKey(Buffer.from(nodeKey.open(sealedKey), 'hex')) };
    if (byId.size >= MOST_OPEN) {
      byId.clear();
      bySubject.clear();
    }
    byId.set(id, held);
    bySubject.set(subject, held);
    return held;
  };

  const drawKey = async (subject: string, label: string | null): Promise<Held> => {
    const bytes = randomBytes(32);
    const sealedLabel = label === null ? null : createNodeKey(bytes).seal(label);
    const sealedKey = nodeKey.seal(bytes.toString('hex'));
    const added = await store.addKey({ id: randomUUID(), subject, sealedKey, sealedLabel });
    // Erased in this very moment: a new one is drawn.
    return hold(added) ?? (await drawKey(subject, label));
  };

  return {
    async seal(subject, text, label = null) {
      let held = bySubject.get(subject);
      if (held === undefined) {
        const known = await store.keyOf(subject);
        held = (known === null ? null : hold(known)) ?? (await drawKey(subject, label));
      }
      return { vaultKey: held.id, sealed: held.key.seal(text) };
    },
    async open(vaultKey, sealed) {
      if (sealed === null) return null;
      const known = byId.get(vaultKey) ?? null;
      if (known !== null) return known.key.open(sealed);
      const row = await store.key(vaultKey);
      return (row === null ? null : hold(row))?.key.open(sealed) ?? null;
    },
    async nameOf(subject) {
      const row = await store.keyOf(subject);
      if (row?.sealedLabel == null) return null;
      return hold(row)?.key.open(row.sealedLabel) ?? null;
    },
    forget(subject) {
      const held = bySubject.get(subject);
      bySubject.delete(subject);
      if (held !== undefined) byId.delete(held.id);
    },
  };
}
