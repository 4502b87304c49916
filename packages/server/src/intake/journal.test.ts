// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createFrameSealer } from './frame.ts';
import { makeFolder } from './folder.fixture.ts';
import { type Journal, openJournal } from './journal.ts';

const HOUR = 3_600_000;
const sealer = createFrameSealer(randomBytes(32));

function frame(name: string, from: number, to: number): Uint8Array {
  return sealer.seal({ format: 'native', body: new TextEncoder().encode(name) }, from, to);
}

async function read(journal: Journal, second: number): Promise<string[]> {
  const found: string[] = [];
  for await (const one of journal.frames(second)) found.push(Buffer.from(sealer.open(one).body).toString());
  return found;
}

it('gives the frames of a second, whichever run wrote them, also where a run broke off', async () => {
  const folder = makeFolder();
  const clock = { now: () => 500 * HOUR };
  const first = openJournal(folder, 2 * HOUR, clock);
  await Promise.all([first.append([frame('a', 10, 20), frame('b', 30, 40)]), first.append([frame('c', 15, 35)])]);
  await first.close();
  expect(await read(first, 18)).toEqual(['a', 'c']);
  const [name] = readdirSync(join(folder, 'journal'));
  const path = join(folder, 'journal', name!);
  truncateSync(path, statSync(path).size - 1);
  const second = openJournal(folder, 2 * HOUR, clock);
  await second.append([frame('d', 18, 18)]);
  expect((await read(second, 18)).sort()).toEqual(['a', 'd']);
  expect(await read(second, 41)).toEqual([]);
  await second.close();
});

it('removes an hour when all of it was kept long enough, everything where nothing is kept, and nothing else', async () => {
  const folder = makeFolder();
  let now = 500 * HOUR;
  const journal = openJournal(folder, 2 * HOUR, { now: () => now });
  await journal.append([frame('a', 1, 1)]);
  now += HOUR;
  await journal.append([frame('b', 1, 1)]);
  writeFileSync(join(folder, 'journal', 'notes.txt'), '');
  now += 2 * HOUR - 1;
  journal.expire();
  expect(await read(journal, 1)).toEqual(['b', 'a']);
  now += 1;
  journal.expire();
  expect(await read(journal, 1)).toEqual(['b']);
  await journal.close();
  expect(await read(openJournal(folder, 0, { now: () => now }), 1)).toEqual([]);
  expect(readdirSync(join(folder, 'journal'))).toEqual(['notes.txt']);
});
