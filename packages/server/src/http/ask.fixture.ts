// SPDX-License-Identifier: Apache-2.0
import { afterEach } from 'vitest';
import { openTestNode, type TestNode, type TestNodeOptions } from './node.fixture.ts';

const opened: TestNode[] = [];

/** A node without a traffic store, closed after the test. */
export async function open(options: TestNodeOptions = {}): Promise<TestNode> {
  const node = await openTestNode({ withTraffic: false, ...options });
  opened.push(node);
  return node;
}

/** To be called by a file that uses {@link open}. */
export function closeAfterEach(): void {
  afterEach(async () => {
    for (const node of opened.splice(0)) await node.close();
  });
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** Sends `GET /path` and reads the answer. */
export async function ask(
  node: TestNode,
  line: `${Method} /${string}`,
  headers: Record<string, string> = {},
  payload?: object | string,
) {
  const [method, url] = line.split(' ') as [Method, string];
  const answer = await node.http.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  const json = /json/.test(String(answer.headers['content-type'])) ? answer.json() : null;
  return { status: answer.statusCode, headers: answer.headers, json, body: answer.body, cookies: answer.cookies };
}
