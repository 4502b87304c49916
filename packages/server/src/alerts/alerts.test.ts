// SPDX-License-Identifier: Apache-2.0
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Records } from '../parts.ts';
import { openRecords } from '../records/open.ts';
import { type Alerts, createAlerts } from './index.ts';

const SECRET = 'whsec-of-the-test';
const START = Date.parse('2026-09-07T00:00:00.000Z');

interface Received {
  readonly path: string;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

let folder: string;
let records: Records;
let alerts: Alerts;
let receiver: Server;
let base: string;
let received: Received[];
let answer: { status: number; headers?: Record<string, string> };
let now: number;
let warnings: string[];
const closers: (() => Promise<unknown> | void)[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-alerts-test-'));
  now = START;
  received = [];
  warnings = [];
  answer = { status: 204 };
  receiver = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      received.push({ path: request.url!, headers: request.headers, body: Buffer.concat(pieces).toString('utf8') });
      response.writeHead(answer.status, answer.headers).end();
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  base = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  records = await openRecords({ url: null, folder, clock: { now: () => now } });
});
afterEach(async () => {
  await alerts.close();
  for (const close of closers.splice(0)) await close();
  await records.close();
  receiver.close();
  rmSync(folder, { recursive: true });
});

function start(smtp: { url: string | null; from: string | null } = { url: null, from: null }): void {
  const log = { info: () => {}, warn: (fields: object) => void warnings.push(JSON.stringify(fields)) };
  const config = { publicUrl: 'https://node.example/', alerts: { smtp } };
  alerts = createAlerts({ records, config, clock: { now: () => now }, log });
}

async function addChannel(kind: 'webhook' | 'slack' | 'email', url: string): Promise<string> {
  const at = new Date(now).toISOString();
  const channel = { kind, name: 'test', target: 'shown', at, url, secret: kind === 'webhook' ? SECRET : null };
  return (await records.alerts.addChannel(channel)).id;
}

const raise = () => alerts.raise({ kind: 'campaign.found', campaign: null, statement: 'Found campaign amber-anchor <&>' });

