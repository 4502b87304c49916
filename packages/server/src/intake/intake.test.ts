// SPDX-License-Identifier: Apache-2.0
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { ERROR_CODES } from '@stillwatch/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, envelope, lines, NDJSON, useBench } from './intake.fixture.ts';

const bench = useBench();

describe('a delivered batch', () => {
  it('is stored when it is acknowledged, and once when it comes again', async () => {
    const intake = bench.open();
    const body = bytesOf(lines(0, 500));
    expect(await intake.take(body, NDJSON)).toEqual({ accepted: 500, rejected: 0, problems: [] });
    expect(await bench.count()).toBe(500);
    expect(await intake.take(body, NDJSON)).toMatchObject({ accepted: 500 });
    expect(await bench.count()).toBe(500);
    expect(intake.counters()).toMatchObject({ exchanges: 1_000, rejected: 0, batches: 2, refused: 0, perMinute: 1_000 });
    expect(intake.pendingBytes()).toBe(0);
    expect(intake.status().status).toBe('ok');
  });

  it('may be packed, in several members or frames', async () => {
    const intake = bench.open();
    const halves = [bytesOf(lines(0, 40)), bytesOf(lines(40, 60))];
    const gzip = Buffer.concat(halves.map((half) => gzipSync(half)));
    const zstd = Buffer.concat(halves.map((half) => zstdCompressSync(half)));
    expect(await intake.take(gzip, { ...NDJSON, encoding: 'gzip' })).toMatchObject({ accepted: 100 });
    expect(await intake.take(zstd, { ...NDJSON, encoding: 'zstd' })).toMatchObject({ accepted: 100 });
    expect(await bench.count()).toBe(100);
  });

  it('counts what it cannot read, by code and line, and says nothing of what it read', async () => {
    const intake = bench.open();
    const secret = 'canary-7f';
    const body = [
      envelope(1),
      `{"account": "${secret}", `,
      envelope(2, { api: `${secret} and more` }),
      envelope(3, { account: '' }),
      envelope(4, { time: secret }),
      `"${secret}"`,
      envelope(5),
    ].join('\n');
    const answer = await intake.take(bytesOf(body), { ...NDJSON, format: 'native' });
    expect(answer).toMatchObject({ accepted: 2, rejected: 5 });
    expect(answer.problems.map(({ code, count }) => [code, count])).toEqual([
      ['LINE_NOT_JSON', 1],
      ['RECORD_INVALID', 3],
      ['TIME_INVALID', 1],
    ]);
    expect(answer.problems[1]!.samples).toEqual(['line 3: unknown "api"', 'line 4: no "account"', 'line 6: not an object']);
    expect(JSON.stringify(answer)).not.toContain(secret);
  });

  it('counts every refused item of a LiteLLM batch', async () => {
    const intake = bench.open();
    const item = (i: number, account: string) => ({
      id: `c${i}`,
      call_type: 'acompletion',
      startTime: 1_790_000_000 + i,
      model: 'm',
      messages: [{ role: 'user', content: 'hello' }],
      model_parameters: {},
      metadata: { user_api_key_hash: account },
    });
    const batch = [item(1, 'a'), item(2, ''), item(3, ''), item(4, 'b')];
    const options = { format: 'litellm', encoding: 'identity', mediaType: 'application/json' } as const;
    const answer = await intake.take(bytesOf(JSON.stringify(batch)), options);
    expect(answer).toMatchObject({ accepted: 2, rejected: 2, problems: [{ code: 'RECORD_INVALID', count: 2 }] });
    // Callbacks can be set to send lines, too.
    const split = batch.map((one) => JSON.stringify(one)).join('\n');
    expect(await intake.take(bytesOf(split), { ...options, mediaType: 'application/x-ndjson' })).toMatchObject({
      accepted: 2,
      rejected: 2,
    });
    expect(await bench.count()).toBe(2);
  });

  it('shares inserts with others', async () => {
    const inserts: string[] = [];
    const { store } = bench;
    const counting = {
      ...store,
      insert: (table: Parameters<typeof store.insert>[0], rows: Uint8Array) => {
        inserts.push(table);
        return store.insert(table, rows);
      },
    };
    const intake = bench.open({}, { store: counting });
    await intake.take(bytesOf(lines(0, 1)), NDJSON);
    inserts.length = 0;
    await Promise.all(Array.from({ length: 50 }, (_, i) => intake.take(bytesOf(lines(i * 10, 10)), NDJSON)));
    expect(await bench.count()).toBe(500);
    expect(inserts.filter((table) => table === 'exchanges').length).toBeLessThan(10);
  });

  it('is nothing when empty', async () => {
    const intake = bench.open();
    for (const mediaType of ['application/json', 'application/x-protobuf']) {
      expect(await intake.take(new Uint8Array(0), { ...NDJSON, mediaType })).toEqual({ accepted: 0, rejected: 0, problems: [] });
    }
  });
});

