// SPDX-License-Identifier: Apache-2.0
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Kit } from './kit.ts';
import { type PayloadOptions, writePayload } from './payload.ts';
import { createRandom, mixSeeds } from './random.ts';

const FILE_BYTES = 48 << 20;
const CHUNK_CHARACTERS = 1 << 20;
/** What LiteLLM's generic API callback sends at once. */
const BATCH = 20;

/**
 * Writes the exchanges in time order into files of about 48 MB: lines of one payload, lines of arrays of
 * payloads, and every third file gzip-compressed. Memory is one chunk, whatever the length of the log.
 */
export function writeLogs(kit: Kit, folder: string, options: PayloadOptions): { exchanges: number; bytes: number } {
  const { plan, library } = kit;
  const order = plan.inOrder();
  const r = createRandom(0);
  let bytes = 0;
  let file = -1;
  let written = 0;
  let number = 0;
  let pending = '';
  let batch: string[] = [];

  const zipped = (): boolean => number % 3 === 0;
  const batched = (): boolean => number % 2 === 0;
  const flush = (): void => {
    if (pending === '') return;
    // Members of a gzip file may simply follow each other.
    const out = zipped() ? gzipSync(pending, { level: 1 }) : Buffer.from(pending);
    writeSync(file, out);
    bytes += out.length;
    written += pending.length;
    pending = '';
  };
  const closeBatch = (): void => {
    if (batch.length > 0) pending += `[${batch.join(',')}]\n`;
    batch = [];
  };
  const close = (): void => {
    closeBatch();
    flush();
    if (file >= 0) closeSync(file);
    file = -1;
  };

  for (const index of order) {
    if (file >= 0 && written > FILE_BYTES) close();
    if (file < 0) {
      number++;
      written = 0;
      file = openSync(join(folder, `payloads-${String(number).padStart(3, '0')}.jsonl${zipped() ? '.gz' : ''}`), 'w');
    }
    const account = plan.accounts[plan.account(index)]!;
    const moment = plan.moment(index);
    r.reseed(mixSeeds(account.seed ^ index, moment.item));
    const said = account.voice(moment, r);
    const answer = said.refused === true ? '' : library.everyday.sentence(r, 10, r.float(), 0.5);
    // A bijection, so that ids are unique and tell nothing of who came first into the plan.
    const id = `req-${kit.seed.toString(36)}-${(Math.imul(index + 1, 0x9e3779b1) >>> 0).toString(36)}`;
    const line = JSON.stringify(writePayload(account, moment, said, answer, r, id, options));
    // A callback that was answered too late sends again.
    if (r.chance(0.0005)) pending += `${line}\n`;
    if (batched()) {
      batch.push(line);
      if (batch.length === BATCH) closeBatch();
    } else pending += `${line}\n`;
    if (pending.length > CHUNK_CHARACTERS) flush();
  }
  close();
  return { exchanges: order.length, bytes };
}
