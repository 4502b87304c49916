// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectClient } from './client.ts';
import { sqlList } from './sql.ts';
import { joinTrafficStore } from './store.ts';
import { countHandles, handleRows, isAlive, makeFolder, type OpenStore, openStore, untilGone } from './store.fixture.ts';

const folder = makeFolder();
let open: OpenStore;
beforeAll(async () => {
  open = await openStore(`${folder}/main`);
});
afterAll(() => open.close());

/** One request to the engine's HTTP interface. */
function post(
  sql: string,
  headers: Record<string, string> = { 'X-ClickHouse-Key': open.store.endpoint.password },
  query = '',
): Promise<Response> {
  return fetch(`${open.store.endpoint.url}/${query}`, { method: 'POST', body: sql, headers });
}

describe('embedded engine', () => {
  it('gives results of more than one piece whole, in every format', async () => {
    const count = 1_200_000;
    const columns = await open.store.columns(`SELECT toUInt32(number) AS n, toString(number % 3) AS s FROM numbers(${count})`, {
      n: 'UInt32',
      s: 'String',
    });
    expect(columns.length).toBe(count);
    let wrong = 0;
    for (let i = 0; i < count; i++) if (columns.n[i] !== i || columns.s[i] !== String(i % 3)) wrong++;
    expect(wrong).toBe(0);

    const rows = await open.store.rows<{ n: string }>(`SELECT number AS n FROM numbers(${count})`);
    expect(rows.length).toBe(count);
    expect(rows.at(-1)).toEqual({ n: String(count - 1) });

    const lines = async (format: string): Promise<string[]> =>
      (await (await post(`SELECT number AS n FROM numbers(300000) FORMAT ${format}`)).text()).trim().split('\n');
    expect((await lines('TabSeparated')).length).toBe(300_000);
    expect((await lines('CSVWithNames')).slice(0, 2)).toEqual(['"n"', '0']);
    expect((await lines('CSVWithNames')).length).toBe(300_001);
    expect((await lines('TabSeparatedWithNames')).length).toBe(300_001);
    const json = (await (await post('SELECT number AS n FROM numbers(300000) FORMAT JSON')).json()) as {
      rows: number;
      data: unknown[];
    };
    expect([json.rows, json.data.length]).toEqual([300_000, 300_000]);
    const native = Buffer.from(await (await post('SELECT toUInt8(1) AS n FROM numbers(300000) FORMAT RowBinary')).arrayBuffer());
    expect(native.length).toBe(300_000);
  });

  it('gives empty results with their header', async () => {
    const columns = await open.store.columns('SELECT toUInt32(1) AS n, toString(2) AS s WHERE 0', { n: 'UInt32', s: 'String' });
    expect([columns.length, columns.n.length, columns.s]).toEqual([0, 0, []]);
    expect(await open.store.rows('SELECT 1 AS n WHERE 0')).toEqual([]);
  });

  it('keeps 64-bit numbers and texts of any kind exact', async () => {
    const columns = await open.store.columns(`SELECT toUInt64(18446744073709551615) AS n, '\\0é😀' AS s`, {
      n: 'UInt64',
      s: 'String',
    });
    expect([columns.n[0], columns.s[0]]).toEqual([2n ** 64n - 1n, '\0é😀']);
    expect(await open.store.rows('SELECT toUInt64(9007199254740993) AS n')).toEqual([{ n: '9007199254740993' }]);
  });

  it('refuses a query by code, and a result of other columns than were asked for', async () => {
    await expect(open.store.rows('SELECT nonsense')).rejects.toThrowWithCode('ENGINE_QUERY');
    await expect(open.store.columns('SELECT toUInt16(1) AS n', { n: 'UInt32' })).rejects.toThrowWithCode('ENGINE_QUERY');
    await expect(open.store.columns('SELECT toUInt32(1) AS m', { n: 'UInt32' })).rejects.toThrowWithCode('ENGINE_QUERY');
    await expect(open.store.insert('handles', handleRows(0, 1).slice(0, 20))).rejects.toThrowWithCode('ENGINE_QUERY');
    await expect(open.store.command('CREATE TABLE x')).rejects.toThrowWithCode('ENGINE_QUERY');
  });

  it('does not mix the output or the settings of one query into the next', async () => {
    // Fails after half a million rows: what was written until then must not be seen.
    const failing = 'SELECT throwIf(number = 500000) AS n FROM numbers(1000000)';
    for (let i = 0; i < 3; i++) {
      await expect(open.store.rows(failing)).rejects.toThrowWithCode('ENGINE_QUERY');
      expect(await open.store.rows('SELECT 1 AS n')).toEqual([{ n: 1 }]);
    }
    expect((await post('SELECT count() FROM numbers(5000) FORMAT TSV', undefined, '?max_rows_to_read=10')).status).toBe(500);
    expect(await (await post('SELECT count() FROM numbers(5000) FORMAT TSV')).text()).toBe('5000\n');
    expect(await (await post(`SELECT getSetting('max_threads') FORMAT TSV`, undefined, '?max_threads=1')).text()).toBe('1\n');
    expect(await (await post(`SELECT getSetting('max_threads') FORMAT TSV`)).text()).not.toBe('1\n');
  });

  it('answers many at once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => open.store.rows<{ n: number }>(`SELECT ${i} AS n`)));
    expect(answers.map((rows) => rows[0]!.n)).toEqual(Array.from({ length: 40 }, (_, i) => i));
  });

  it('is joined by a second connection, which leaves engine and settings alone', async () => {
    const joined = await joinTrafficStore(open.store.endpoint, open.dataFolder.nodeKey, true);
    expect(await joined.rows('SELECT toUInt32(7) AS n')).toEqual([{ n: 7 }]);
    expect(joined.enginePid()).toBeNull();
    await joined.close();
    const many = `SELECT toUInt32(count()) AS n FROM numbers(10) WHERE number IN ${sqlList(Array.from({ length: 100_000 }, (_, i) => i))}`;
    expect(await open.store.rows(many)).toEqual([{ n: 10 }]);
  });

  it('counts what was delivered twice once', async () => {
    await open.store.insert('handles', handleRows(0, 1_000));
    await open.store.insert('handles', handleRows(500, 1_000));
    await open.store.insert('handles', handleRows(0, 1_000));
    // Twice in one delivery, too.
    await open.store.insert('handles', Buffer.concat([handleRows(700, 100), handleRows(700, 100)]));
    expect(await countHandles(open.store)).toBe(1_500);
  });
});

