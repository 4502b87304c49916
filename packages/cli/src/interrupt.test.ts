// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';

let child: ChildProcess;

afterEach(() => {
  child.kill('SIGKILL');
});

it('aborts once for a signal that is passed on twice, and ends the process at a later one', async () => {
  const script = fileURLToPath(new URL('./interrupt.child.fixture.ts', import.meta.url));
  child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout! });
  lines.on('line', (line) => said.push(line));
  await once(lines, 'line');
  child.kill('SIGINT');
  child.kill('SIGTERM');
  await once(lines, 'line');
  await sleep(700);
  expect(said).toEqual(['ready', 'aborted']);
  expect(child.signalCode).toBeNull();
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([null, 'SIGINT']);
});
