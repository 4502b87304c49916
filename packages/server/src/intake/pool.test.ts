// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { bytesOf, lines } from './intake.fixture.ts';
import type { EncodeJob } from './messages.ts';
import { createWorkerPool, type WorkerPool } from './pool.ts';

let pool: WorkerPool;
afterEach(() => pool.close());

function encodeJob(bytes: Uint8Array): EncodeJob {
  return { kind: 'encode', bytes, encoding: 'identity', limit: 1e9, format: 'native', mapping: null, seal: false };
}

describe('a pool of workers', () => {
  it('gives a body up that takes too long, and does what waited behind it', async () => {
    pool = createWorkerPool({ secret: randomBytes(32), sketchSecret: null }, 1, 2_500);
    await pool.encode(encodeJob(bytesOf(lines(0, 1))), true);
    // Lines, because a parser in the middle of one document is not interrupted.
    const endless = Buffer.alloc(60e6, '{}\n');
    const results = await Promise.allSettled(
      [endless, ...[2, 3, 4].map((i) => bytesOf(lines(i, i)))].map((body) => pool.encode(encodeJob(body), true)),
    );
    const told = results.map((one) =>
      one.status === 'fulfilled' ? one.value.work.exchanges : (one.reason as { code: string }).code,
    );
    expect(told).toEqual(['BODY_TOO_LARGE', 2, 3, 4]);
  });

  it('tells again what it had told when it is asked to forget', async () => {
    pool = createWorkerPool({ secret: randomBytes(32), sketchSecret: null }, 1);
    const tables = async (): Promise<string[]> =>
      (await pool.encode(encodeJob(bytesOf(lines(0, 9))), true)).rows.map(({ table }) => table);
    expect(await tables()).toEqual(['accounts', 'attributes', 'exchanges']);
    expect(await tables()).toEqual(['exchanges']);
    pool.forget();
    expect(await tables()).toEqual(['accounts', 'attributes', 'exchanges']);
  });

  it('does what is urgent first', async () => {
    pool = createWorkerPool({ secret: randomBytes(32), sketchSecret: null }, 1);
    const order: string[] = [];
    const ask = (name: string, urgent: boolean): Promise<unknown> =>
      pool.encode(encodeJob(bytesOf(lines(0, 1))), urgent).then(() => order.push(name));
    await Promise.all([
      ask('a', true),
      ask('b', true),
      ask('later 1', false),
      ask('later 2', false),
      ask('c', true),
      ask('d', true),
    ]);
    expect(order).toEqual(['a', 'b', 'c', 'd', 'later 1', 'later 2']);
  });

  it('ends what waits when it is closed', async () => {
    pool = createWorkerPool({ secret: randomBytes(32), sketchSecret: null }, 1);
    const asked = [1, 2, 3].map((i) => pool.encode(encodeJob(bytesOf(lines(i, 1))), true));
    const settled = Promise.allSettled(asked);
    await pool.close();
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await expect(pool.encode(encodeJob(new Uint8Array(0)), true)).rejects.toThrowWithCode('INTAKE_OVERLOADED');
  });
});
