// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** Starts a script, kills it a while after its first word, and gives the whole lines that it said. */
export async function runUntilKilled(script: string, args: readonly string[], afterMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  try {
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    await sleep(afterMs);
  } finally {
    child.kill('SIGKILL');
  }
  await once(child.stdout, 'close');
  return said.split('\n').slice(0, -1);
}
