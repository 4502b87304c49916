// SPDX-License-Identifier: Apache-2.0
/** The node that the console benchmark looks at: the command in a process of its own, following a folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../packages/cli/src/main.ts', import.meta.url));
const START_MS = 120_000;
const TICK_MS = 100;

export interface ServedNode {
  readonly address: string;
  /** One-time sign-in link of the first administrator. */
  readonly link: string;
  /** Resident memory, bytes, without the engine's. Linux only. */
  residentBytes(): number;
  stop(): Promise<void>;
}

/** @param logs folder to follow. @throws where the node does not come up within two minutes. */
export async function serveNode(data: string, logs: string): Promise<ServedNode> {
  const child = spawn(process.execPath, [MAIN, 'serve', '--data', data, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A scroll to the end of 100,000 rows asks for pages faster than a person does.
    env: {
      ...process.env,
      STILLWATCH_RATE_LIMIT_PER_MINUTE: '1000000',
      STILLWATCH_INTAKE_FOLLOW: JSON.stringify([{ path: logs }]),
      // The one hunt that counts is asked for when everything is stored.
      STILLWATCH_HUNTING_EVERY: '1d',
      STILLWATCH_HUNTING_MIN_ARRIVALS: '1000000000',
      STILLWATCH_LOG_LEVEL: 'warn',
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (output += piece.toString()));
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  try {
    const link = await printedLink(child, () => output);
    return { address: new URL(link).origin, link, residentBytes: () => residentOf(child.pid!), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function printedLink(child: ChildProcess, output: () => string): Promise<string> {
  for (let waited = 0; waited < START_MS && child.exitCode === null; waited += TICK_MS) {
    const link = /\bhttp:\/\/\S+#token=\S+/.exec(output())?.[0];
    if (link !== undefined) return link;
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  throw new Error(`the node did not come up:\n${output()}`);
}

function residentOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024;
}