/** The alert once its first delivery was tried so often. */
async function untilTried(id: string, attempts: number) {
  for (;;) {
    const alert = (await records.alerts.get(id))!;
    if (alert.deliveries.every((delivery) => delivery.attempts >= attempts)) return alert;
    alerts.wake();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('a webhook', () => {
  it('gets a signed body with its time, once', async () => {
    await addChannel('webhook', `${base}/hook`);
    start();
    const { id } = await raise();
    const { deliveries } = await untilTried(id, 1);
    expect(deliveries).toMatchObject([{ status: 'delivered', attempts: 1, lastError: null }]);
    const [{ headers, body }] = received as [Received];
    const v1 = createHmac('sha256', SECRET)
      .update(`${START / 1000}.${body}`)
      .digest('hex');
    expect(headers['x-stillwatch-signature']).toBe(`t=${START / 1000},v1=${v1}`);
    expect(headers['x-stillwatch-alert']).toBe(id);
    expect(JSON.parse(body)).toEqual({
      id,
      kind: 'campaign.found',
      at: new Date(START).toISOString(),
      statement: 'Found campaign amber-anchor <&>',
      campaign: null,
      link: 'https://node.example',
    });
    expect(received).toHaveLength(1);
    expect(alerts.status().status).toBe('ok');
  });

  it('that fails is tried again later, with the same id, and the part says that it is degraded meanwhile', async () => {
    await addChannel('webhook', `${base}/secret-path`);
    answer = { status: 503 };
    start();
    const { id } = await raise();
    const failed = await untilTried(id, 1);
    expect(failed.deliveries).toMatchObject([{ status: 'waiting', lastError: 'the receiver answered with status 503' }]);
    expect(alerts.status()).toMatchObject({ part: 'alerts', status: 'degraded' });
    expect(await records.alerts.due(now, 10)).toEqual([]);
    answer = { status: 200 };
    now += 5_000;
    expect((await untilTried(id, 2)).deliveries).toMatchObject([{ status: 'delivered', attempts: 2 }]);
    expect(received.map(({ headers }) => headers['x-stillwatch-alert'])).toEqual([id, id]);
    expect(alerts.status().status).toBe('ok');
    expect(warnings.join()).not.toContain('secret-path');
  });

  it('is not followed elsewhere', async () => {
    await addChannel('webhook', `${base}/hook`);
    answer = { status: 307, headers: { Location: `${base}/elsewhere` } };
    start();
    const { deliveries } = await untilTried((await raise()).id, 1);
    expect(deliveries[0]!.lastError).toContain('redirect (307)');
    expect(received.map(({ path }) => path)).toEqual(['/hook']);
  });

  it.each([
    'http://169.254.169.254/latest',
    'http://[fe80::1]/',
    'http://[::ffff:169.254.169.254]/',
    'ftp://127.0.0.1/',
    'nonsense',
  ])('at %s is refused', async (url) => {
    await addChannel('webhook', url);
    start();
    const { deliveries } = await untilTried((await raise()).id, 1);
    expect(deliveries[0]!.lastError).toMatch(/metadata|no http/);
  });

  it('that nobody listens at fails without telling its address', async () => {
    await addChannel('webhook', 'http://127.0.0.1:1/secret-path');
    start();
    const { deliveries } = await untilTried((await raise()).id, 1);
    expect(deliveries[0]!.lastError).toBe('the receiver cannot be reached (ECONNREFUSED)');
  });

  it('is sent again on a replay', async () => {
    await addChannel('webhook', `${base}/hook`);
    start();
    const { id } = await raise();
    await untilTried(id, 1);
    await records.alerts.replay(id, now);
    await untilTried(id, 1);
    expect(received.map(({ headers }) => headers['x-stillwatch-alert'])).toEqual([id, id]);
  });
});

describe('a Slack-shaped webhook', () => {
  it('gets text and blocks, with the markup escaped', async () => {
    await addChannel('slack', `${base}/services/x`);
    start();
    await untilTried((await raise()).id, 1);
    const body = JSON.parse(received[0]!.body) as { text: string; blocks: { type: string }[] };
    expect(body.text).toBe('Stillwatch: Found campaign amber-anchor &lt;&amp;&gt;');
    expect(body.blocks.map(({ type }) => type)).toEqual(['section', 'section']);
    expect(received[0]!.headers['x-stillwatch-signature']).toBeUndefined();
  });
});

describe('e-mail', () => {
  it('reaches a real mail server, signed in', async () => {
    const mails: { to: string[]; from: string; text: string; user: string }[] = [];
    const server = new SMTPServer({
      authOptional: false,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      onAuth: ({ username, password }, _session, callback) =>
        password === 'p@ss' ? callback(null, { user: username! }) : callback(new Error('wrong password')),
      onData(stream, session, callback) {
        const pieces: Buffer[] = [];
        stream.on('data', (piece: Buffer) => pieces.push(piece));
        stream.on('end', () => {
          const { rcptTo, mailFrom } = session.envelope;
          const from = mailFrom === false ? '' : mailFrom.address;
          mails.push({
            to: rcptTo.map(({ address }) => address),
            from,
            text: Buffer.concat(pieces).toString(),
            user: session.user!,
          });
          callback();
        });
      },
    });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    closers.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
    const { port } = server.server.address() as AddressInfo;
    await addChannel('email', 'soc@example.org');
    start({ url: `smtp://node:p%40ss@127.0.0.1:${port}`, from: 'node@example.org' });
    const { id } = await raise();
    expect((await untilTried(id, 1)).deliveries).toMatchObject([{ status: 'delivered', lastError: null }]);
    expect(mails).toMatchObject([{ to: ['soc@example.org'], from: 'node@example.org', user: 'node' }]);
    expect(mails[0]!.text).toContain('Subject: [Stillwatch] Found campaign amber-anchor <&>');
    expect(mails[0]!.text).toContain(`Alert ${id}`);
  });

  it('without a mail server fails and says what is missing', async () => {
    await addChannel('email', 'soc@example.org');
    start();
    const { deliveries } = await untilTried((await raise()).id, 1);
    expect(deliveries[0]!.lastError).toBe('no mail server is configured');
  });
});
