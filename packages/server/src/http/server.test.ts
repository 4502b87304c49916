// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, closeAfterEach, open } from './ask.fixture.ts';
import { storeHunt } from './node.fixture.ts';

closeAfterEach();

describe('health', () => {
  it('is told to anybody, and which part is down', async () => {
    const node = await open();
    expect((await ask(node, 'GET /healthz')).json).toEqual({ status: 'ok' });
    const { status, json } = await ask(node, 'GET /readyz');
    expect([status, json.ready]).toEqual([200, true]);
    expect(json.parts).toContainEqual({ part: 'console', status: 'degraded', detail: 'the console was not built' });
    Object.assign(node.parts.intake, { status: () => ({ part: 'intake', status: 'down', detail: 'disk full' }) });
    expect(await ask(node, 'GET /readyz')).toMatchObject({ status: 503, json: { ready: false } });
  });

  it('is in the metrics', async () => {
    const node = await open();
    await storeHunt(node.records);
    await ask(node, 'GET /healthz');
    const { body, headers } = await ask(node, 'GET /metrics', await node.asKey(['metrics']));
    expect(headers['content-type']).toContain('text/plain');
    expect(body).toContain('stillwatch_http_requests_total{operation="health",status="200"} 1');
    expect(body).toContain('stillwatch_intake_exchanges_total 120');
    expect(body).toContain('stillwatch_campaigns{tier="probable"} 2');
    expect(body).toContain('stillwatch_reviews_waiting 2');
    expect(body).toContain('stillwatch_part_up{part="console"} 0.5');
    expect(body).toContain('stillwatch_event_loop_lag_seconds{quantile="0.99"}');
  });
});

describe('intake', () => {
  it('hands bodies on as they are, and answers OTLP in its own encoding', async () => {
    const node = await open();
    const key = await node.asKey(['intake']);
    node.answer = () => ({ accepted: 2, rejected: 300, problems: [{ code: 'RECORD_INVALID', count: 300, samples: [] }] });
    const send = (path: string, type: string, more = {}) =>
      ask(node, `POST ${path}` as 'POST /', { ...key, 'content-type': type, ...more }, 'body');
    expect((await send('/v1/intake?format=native', 'application/x-ndjson', { 'content-encoding': 'zstd' })).json.accepted).toBe(
      2,
    );
    expect((await send('/v1/traces', 'application/json; charset=utf-8')).json).toEqual({
      partialSuccess: { rejectedSpans: '300', errorMessage: 'RECORD_INVALID: 300' },
    });
    expect((await send('/v1/logs', 'application/json')).json.partialSuccess.rejectedLogRecords).toBe('300');
    const binary = await node.http.app.inject({
      method: 'POST',
      url: '/v1/traces',
      headers: { ...key, 'content-type': 'application/x-protobuf' },
      payload: 'body',
    });
    expect(binary.headers['content-type']).toBe('application/x-protobuf');
    expect(binary.rawPayload.toString('latin1')).toBe('\x0a\x18\x08\xac\x02\x12\x13RECORD_INVALID: 300');
    node.answer = () => ({ accepted: 2, rejected: 0, problems: [] });
    expect((await send('/v1/traces', 'application/json')).json).toEqual({});
    expect(node.taken.map(({ options }) => options)).toEqual([
      { format: 'native', encoding: 'zstd', mediaType: 'application/x-ndjson' },
      { format: 'otlp', encoding: 'identity', mediaType: 'application/json' },
      { format: 'otlp', encoding: 'identity', mediaType: 'application/json' },
      { format: 'otlp', encoding: 'identity', mediaType: 'application/x-protobuf' },
      { format: 'otlp', encoding: 'identity', mediaType: 'application/json' },
    ]);
    expect(Buffer.from(node.taken[0]!.bytes).toString()).toBe('body');
  });
});

describe('events', () => {
  it('are sent as they happen, and end when the node does', async () => {
    const node = await open({ yaml: 'port: 0' });
    const address = await node.http.listen();
    expect((await ask(node, 'GET /v1/events')).json.code).toBe('UNAUTHENTICATED');
    const headers = await node.asPerson(['analyst']);
    const pieces: string[] = [];
    let heard = (): void => {};
    const ended = new Promise<void>((resolve, reject) => {
      httpRequest(`${address}/v1/events`, { headers: { ...headers, 'last-event-id': '99' } }, (answer) => {
        expect(answer.headers['content-type']).toBe('text/event-stream; charset=utf-8');
        expect(answer.headers['x-content-type-options']).toBe('nosniff');
        answer.on('data', (piece: Buffer) => {
          pieces.push(piece.toString());
          heard();
        });
        answer.on('end', resolve);
      })
        .on('error', reject)
        .end();
    });
    const until = async (text: string): Promise<void> => {
      while (!pieces.join('').includes(text)) await new Promise<void>((resolve) => (heard = resolve));
    };
    await until(': open');
    node.parts.events.publish({ kind: 'campaign', id: 'camp-1' });
    node.parts.events.publish({ kind: 'parts' });
    await until('event: parts\ndata: {}\n\n');
    expect(pieces.join('')).toContain('event: campaign\ndata: {"id":"camp-1"}\n\n');
    await node.http.close();
    await ended;
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
  });
});

describe('the console', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>console</title>');
    writeFileSync(join(folder, 'assets', 'main-abc123.js'), 'export {};');
    writeFileSync(join(folder, 'assets', 'main-abc123.js.br'), 'small');
    writeFileSync(join(folder, '.secret'), 'no');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is served with its pages, and what never changes is kept', async () => {
    const node = await open({ consoleFolder: folder });
    const html = { accept: 'text/html' };
    for (const path of ['/', '/campaigns/camp-1'] as const) {
      const page = await ask(node, `GET ${path}`, html);
      expect([page.status, page.headers['cache-control']]).toEqual([200, 'no-cache']);
      expect(page.body).toContain('console');
      expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    }
    const script = await ask(node, 'GET /assets/main-abc123.js');
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const small = await ask(node, 'GET /assets/main-abc123.js', { 'accept-encoding': 'gzip, br' });
    expect([small.headers['content-encoding'], small.body]).toEqual(['br', 'small']);
    expect([small.headers['cache-control'], small.headers['content-type']]).toEqual([
      script.headers['cache-control'],
      script.headers['content-type'],
    ]);
    for (const path of ['/assets/gone.js', '/v1/gone', '/.secret', '/..%2f..%2fetc%2fpasswd'] as const) {
      expect((await ask(node, `GET ${path}`)).json, path).toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('that was not built says so', async () => {
    const node = await open();
    const page = await ask(node, 'GET /', { accept: 'text/html' });
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.body).toContain('was not built');
  });
});