describe('embedded engine, towards others,', () => {
  it('answers nobody without its secret', async () => {
    for (const headers of [
      {},
      { 'X-ClickHouse-Key': '' },
      { 'X-ClickHouse-Key': 'wrong' },
      { Authorization: `Basic ${btoa('default:wrong')}` },
      { Authorization: 'Bearer x' },
    ]) {
      const answer = await post('SELECT 1', headers);
      expect([answer.status, answer.headers.get('X-ClickHouse-Exception-Code')]).toEqual([403, '516']);
    }
    for (const query of ['?user=default&password=', `?password=${encodeURIComponent(open.store.endpoint.password)}`])
      expect((await post('SELECT 1', {}, query)).status).toBe(403);
    const client = connectClient({ ...open.store.endpoint, password: 'wrong' });
    await expect(client.query({ query: 'SELECT 1' })).rejects.toThrow();
    await client.close();
  });

  it('listens on loopback only', async () => {
    const port = Number(new URL(open.store.endpoint.url).port);
    const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
    for (const file of ['/proc/net/tcp', '/proc/net/tcp6'].filter((path) => existsSync(path))) {
      const listening = readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
        .filter((fields) => fields[3] === '0A' && fields[1]!.endsWith(`:${hexPort}`));
      for (const fields of listening) expect(fields[1]).toBe(`0100007F:${hexPort}`);
    }
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((address) => address?.family === 'IPv4' && !address.internal);
    for (const other of others) {
      const reached = await new Promise<boolean>((resolve) => {
        const socket = connect({ host: other!.address, port, timeout: 2_000 }, () => resolve(true));
        for (const event of ['error', 'timeout']) socket.on(event, () => resolve(false));
        socket.on('close', () => socket.destroy());
      });
      expect(reached).toBe(false);
    }
  });

  it.skipIf(process.platform !== 'linux')('shows its secret neither in arguments nor in the environment', () => {
    const pid = open.store.enginePid()!;
    for (const file of ['cmdline', 'environ']) {
      const shown = readFileSync(`/proc/${pid}/${file}`, 'latin1');
      expect(shown.length).toBeGreaterThan(0);
      expect(shown).not.toContain(open.store.endpoint.password);
      expect(shown).not.toContain(Buffer.from(open.dataFolder.secret).toString('hex'));
    }
  });

  it('leaves no rows of inserts behind', async () => {
    await open.store.insert('handles', handleRows(0, 10));
    const spools = readdirSync('/dev/shm').filter((name) => name.startsWith('stillwatch-spool-'));
    for (const name of spools) {
      // Of a parallel test at most.
      if (existsSync(`/dev/shm/${name}`)) expect(readdirSync(`/dev/shm/${name}`).length).toBeLessThanOrEqual(4);
    }
  });
});

