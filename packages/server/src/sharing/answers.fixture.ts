// SPDX-License-Identifier: Apache-2.0
import type { InboxItem } from '@stillwatch/core/api';
import type { Assertion } from '@stillwatch/sharing';
import type { TestNode } from '../http/node.fixture.ts';
import { call } from './nodes.fixture.ts';

/** Somebody at a node accepts or disputes what was received. @param more of the request. */
export async function decide(node: TestNode, id: string, what: 'accept' | 'dispute', more: object = {}): Promise<InboxItem> {
  const body = { reason: 'We looked at it.', ...more };
  const answer = await call(node, await node.asPerson(['analyst'], 'analyst'), `POST /v1/inbox/${id}/${what}`, { body });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json;
}
/** Opinions that a node keeps of somebody, as they came. */
export async function opinionsOf(node: TestNode, source: string): Promise<Assertion[]> {
  return (await node.records.sharing.assertions.list({ source, type: 'opinion' }, { limit: 100 })).items;
}

/** One property of each object. */
export const said = (list: readonly Assertion[], name: string): unknown[] => list.map(({ object }) => object[name]);
