// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeTempFolder } from '../read/read.fixture.ts';
import { readExemplars } from './exemplars.ts';
import { makeFacts, makeLogFolder, START, useEngine, writeLog } from './ingest.fixture.ts';

const { openFresh, read } = useEngine();
const root = makeTempFolder();
const FACTS = Array.from({ length: 400 }, (_, i) => makeFacts(i));

const put = (files: Record<string, string | Uint8Array>): string => makeLogFolder(root, files);

describe('ingest', () => {
  it('stores every exchange of a folder in several formats and compressions, and says what it read', async () => {
    const folder = put({
      'a.jsonl': writeLog(FACTS.slice(0, 100), 'native'),
      'sub/b.gz': gzipSync(writeLog(FACTS.slice(100, 200), 'litellm')),
      'sub/c.log': zstdCompressSync(writeLog(FACTS.slice(200, 300), 'native')),
      'd.json': JSON.stringify(
        writeLog(FACTS.slice(300), 'litellm')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown),
        null,
        2,
      ),
    });
    const store = await openFresh();
    const result = await read(store, { paths: [folder] });
    expect(result).toMatchObject({
      files: 4,
      exchanges: 400,
      rejected: 0,
      outside: 0,
      formats: { native: 2, litellm: 2 },
      problems: [],
      from: START,
      to: FACTS.at(-1)!.time,
    });
    expect(result.absent).toMatchObject({ ip: 0, userAgent: 0, session: 0, plan: 0, payment: 1, endUser: 1 });
    const [row] = await store.rows(
      `SELECT count() AS n, uniqExact(account) AS accounts, sum(outTokens) AS tokens FROM ${store.table('exchanges')}`,
    );
    expect(row).toEqual({ n: '400', accounts: '40', tokens: String(FACTS.reduce((sum, { output }) => sum + output, 0)) });
  });

  it('counts what is bad and says where, and goes on', async () => {
    const good = writeLog(FACTS.slice(0, 3), 'native').trim().split('\n');
    const folder = put({
      'a.jsonl': [
        good[0],
        'no json',
        '{"account":"x","api":"openai.chat"}',
        good[1],
        '{"api":"openai.chat","time":1790000000}',
        good[2],
      ].join('\n'),
      'cut.gz': gzipSync(writeLog(FACTS.slice(3, 300), 'native')).subarray(0, -20),
      'strange.txt': 'Dear reader, this is no log.\n',
      'empty.jsonl': '',
    });
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'));
    const store = await openFresh();
    const result = await read(store, { paths: [folder] });
    expect(result.exchanges).toBeGreaterThan(200);
    expect(result.rejected).toBe(4);
    const problems = Object.fromEntries(result.problems.map(({ code, samples }) => [code, samples]));
    expect(problems.LINE_NOT_JSON![0]).toMatch(/a\.jsonl:2 is not JSON/);
    expect(problems.TIME_INVALID![0]).toMatch(/a\.jsonl:3 no readable "time"/);
    expect(problems.RECORD_INVALID![0]).toMatch(/a\.jsonl:5 no "account"/);
    expect(problems.INPUT_TRUNCATED![0]).toMatch(/cut\.gz the compressed file ends too early/);
    expect(problems.INPUT_UNREADABLE![0]).toMatch(/dangling/);
    expect(problems.FORMAT_UNKNOWN!.map((sample) => /\/(\w+)\.\w+ /.exec(sample)?.[1])).toEqual(['empty', 'strange']);
    expect((await store.deduplicate()).after).toBe(result.exchanges);
  });

  it('keeps a few samples of many problems, the first by place', async () => {
    const bad = Array.from({ length: 50 }, (_, i) => `bad ${i}`).join('\n');
    const folder = put({ 'a.jsonl': `${writeLog(FACTS.slice(0, 1), 'native')}${bad}`, 'b.jsonl': bad });
    const result = await read(await openFresh(), { paths: [folder], format: 'native', workers: 2 });
    expect(result.problems).toHaveLength(1);
    expect(result.problems[0]).toMatchObject({ code: 'LINE_NOT_JSON', count: 100 });
    expect(result.problems[0]!.samples.map((sample) => /\w\.jsonl:\d+/.exec(sample)![0])).toEqual(
      [2, 3, 4, 5, 6].map((line) => `a.jsonl:${line}`),
    );
  });

  it('reads nothing from inputs that are all bad, without failing', async () => {
    const result = await read(await openFresh(), { paths: [put({ 'a.log': 'x\n', 'b.gz': 'y', 'c.json': '{}' })] });
    expect(result).toMatchObject({ files: 3, exchanges: 0, formats: {}, from: null, to: null });
    expect(result.problems).toMatchObject([{ code: 'FORMAT_UNKNOWN', count: 3 }]);
    expect(await read(await openFresh(), { paths: [put({})] })).toMatchObject({ files: 0, exchanges: 0, problems: [] });
  });

  it('refuses what was named and is not there, and formats that do not exist', async () => {
    const store = await openFresh();
    await expect(read(store, { paths: [join(root, 'missing')] })).rejects.toThrowWithCode('INPUT_NOT_FOUND');
    await expect(read(store, { paths: [root], format: 'nativ' })).rejects.toThrowWithCode('FORMAT_UNSUPPORTED');
  });

  it('leaves out what lies outside the wanted time', async () => {
    const folder = put({ 'a.jsonl': writeLog(FACTS, 'native') });
    const [since, until] = [FACTS[100]!.time, FACTS[300]!.time];
    const result = await read(await openFresh(), { paths: [folder], since, until });
    expect(result).toMatchObject({ exchanges: 200, outside: 200, from: since, to: FACTS[299]!.time });
  });

  it('takes records without ids, fields and text, and two equal ones as one', async () => {
    const bare = JSON.stringify({ account: 'a', time: '2026-09-01T00:00:00Z', api: 'openai.chat' });
    const said = JSON.stringify({
      account: 'a',
      time: '2026-09-01T00:00:00Z',
      api: 'openai.chat',
      request: { messages: [{ role: 'user', content: '\ud83d\0 \\ud800' }] },
    });
    const store = await openFresh();
    const result = await read(store, { paths: [put({ 'a.jsonl': [bare, bare, said, said].join('\n') })] });
    expect(result).toMatchObject({ exchanges: 4, rejected: 0 });
    expect(Object.values(result.absent).every((share) => share === 1)).toBe(true);
    expect((await store.deduplicate()).after).toBe(2);
  });

  it('remembers where a few exchanges of each account lie, in any kind of file', async () => {
    const folder = put({
      'a.jsonl': `\ufeff${writeLog(FACTS.slice(0, 200), 'native')}`,
      'b.gz': gzipSync(writeLog(FACTS.slice(200), 'litellm')),
    });
    const store = await openFresh();
    const result = await read(store, { paths: [folder] });
    const accounts = [store.nodeKey.pseudonym('account', 'account-0'), store.nodeKey.pseudonym('account', 'account-7')];
    const exemplars = await readExemplars(result.exemplars, result.sources, null, accounts);
    expect(exemplars.length).toBe(16);
    const known = new Map(FACTS.map((facts) => [facts.id, facts]));
    for (const { id, account, user } of exemplars)
      expect({ account, user }).toEqual({ account: known.get(id)!.account, user: known.get(id)!.text });
  });

  it('says how far it is without ever going back', async () => {
    const folder = put({ 'a.jsonl': writeLog(FACTS, 'native'), 'b.gz': gzipSync(writeLog(FACTS, 'litellm')), 'c.txt': 'x\n' });
    const seen: [number, number, number][] = [];
    await read(await openFresh(), { paths: [folder], workers: 2, onProgress: (...progress) => seen.push(progress) });
    for (let i = 1; i < seen.length; i++) {
      expect(seen[i]![0]).toBeGreaterThanOrEqual(seen[i - 1]![0]);
      expect(seen[i]![1]).toBeGreaterThanOrEqual(seen[i - 1]![1]);
    }
    const [exchanges, done, all] = seen.at(-1)!;
    expect([exchanges, done]).toEqual([800, all]);
  });
});

