// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDataFolder } from '@stillwatch/traffic';
import { afterAll, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'stillwatch-run-test-'));
afterAll(() => rmSync(root, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line as a user does. */
function run(args: readonly string[], input = ''): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()));
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

function writeLog(name: string): string {
  const file = join(root, name);
  const lines = Array.from({ length: 20 }, (_, i) =>
    JSON.stringify({
      id: `${name}-${i}`,
      account: `key-${i % 5}`,
      time: new Date(Date.UTC(2026, 8, 1, i)).toISOString(),
      api: 'openai.chat',
      request: { model: 'm', messages: [{ role: 'user', content: `Question number ${i} about gardens` }] },
    }),
  );
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

const log = writeLog('quiet.jsonl');

describe('stillwatch hunt', () => {
  it('ends with 0 and one JSON document where nothing is found', async () => {
    const { code, out, err } = await run(['hunt', '--json', log, '--quiet']);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ version: 1, accounts: 5, campaigns: [], read: { exchanges: 20 } });
  });

  it('reads standard input', async () => {
    const { code, out } = await run(['hunt', '-', '--json'], readFileSync(log, 'utf8'));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ read: { exchanges: 20 } });
  });

  it.each([
    ['no path', ['hunt'], 'USAGE', 2],
    ['an unknown option', ['hunt', log, '--fromat', 'litellm'], 'USAGE', 2],
    ['an unknown command', ['hnut', log], 'USAGE', 2],
    ['a missing path', ['hunt', join(root, 'absent')], 'INPUT_NOT_FOUND', 2],
    ['an unknown format', ['hunt', log, '--format', 'litelm'], 'FORMAT_UNSUPPORTED', 2],
    ['a missing mapping file', ['hunt', log, '--map', join(root, 'absent.json')], 'INPUT_NOT_FOUND', 2],
    ['a senseless time', ['hunt', log, '--since', 'yesterday'], 'USAGE', 2],
    ['a window that ends before it begins', ['hunt', log, '--since', '2026-02-01', '--until', '2026-01-01'], 'USAGE', 2],
    ['a URL that is none', ['hunt', log, '--clickhouse', 'nowhere'], 'CONFIG_INVALID', 2],
    ['a server that does not answer', ['hunt', log, '--clickhouse', 'http://127.0.0.1:9/x'], 'ENGINE_UNAVAILABLE', 3],
  ])('refuses %s with its code and no stack', async (_, args, errorCode, exitCode) => {
    const { code, out, err } = await run(args);
    expect(err).toContain(errorCode);
    expect(err).not.toMatch(/\.[mc]?[jt]s:\d+:\d+/);
    expect(out).toBe('');
    expect(code).toBe(exitCode);
  });

  it('never overwrites a file that Stillwatch did not write', async () => {
    const precious = writeLog('precious.jsonl');
    const before = readFileSync(precious, 'utf8');
    for (const option of ['--json', '--report']) {
      const { code, err } = await run(['hunt', log, option, precious]);
      expect(err).toContain('OUTPUT_UNWRITABLE');
      expect(code).toBe(3);
    }
    expect(readFileSync(precious, 'utf8')).toBe(before);
  });

  it('overwrites its own results', async () => {
    const folder = join(root, 'results');
    mkdirSync(folder);
    const args = ['hunt', log, '--json', join(folder, 'r.json'), '--report', join(folder, 'r.html'), '--quiet'];
    expect((await run(args)).code).toBe(0);
    expect((await run(args)).code).toBe(0);
    expect(readFileSync(join(folder, 'r.html'), 'utf8')).toMatch(/^<!doctype html>/i);
  });

  it('refuses a data folder that another process uses, naming it', async () => {
    const data = openDataFolder(join(root, 'node'));
    try {
      const { code, err } = await run(['hunt', log, '--data', join(root, 'node')]);
      expect(err).toContain('DATA_LOCKED');
      expect(err).toContain(String(process.pid));
      expect(code).toBe(3);
    } finally {
      data.close();
    }
  });

  it('names the place in a mapping and in an authorisations file', async () => {
    const map = join(root, 'map.json');
    writeFileSync(map, '{\n  "fields": { "acount": "a", "time": "t" },\n  "timeUnit": "s"\n}\n');
    const wrong = await run(['hunt', log, '--map', map]);
    expect(wrong.err).toContain('MAP_INVALID');
    expect(wrong.err).toContain('account');
    expect(wrong.code).toBe(2);
    const list = join(root, 'list.json');
    writeFileSync(list, '[{ "kind": "evaluation" }]');
    const empty = await run(['hunt', log, '--authorisations', list]);
    expect(empty.err).toContain('AUTHORISATIONS_INVALID');
    expect(empty.code).toBe(2);
  });
});

describe('the other commands', () => {
  it('list formats, list scenarios, and find this machine able', async () => {
    expect(JSON.parse((await run(['formats', '--json'])).out)).toContainEqual(expect.objectContaining({ name: 'litellm' }));
    expect((await run(['simulate'])).out).toContain('demo');
    const doctor = await run(['doctor', '--json']);
    expect(JSON.parse(doctor.out)).toMatchObject({ ok: true });
    expect(doctor.code).toBe(0);
  });
});
