// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDossier } from '@stillwatch/accountability';
import { demonstrateDossier, openOffline } from '@stillwatch/server';
import { parseConfig } from '@stillwatch/server/config';
import type { LogHealth } from '@stillwatch/core/api';
import { openDataFolder } from '@stillwatch/traffic';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSampleReport } from '../report/sample-report.fixture.ts';
import { runCaptured as say } from '../captured.fixture.ts';

const root = mkdtempSync(join(tmpdir(), 'stillwatch-accountability-test-'));
afterAll(() => rmSync(root, { recursive: true }));

describe('stillwatch log', () => {
  const data = join(root, 'data');

  beforeAll(async () => {
    const loaded = parseConfig({ file: { name: 'x', text: JSON.stringify({ data }) }, environment: {}, readSecret: () => '' });
    const node = await openOffline(loaded);
    const actor = { kind: 'system', id: 'test' } as const;
    for (let i = 0; i < 3; i++) {
      const payload = { hold: `h${i}`, scope: 'x', state: 'placed', reason: 'A test.' };
      await node.ledger.record({ kind: 'hold', actor, subject: null, payload, key: `h${i}` });
    }
    await node.records.alarms.raise({
      at: new Date().toISOString(),
      kind: 'split-view',
      origin: 'peer.example/log',
      own: false,
      detail: 'Two roots.',
    });
    await node.close();
  });

  it('tells how the log is', async () => {
    const { code, out } = await say(['log', 'status', '--data', data]);
    expect(code).toBe(0);
    expect(out).toMatch(/Size {7}3\n/);
    expect(out).toMatch(/Witnesses {2}none/);
    expect(out).toContain('ALARM      split-view');
    const json = JSON.parse((await say(['log', 'status', '--data', data, '--json'])).out);
    expect(json).toMatchObject({ size: 3, signing: true, quorum: { needed: 0, met: true } });
  });

  it('proves an entry, and refuses what is none', async () => {
    const { code, out } = await say(['log', 'prove', '1', '--data', data]);
    expect(code).toBe(0);
    expect(out).toMatch(/^c2sp\.org\/tlog-proof@v1\nindex 1\n/);
    const file = join(root, 'one.tlog-proof');
    await say(['log', 'prove', '1', '--data', data, '--out', file]);
    expect(readFileSync(file, 'utf8')).toBe(out);
    expect(await say(['log', 'prove', '3', '--data', data])).toMatchObject({
      code: 3,
      err: expect.stringContaining('NOT_FOUND'),
    });
    expect(await say(['log', 'prove', '-1', '--data', data])).toMatchObject({ code: 2 });
    expect(await say(['log', 'prove', 'x', '--data', data])).toMatchObject({ code: 2, err: expect.stringContaining('USAGE') });
  });

  it('audits, and says when something does not hold', async () => {
    expect(await say(['log', 'audit', '--data', data])).toMatchObject({
      code: 0,
      out: expect.stringContaining('The log holds: 3'),
    });
    const journal = join(data, 'log', 'journal');
    const at = readFileSync(journal).indexOf('"hold"') + 1;
    const put = (letter: string): void => writeFileSync(journal, readFileSync(journal).fill(letter, at, at + 1));
    put('k');
    expect(await say(['log', 'audit', '--data', data])).toMatchObject({ code: 1, out: expect.stringContaining('DOES NOT HOLD') });
    expect((await say(['log', 'status', '--data', data])).out).toContain('signs nothing until an alarm is cleared');
    put('h');
    expect((await say(['log', 'audit', '--data', data, '--json'])).code).toBe(0);
  });

  it('clears an alarm for somebody who says who they are', async () => {
    const status = async () => JSON.parse((await say(['log', 'status', '--data', data, '--json'])).out) as LogHealth;
    const { alarms, size } = await status();
    expect(alarms.map(({ kind, own }) => [kind, own])).toEqual([
      ['corrupt', true],
      ['split-view', false],
    ]);
    for (const { id, origin } of alarms) {
      const clear = ['log', 'witness', '--data', data, '--clear', id];
      expect(await say(clear)).toMatchObject({ code: 2, err: expect.stringContaining('--by') });
      expect(await say([...clear, '--by', 'Kim'])).toMatchObject({ code: 0, out: `Cleared: the alarm about ${origin}.\n` });
      expect(await say([...clear, '--by', 'Kim'])).toMatchObject({ code: 3, err: expect.stringContaining('NOT_FOUND') });
    }
    // The node logs it when it looks: here, when it is opened.
    expect(await status()).toMatchObject({ size: size + 2, signing: true });
    expect((await say(['log', 'witness', '--data', data])).out).toContain('As witness');
  });

  it('leaves a node that runs alone, and asks for what it needs to speak with one', async () => {
    const held = openDataFolder(data);
    expect(await say(['log', 'status', '--data', data])).toMatchObject({ code: 3, err: expect.stringContaining('DATA_LOCKED') });
    held.close();
    expect(await say(['log', 'status', '--node', 'nowhere'])).toMatchObject({ code: 2 });
    expect(await say(['log', 'status', '--node', 'http://127.0.0.1:1'])).toMatchObject({ code: 2 });
    const file = join(root, 'key');
    writeFileSync(file, 'swk_x\n');
    const away = await say(['log', 'status', '--node', 'http://127.0.0.1:1', '--key-file', file]);
    expect(away).toMatchObject({ code: 3, err: expect.stringContaining('PEER_UNAVAILABLE') });
  });
});

