// SPDX-License-Identifier: Apache-2.0
/** A witness elsewhere: it answers over HTTP, from this process, and countersigns the log that it is told of. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { openLocalWitness } from '@stillwatch/accountability';

export interface TestWitness {
  /** As a node's configuration names it, in `log.witnesses`. */
  readonly settings: { readonly name: string; readonly key: string; readonly url: string };
  /** From now on it countersigns the log with this verifier key. */
  watch(logKey: string): void;
  close(): Promise<void>;
}

export async function startWitness(name: string): Promise<TestWitness> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-witness-'));
  const witness = openLocalWitness(folder, {
    name: `${name}.example/witness`,
    seed: randomBytes(32),
    clock: { now: () => Date.now() },
  });
  const server = createServer((request, response) => {
    const answered = text(request).then((body) => witness.addCheckpoint(body));
    answered.then(
      ({ status, contentType, body }) => response.writeHead(status, { 'content-type': contentType }).end(body),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    settings: { name, key: witness.key, url: `http://127.0.0.1:${port}` },
    watch: (logKey) => witness.watch(logKey),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await witness.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
