// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { openCheckpoint } from './checkpoint.ts';
import { equalBytes } from './encoding.ts';
import { testSigner } from './keys.fixture.ts';
import { entryOf, NOW, ORIGIN } from './log.fixture.ts';
import { openLog } from './log.ts';
import type { TransparencyLog } from './transparency-log.ts';
import { EMPTY_ROOT, verifyConsistency } from './merkle.ts';
import { noteVerifier } from './note.ts';

const script = fileURLToPath(new URL('./append.child.fixture.ts', import.meta.url));

/**
 * Starts a writer, kills it a moment after it has said some lines (or, now and then, while it starts), and gives the whole
 * lines that it said.
 */
async function appendUntilKilled(folder: string, round: number): Promise<string[]> {
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const enough = 1 + Math.floor(Math.random() * 60);
  let said = '';
  let lines = 0;
  const closed = once(child.stdout, 'close');
  const talked = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      lines += text.split('\n').length - 1;
      if (lines >= enough) resolve();
    });
  });
  const started = round % 10 === 9 ? sleep(Math.random() * 400) : talked;
  try {
    await Promise.race([started, closed]);
    await sleep(Math.random() * 4);
  } finally {
    child.kill('SIGKILL');
  }
  await closed;
  return said.split('\n').slice(0, -1);
}

/**
 * Kills a writer many times at any moment, and holds the log to all that was ever acknowledged or signed: after each time
 * to what that writer said, and to the tree that the log was then; in the end to everything.
 * @returns how much was acknowledged
 */
export async function killManyTimes(times: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-kill-'));
  const everything: string[] = [];
  let before: { size: number; root: Uint8Array } = { size: 0, root: EMPTY_ROOT };
  const open = (): Promise<TransparencyLog> =>
    openLog({ folder, origin: ORIGIN, signer: testSigner(ORIGIN), clock: { now: () => NOW } });
  try {
    for (let round = 0; round < times; round++) {
      const said = await appendUntilKilled(folder, round);
      everything.push(...said);
      const log = await open();
      await checkSaid(log, said);
      const [from, to, toRoot] = [before.size, log.size(), log.root()];
      expect(to).toBeGreaterThanOrEqual(from);
      expect(verifyConsistency({ from, to, fromRoot: before.root, toRoot, proof: await log.consistency(from, to) })).toBe(true);
      before = { size: to, root: toRoot };
      // Every other time the next writer finds it as the killed one left it, but for what opening it mended.
      if (round % 2 === 0) await log.checkpoint();
      await log.close();
    }
    const log = await open();
    await checkSaid(log, everything);
    expect((await log.audit()).problems).toEqual([]);
    await log.close();
    return everything.filter((line) => line.startsWith('entry ')).length;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function checkSaid(log: TransparencyLog, said: readonly string[]): Promise<void> {
  for (const line of said) {
    const [word, index, number] = line.split(' ');
    if (word === 'entry') {
      expect(equalBytes(await log.entry(Number(index)), entryOf(Number(number))), line).toBe(true);
    } else if (word === 'checkpoint') {
      const note = JSON.parse(line.slice('checkpoint '.length)) as string;
      const { size, root } = openCheckpoint(note, [noteVerifier(testSigner(ORIGIN).key)], ORIGIN);
      expect(equalBytes(log.rootAt(size), root), line).toBe(true);
    }
  }
}