describe('a body that cannot be taken', () => {
  it.each(['gzip', 'zstd'] as const)('as a %s bomb, or damaged, is refused whole and harms nobody', async (encoding) => {
    const intake = bench.open({ maxBytes: 2e6 });
    const pack = encoding === 'gzip' ? gzipSync : zstdCompressSync;
    const options = { ...NDJSON, encoding };
    const bomb = pack(Buffer.alloc(60e6, 'x'));
    const framed = Buffer.concat([pack(Buffer.alloc(1.5e6)), pack(Buffer.alloc(1.5e6))]);
    const cut = pack(bytesOf(lines(0, 200))).subarray(0, 900);
    const results = await Promise.allSettled([
      intake.take(bomb, options),
      intake.take(framed, options),
      intake.take(cut, options),
      intake.take(bytesOf('not packed'), options),
      intake.take(bytesOf(lines(0, 5)), NDJSON),
    ]);
    const codes = results.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : one.value.accepted));
    expect(codes).toEqual(['BODY_TOO_LARGE', 'BODY_TOO_LARGE', 'INPUT_TRUNCATED', 'INPUT_CORRUPT', 5]);
    expect(await bench.count()).toBe(5);
    expect(intake.pendingBytes()).toBe(0);
  });

  it('says why', async () => {
    const intake = bench.open({ maxBytes: 1_000 });
    await expect(intake.take(new Uint8Array(1_001), NDJSON)).rejects.toThrowWithCode('BODY_TOO_LARGE');
    await expect(intake.take(bytesOf('{"a":1}'), NDJSON)).rejects.toThrowWithCode('FORMAT_UNKNOWN');
    await expect(intake.take(bytesOf('{"a":1}'), { ...NDJSON, format: 'nope' })).rejects.toThrowWithCode('FORMAT_UNSUPPORTED');
    const protobuf = { ...NDJSON, mediaType: 'application/x-protobuf' };
    await expect(intake.take(bytesOf('no protobuf'), protobuf)).rejects.toThrowWithCode('PROTOBUF_INVALID');
  });

  it('of any bytes ends in an answer or a coded error', async () => {
    const intake = bench.open({ maxBytes: 100_000 });
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 80 }).map(bytesOf),
      fc.json({ maxDepth: 4 }).map(bytesOf),
      fc.nat(50).map((i) => bytesOf(`${envelope(i)}\n`)),
    );
    const body = fc.tuple(
      fc.array(piece, { maxLength: 4 }).map((parts) => Buffer.concat(parts)),
      fc.constantFrom('none', 'gzip', 'zstd'),
    );
    await fc.assert(
      fc.asyncProperty(
        body,
        fc.option(
          fc.constantFrom(
            'native',
            'litellm',
            'litellm-spend',
            'otlp',
            'otlp-protobuf',
            'bedrock',
            'kong',
            'azure-apim',
            'x',
            'jsonl',
            'csv',
          ),
        ),
        fc.constantFrom('identity' as const, 'gzip' as const, 'zstd' as const),
        fc.constantFrom('application/json', 'application/x-protobuf', ''),
        async ([bytes, packing], format, encoding, mediaType) => {
          const packed = packing === 'gzip' ? gzipSync(bytes) : packing === 'zstd' ? zstdCompressSync(bytes) : bytes;
          try {
            const answer = await intake.take(packed, { format, encoding, mediaType });
            expect(answer.rejected).toBe(answer.problems.reduce((sum, { count }) => sum + count, 0));
          } catch (error) {
            const { code } = error as { code: string };
            expect(Object.keys(ERROR_CODES)).toContain(code);
            expect(code).not.toBe('INTERNAL');
          }
        },
      ),
      { numRuns: 80 },
    );
    expect(intake.pendingBytes()).toBe(0);
  });
});

