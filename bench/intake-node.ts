// SPDX-License-Identifier: Apache-2.0
/** What the intake benchmark measures: a whole node, with an embedded engine of its own; its hunts wait until it is over. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNode } from '../packages/server/src/index.ts';
import { parseConfig } from '../packages/server/src/config/index.ts';

export interface BenchNode {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly enginePid: number;
  counters(): { exchanges: number; refused: number };
  pendingBytes(): number;
  /** Different exchanges that are stored. */
  countStored(): Promise<number>;
  close(): Promise<void>;
}

export async function startBenchNode(maxPendingBytes: number): Promise<BenchNode> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-bench-intake-'));
  const text = `
port: 0
data: ${folder}
logLevel: silent
intake: { maxBytes: 16MB, maxPendingBytes: ${Math.floor(maxPendingBytes / 1e6)}MB }
hunting: { every: 7d, minArrivals: 1000000000 }
`;
  const node = await createNode(parseConfig({ file: { name: 'bench.yaml', text }, environment: {}, readSecret: () => '' }), {
    consoleFolder: null,
  });
  const secret = await makeKey(node.address, node.signInLink!);
  return {
    url: `${node.address}/v1/intake`,
    headers: { authorization: `Bearer ${secret}` },
    enginePid: node.traffic.enginePid()!,
    counters: () => node.intake.counters(),
    pendingBytes: () => node.intake.pendingBytes(),
    countStored: async () => (await node.traffic.deduplicate()).after,
    async close() {
      await node.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Signs in by the link of the first start and makes a key for senders, as an administrator would. */
async function makeKey(address: string, link: string): Promise<string> {
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { answer, json: (await answer.json()) as Record<string, string> };
  };
  const session = await post('/v1/session', { token: link.split('token=')[1] });
  const cookie = session.answer.headers.get('set-cookie')!.split(';')[0]!;
  const key = await post(
    '/v1/keys',
    { name: 'bench', permissions: ['intake'] },
    { cookie, 'x-csrf-token': session.json['csrfToken']! },
  );
  return key.json['secret']!;
}
