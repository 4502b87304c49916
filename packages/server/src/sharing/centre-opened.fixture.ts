// SPDX-License-Identifier: Apache-2.0
/** A sharing centre and its members for all tests of a file, and its partners as they stand at the moment. */
import type { Peer } from '@stillwatch/core/api';
import { afterAll, beforeAll } from 'vitest';
import type { TestNode } from '../http/node.fixture.ts';
import { type Centre, openCentre, versionOf } from './centre.fixture.ts';

type Change = Parameters<TestNode['parts']['sharing']['peers']['change']>[1];

/** Opens them before the first test of the file that calls this, and closes them after the last. @returns them, once open. */
export function centreOfTests(): () => Centre {
  let centre: Centre | undefined;
  beforeAll(async () => {
    centre = await openCentre();
  }, 60_000);
  afterAll(async () => await centre?.close());
  return () => centre!;
}

export async function peerAt(node: TestNode, id: string): Promise<Peer> {
  return (await node.parts.sharing.peers.get(id))!;
}

/** Changes a partner whatever was changed before. */
export async function changeAt(node: TestNode, id: string, change: Change): Promise<void> {
  await node.parts.sharing.peers.change(id, change, versionOf(await peerAt(node, id)));
}