describe('stillwatch dossier', () => {
  const place = join(root, 'dossier');
  const at = (name: string): string => join(root, name);
  let trust: string[];

  beforeAll(async () => {
    const report = buildSampleReport();
    const [finding] = report.campaigns;
    const wish = { report, finding: finding!, audience: 'recipients', tlp: 'RED' } as const;
    const made = await demonstrateDossier(wish, at('demo-data'), { now: () => Date.now() });
    await writeDossier(made.dossier, place);
    writeFileSync(at('policy'), made.policy);
    writeFileSync(at('signer.pem'), made.signerPem);
    trust = ['--policy', at('policy'), '--key', at('signer.pem')];
    if (made.tsaRoot === null) trust.push('--no-timestamp');
    else writeFileSync(at('tsa.pem'), made.tsaRoot);
    if (made.tsaRoot !== null) trust.push('--tsa-ca', at('tsa.pem'));
  });

  it('verifies, step by step', async () => {
    const { code, out } = await say(['dossier', 'verify', place, ...trust]);
    expect(out).toContain('The dossier verifies.');
    expect(out).toMatch(/ok {8}quorum {5}signed by .*witness-2/);
    expect(code).toBe(0);
    expect(JSON.parse((await say(['dossier', 'verify', place, ...trust, '--json'])).out)).toMatchObject({
      verified: true,
      failed: null,
    });
  });

  it('is redacted into what an audience may see, verifies then, and by its own program', async () => {
    const zip = at('public.zip');
    const redact = ['dossier', 'redact', place, '--audience', 'public', '--out'];
    expect(await say([...redact, zip])).toMatchObject({ code: 0, out: expect.stringMatching(/: [1-9]\d* files withheld\.\n$/) });
    expect(await say(['dossier', 'verify', zip, ...trust])).toMatchObject({ code: 0, out: expect.stringContaining('withheld') });
    expect(await say([...redact, zip])).toMatchObject({ code: 3, err: expect.stringContaining('OUTPUT_UNWRITABLE') });
    await say([...redact, at('public')]);
    const options = trust.map((word) => (word === '--key' ? '--signer' : word));
    const python = spawnSync('python3', [join(at('public'), 'data/verify.py'), at('public'), ...options]);
    expect([python.status, python.stdout.toString()]).toEqual([0, expect.stringContaining('VERIFIED')]);
    expect(await say(['dossier', 'redact', place, '--audience', 'everybody', '--out', at('x')])).toMatchObject({ code: 2 });
  });

  it('does not verify when a byte was changed, or by other keys', async () => {
    const file = join(place, 'data', 'case.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('Stillwatch', 'stillwatch'));
    const changed = await say(['dossier', 'verify', place, ...trust]);
    expect(changed).toMatchObject({ code: 1, out: expect.stringContaining('THE DOSSIER DOES NOT VERIFY: manifest.') });
    writeFileSync(file, text);
    writeFileSync(at('other-policy'), readFileSync(at('policy'), 'utf8').replace('/log+', '/lag+'));
    expect((await say(['dossier', 'verify', place, '--policy', at('other-policy'), ...trust.slice(2)])).code).toBe(1);
  });

  it('needs a campaign or the demonstration, and a new place', async () => {
    expect(await say(['dossier', 'build', '--out', at('new')])).toMatchObject({ code: 2 });
    expect(await say(['dossier', 'build', 'c1', '--demo', '--out', at('new')])).toMatchObject({ code: 2 });
    expect(await say(['dossier', 'build', 'c1', '--out', place])).toMatchObject({ code: 3 });
    const none = await say(['dossier', 'build', 'c1', '--out', at('new'), '--data', at('empty')]);
    expect(none).toMatchObject({ code: 3, err: expect.stringContaining('NOT_FOUND') });
  });

  it('is built by a node that runs, with the key of a file', async () => {
    const { zipDossier, readDossier } = await import('@stillwatch/accountability');
    const files = await readDossier(place);
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      const json = (status: number, body: object): void => void response.writeHead(status).end(JSON.stringify(body));
      if (request.headers.authorization !== 'Bearer swk_good') json(401, { code: 'UNAUTHENTICATED', detail: 'no valid key' });
      else if (request.method === 'POST') json(201, { id: 'd-1' });
      else response.end(zipDossier({ name: 'd', files }));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const node = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const build = ['dossier', 'build', 'c1', '--node', node, '--key-file', at('api-key'), '--out', at('remote')];
    writeFileSync(at('api-key'), 'swk_bad\n');
    expect(await say(build)).toMatchObject({ code: 3, err: expect.stringContaining('UNAUTHENTICATED: no valid key') });
    writeFileSync(at('api-key'), 'swk_good\n');
    expect(await say(build)).toMatchObject({ code: 0, out: expect.stringContaining('d-1.zip') });
    server.close();
    expect(asked.slice(1)).toEqual(['POST /v1/dossiers Bearer swk_good', 'GET /v1/dossiers/d-1/download Bearer swk_good']);
    expect((await say(['dossier', 'verify', join(at('remote'), 'd-1.zip'), ...trust])).code).toBe(0);
    expect((await say(['dossier', 'verify', join(at('remote'), 'd-1'), ...trust])).code).toBe(0);
  });
});
