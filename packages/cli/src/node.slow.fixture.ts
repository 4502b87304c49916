// SPDX-License-Identifier: Apache-2.0
/** A node as a user starts it: the command in a process of its own, its output, its end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

export interface RunningNode {
  readonly address: string;
  readonly data: string;
  /** One-time sign-in link that it printed. */
  readonly link: string;
  /** What it wrote until now: standard output and standard error. */
  output(): string;
  /** A new link from the command `sign-in-link`, made beside the running node. */
  newLink(user?: string): Promise<string>;
  /** Sends SIGTERM. @returns its exit code. */
  stop(): Promise<number | null>;
}

/** Starts `stillwatch serve` at a free port with a new data folder; at most two minutes until it answers. */
export async function startNode(args: readonly string[] = []): Promise<RunningNode> {
  const data = mkdtempSync(join(tmpdir(), 'stillwatch-test-node-'));
  const child = spawn(process.execPath, [MAIN, 'serve', '--data', data, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (output += piece.toString()));
  const link = await waitFor(
    child,
    () => /\bhttp:\/\/\S+#token=\S+/.exec(output)?.[0],
    () => output,
  );
  const { origin } = new URL(link);
  return {
    address: origin,
    data,
    link,
    output: () => output,
    async newLink(user) {
      const asked = spawn(
        process.execPath,
        [MAIN, 'sign-in-link', '--data', data, ...(user === undefined ? [] : ['--user', user])],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
          env: { ...process.env, STILLWATCH_PORT: new URL(origin).port },
        },
      );
      let answer = '';
      asked.stdout.on('data', (piece: Buffer) => (answer += piece.toString()));
      await once(asked, 'exit');
      return answer.trim();
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        // Told with what it said last, and not by a test that never ends.
        const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
        await once(child, 'exit');
        clearTimeout(late);
      }
      if (child.signalCode !== null) throw new Error(`the node was ended by ${child.signalCode}:\n${output.slice(-2_000)}`);
      rmSync(data, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}

async function waitFor<T>(child: ChildProcess, look: () => T | undefined, output: () => string): Promise<T> {
  for (let tenths = 0; tenths < 1_200; tenths++) {
    const found = look();
    if (found !== undefined) return found;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGKILL');
  throw new Error(`the node did not come up:\n${output()}`);
}