describe('ingest that is aborted', () => {
  it('ends with the reason of the signal, leaves nothing running, and can be done again', async () => {
    const facts = Array.from({ length: 30_000 }, (_, i) => makeFacts(i));
    const folder = put({ 'a.jsonl': writeLog(facts, 'native'), 'b.jsonl': writeLog(facts.slice(0, 100), 'native') });
    const store = await openFresh();
    const reason = new Error('enough');
    await expect(read(store, { paths: [folder], signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    let calls = 0;
    const stopped = read(store, {
      paths: [folder],
      workers: 2,
      signal: controller.signal,
      onProgress: () => {
        calls++;
        controller.abort(reason);
      },
    });
    await expect(stopped).rejects.toBe(reason);
    const atEnd = calls;
    expect(await read(store, { paths: [folder], workers: 2 })).toMatchObject({ exchanges: 30_100 });
    expect(calls).toBe(atEnd);
    expect((await store.deduplicate()).after).toBe(30_000);
  });
});

describe('ingest of what can be read once', () => {
  const script = join(import.meta.dirname, 'ingest.child.fixture.ts');

  it('takes standard input, plain or compressed, and names it', async () => {
    const log = `${writeLog(FACTS.slice(0, 50), 'native')}bad\n`;
    for (const input of [Buffer.from(log), gzipSync(log), zstdCompressSync(log)]) {
      const said = JSON.parse(execFileSync(process.execPath, [script, '-'], { input, encoding: 'utf8' })) as Record<
        string,
        unknown
      >;
      expect(said).toMatchObject({ exchanges: 50, rejected: 1, stored: 50, exemplars: 50, left: [] });
      expect(said.samples).toEqual([expect.stringMatching(/^-:51 is not JSON/)]);
    }
  });

  it('takes a named pipe', async () => {
    const pipe = join(mkdtempSync(join(root, 'pipe-')), 'p');
    execFileSync('mkfifo', [pipe]);
    const store = await openFresh();
    const reading = read(store, { paths: [pipe] });
    createWriteStream(pipe).end(writeLog(FACTS, 'litellm'));
    const result = await reading;
    expect(result).toMatchObject({ files: 1, exchanges: 400, problems: [] });
    result.release();
    expect((await store.deduplicate()).after).toBe(400);
  });
});