describe('overload', () => {
  it('refuses at once what is too much, keeps what was taken, and goes on afterwards', async () => {
    const { store } = bench;
    const gate = Promise.withResolvers<void>();
    const slow = {
      ...store,
      insert: async (...args: Parameters<typeof store.insert>) => {
        await gate.promise;
        return store.insert(...args);
      },
    };
    const body = bytesOf(lines(0, 100));
    const intake = bench.open({ maxPendingBytes: body.length * 5 }, { store: slow });
    const bodies = Array.from({ length: 40 }, (_, i) => bytesOf(lines(i * 100, 100)));
    const taken = bodies.map((one) => intake.take(one, NDJSON));
    const settled = Promise.allSettled(taken);
    await expect(taken.at(-1)!).rejects.toThrowWithCode('INTAKE_OVERLOADED');
    expect(intake.pendingBytes()).toBeLessThan(body.length * 6);
    expect(intake.status()).toMatchObject({ part: 'intake', status: 'degraded' });
    gate.resolve();
    const results = await settled;
    const accepted = results.filter(({ status }) => status === 'fulfilled').length;
    expect(accepted).toBeGreaterThan(0);
    expect(intake.counters()).toMatchObject({ refused: 40 - accepted, batches: accepted });
    expect(await bench.count()).toBe(accepted * 100);
    for (let i = 0; i < 40; i += 4) await Promise.all(bodies.slice(i, i + 4).map((one) => intake.take(one, NDJSON)));
    expect(await bench.count()).toBe(4_000);
  });
});

describe('a lost insert', () => {
  it('acknowledges nothing, and what it would have told is told when the batch comes again', async () => {
    const { store } = bench;
    let failing = true;
    const flaky = {
      ...store,
      insert: (...args: Parameters<typeof store.insert>) =>
        failing ? Promise.reject(Object.assign(new Error('x'), { code: '241' })) : store.insert(...args),
    };
    const intake = bench.open({}, { store: flaky });
    const first = bytesOf(lines(0, 20));
    const both = await Promise.allSettled([intake.take(first, NDJSON), intake.take(bytesOf(lines(20, 20)), NDJSON)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(intake.status().status).toBe('degraded');
    failing = false;
    await intake.take(first, NDJSON);
    expect(await bench.count()).toBe(20);
    const addresses = await store.rows<{ n: string }>(
      `SELECT uniqExact(value) AS n FROM ${store.table('attributes')} WHERE field = 2`,
    );
    expect(addresses).toEqual([{ n: '20' }]);
    expect(await store.rows(`SELECT uniqExact(account) AS n FROM ${store.table('accounts')}`)).toEqual([{ n: '7' }]);
    expect(intake.status().status).toBe('ok');
  });

  it('comes to nobody’s notice when the engine is killed and comes back', async () => {
    const intake = bench.open();
    let acknowledged = 0;
    const deliver = async (from: number): Promise<void> => {
      for (let i = 0; i < 10; i++) {
        const { accepted } = await intake.take(bytesOf(lines(from + i * 50, 50)), NDJSON);
        acknowledged += accepted;
        if (from === 0 && i === 3) process.kill(bench.store.enginePid()!, 'SIGKILL');
      }
    };
    await Promise.all([deliver(0), deliver(10_000), deliver(20_000)]);
    expect(acknowledged).toBe(1_500);
    expect(await bench.count()).toBe(1_500);
  });
});

describe('a closed intake', () => {
  it('finishes what it took and refuses the rest', async () => {
    const intake = bench.open();
    const taken = intake.take(bytesOf(lines(0, 100)), NDJSON);
    await Promise.all([intake.close(), taken]);
    expect(await bench.count()).toBe(100);
    await expect(intake.take(bytesOf(lines(0, 1)), NDJSON)).rejects.toThrowWithCode('INTAKE_OVERLOADED');
    expect(intake.status().status).toBe('down');
  });
});