describe('embedded engine, when processes die,', () => {
  it('comes back after kill -9 under the same address, with everything that was acknowledged', async () => {
    const own = await openStore(`${folder}/killed`);
    try {
      const { url } = own.store.endpoint;
      let acknowledged = 0;
      for (let kill = 0; kill < 3; kill++) {
        for (let i = 0; i < 4; i++, acknowledged += 100) await own.store.insert('handles', handleRows(acknowledged, 100));
        const pid = own.store.enginePid()!;
        process.kill(pid, 'SIGKILL');
        await untilGone(pid);
        expect(await countHandles(own.store)).toBe(acknowledged);
        expect(own.store.enginePid()).not.toBe(pid);
      }
      expect(own.store.endpoint.url).toBe(url);
      // In the middle of an insert: it fails by code or succeeds, and may be sent again.
      const pid = own.store.enginePid()!;
      const insert = own.store.insert('handles', handleRows(0, 400_000));
      setTimeout(() => process.kill(pid, 'SIGKILL'), 40);
      const outcome = await insert.then(
        () => 'stored',
        (error: { code?: string }) => error.code,
      );
      expect(['stored', 'ENGINE_LOST']).toContain(outcome);
      if (outcome !== 'stored') await own.store.insert('handles', handleRows(0, 400_000));
      expect(await countHandles(own.store)).toBe(400_000);
    } finally {
      await own.close();
    }
  });

  it('is given up with ENGINE_LOST when it keeps dying', async () => {
    const own = await openStore(`${folder}/dying`);
    try {
      let code = '';
      for (let kill = 0; kill < 8 && code === ''; kill++) {
        const pid = own.store.enginePid()!;
        process.kill(pid, 'SIGKILL');
        await untilGone(pid);
        code = await own.store.rows('SELECT 1').then(
          () => '',
          (error: { code: string }) => error.code,
        );
      }
      expect(code).toBe('ENGINE_LOST');
      await expect(own.store.rows('SELECT 1')).rejects.toThrowWithCode('ENGINE_LOST');
    } finally {
      await own.close();
    }
  });

  it('ends by itself when its parent is killed, and the next one opens the folder with all its rows', async () => {
    const path = `${folder}/orphaned`;
    const script = fileURLToPath(new URL('./store.child.fixture.ts', import.meta.url));
    const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    const said = await new Promise<string>((resolve) => child.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString())));
    const { engine, stored } = JSON.parse(said) as { engine: number; stored: number };
    expect(isAlive(engine)).toBe(true);
    child.kill('SIGKILL');
    await untilGone(child.pid!);
    // At once: the engine may still hold the folder for a moment.
    const next = await openStore(path);
    expect(await countHandles(next.store)).toBe(stored);
    await next.close();
    await untilGone(engine);
  });

  it('ends when the store is closed, twice if need be', async () => {
    const own = await openStore(`${folder}/closed`);
    const pid = own.store.enginePid()!;
    await own.close();
    expect(isAlive(pid)).toBe(false);
    await own.store.close();
    await expect(own.store.rows('SELECT 1')).rejects.toMatchObject({ code: expect.stringMatching(/^ENGINE_/) as string });
  });
});
