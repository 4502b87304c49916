// SPDX-License-Identifier: Apache-2.0
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, createNodeKey, type NodeKey } from '@stillwatch/core';
import { readIfPresent, writeDurably } from './node-secret.ts';

/** The keys of a folder, and what has to be known of that of its sketches. */
export interface SketchKey {
  readonly nodeKey: NodeKey;
  /** What sketches are made under where a sharing group has it in common; null: the node key's secret. As secret as that. */
  readonly sketchSecret: Uint8Array | null;
  /**
   * Is another sketch key wanted than what is stored here was sketched under? Then it is taken over, which a folder that holds
   * traffic refuses; nothing may be stored before.
   * @throws AppError NODE_KEY_INVALID
   */
  settleSketchKey(holdsTraffic: () => Promise<boolean>): Promise<void>;
}

/**
 * The key under which a folder's traffic is sketched: that of a sharing group, kept in `sketch.key`, or the node's own, where
 * there is no such file. Sketches of two keys cannot be compared, so that a folder with traffic keeps the one it has.
 */
export function openSketchKey(folder: string, secret: Uint8Array, wanted: Uint8Array | null | undefined): SketchKey {
  const file = join(folder, 'sketch.key');
  const kept = readIfPresent(file);
  if (kept !== null && kept.length !== 32) throw keyError(file, `has ${kept.length} bytes instead of 32`);
  const sketchSecret = wanted === undefined ? kept : wanted;
  if (sketchSecret !== null && sketchSecret.length !== 32) throw keyError(file, 'must be 32 bytes');
  const nodeKey = createNodeKey(secret, sketchSecret);
  let isSettled = nodeKey.sketchKeyId === createNodeKey(secret, kept).sketchKeyId;
  return {
    nodeKey,
    sketchSecret,
    async settleSketchKey(holdsTraffic) {
      if (isSettled) return;
      if (await holdsTraffic()) throw keyError(file, 'is not the one that the traffic here was sketched under');
      if (sketchSecret === null) rmSync(file, { force: true });
      else writeDurably(file, sketchSecret);
      isSettled = true;
    },
  };
}

function keyError(file: string, what: string): AppError {
  return new AppError('NODE_KEY_INVALID', `sketch.key ${what}`, {
    place: { file },
    hint: 'Set sharing.group.sketchKey to what it was, or begin a new folder with the new one: sketches of two keys do not compare.',
  });
}
