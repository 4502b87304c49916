// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { describe, expect, it } from 'vitest';
import { ask, closeAfterEach, open } from './ask.fixture.ts';

closeAfterEach();

describe('a refused request', () => {
  it('says what is wrong and where, without repeating it', async () => {
    const node = await open();
    const headers = await node.asPerson(['analyst', 'admin', 'approver']);
    const cases: [string, object | string | undefined, string, string?][] = [
      ['GET /v1/campaigns?limit=0', undefined, '/query/limit'],
      ['GET /v1/campaigns?limt=5', undefined, '/query', 'Did you mean limit?'],
      ['GET /v1/campaigns?tier=high&tier=low', undefined, '/query/tier'],
      ['GET /v1/campaigns?cursor=hunter2', undefined, '/query/cursor'],
      ['POST /v1/users', { name: 'a', email: 'hunter2', roles: ['admin'] }, '/body/email'],
      ['POST /v1/users', { name: 'a', email: null, roles: ['hunter2'] }, '/body/roles/0'],
      ['POST /v1/authorisations', { entry: { kind: 'research' }, reason: 'hunter2' }, '/body/entry'],
      ['POST /v1/keys', '{"name": "hunter2', '/body'],
    ];
    for (const [line, payload, pointer, hint] of cases) {
      const json = { ...headers, ...(payload === undefined ? {} : { 'content-type': 'application/json' }) };
      const answer = await ask(node, line as 'GET /', json, payload);
      expect(answer.json, line).toMatchObject({ status: 400, code: 'REQUEST_INVALID' });
      if (pointer !== '/query/cursor' || line.includes('exchanges')) expect(answer.json.pointer, line).toBe(pointer);
      if (hint !== undefined) expect(answer.json.hint).toBe(hint);
      expect(answer.body).not.toContain('hunter2');
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    }
  });

  it('may be too large, compressed, or of another type', async () => {
    const node = await open({ yaml: 'intake: {maxBytes: 2MB}' });
    const headers = await node.asPerson(['admin']);
    const key = await node.asKey(['intake']);
    const json = { ...headers, 'content-type': 'application/json' };
    expect((await ask(node, 'POST /v1/keys', json, 'x'.repeat(1_000_001))).json).toMatchObject({
      status: 413,
      code: 'BODY_TOO_LARGE',
    });
    expect((await ask(node, 'POST /v1/keys', { ...json, 'content-encoding': 'gzip' }, '{}')).json.code).toBe('MEDIA_UNSUPPORTED');
    expect((await ask(node, 'POST /v1/keys', { ...json, 'content-type': 'text/plain' }, '{}')).json.code).toBe(
      'MEDIA_UNSUPPORTED',
    );
    const lines = { ...key, 'content-type': 'application/x-ndjson' };
    expect((await ask(node, 'POST /v1/intake', lines, 'x'.repeat(1_999_999))).status).toBe(200);
    expect((await ask(node, 'POST /v1/intake', lines, 'x'.repeat(2_000_001))).json.code).toBe('BODY_TOO_LARGE');
    expect((await ask(node, 'POST /v1/intake', { ...lines, 'content-encoding': 'br' }, 'x')).json.code).toBe('MEDIA_UNSUPPORTED');
  });

  it('that is the node’s own fault tells nothing of how', async () => {
    const node = await open();
    const headers = await node.asPerson(['analyst']);
    const { body, json } = await ask(node, 'GET /v1/traffic', headers);
    expect(json).toMatchObject({ status: 500, code: 'INTERNAL' });
    expect(body).not.toContain('this test has no traffic store');
    expect(node.log()).toContain('"event":"http.failed"');
    expect(node.log()).not.toContain('this test has no traffic store');
  });

  it('is told when to come again', async () => {
    const node = await open();
    const key = await node.asKey(['intake']);
    node.answer = () => {
      throw new AppError('INTAKE_OVERLOADED', 'too much waits');
    };
    const answer = await ask(node, 'POST /v1/intake', { ...key, 'content-type': 'application/json' }, '{}');
    expect([answer.status, answer.headers['retry-after'], answer.json.code]).toEqual([503, '5', 'INTAKE_OVERLOADED']);
  });

  it('at an unknown address or under a wrong method is a problem too', async () => {
    const node = await open();
    expect((await ask(node, 'GET /v1/nothing')).json).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await ask(node, 'DELETE /healthz')).json.code).toBe('NOT_FOUND');
    expect((await ask(node, 'GET /v1/campaigns/%E0%A4%A')).json.code).toBe('REQUEST_INVALID');
  });
});

describe('limits', () => {
  it('hold per caller, with headers that say so', async () => {
    const node = await open({ yaml: 'rateLimit: {perMinute: 10}' });
    const [one, other] = [await node.asPerson(['analyst']), await node.asPerson(['analyst'])];
    const answers = [];
    for (let i = 0; i < 12; i++) answers.push(await ask(node, 'GET /v1/reviews', one));
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 200), 429, 429]);
    expect(answers[0]!.headers).toMatchObject({ 'ratelimit-limit': '10', 'ratelimit-remaining': '9' });
    expect(answers[11]!.json).toMatchObject({ code: 'RATE_LIMITED', status: 429 });
    expect(Number(answers[11]!.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask(node, 'GET /v1/reviews', other)).status).toBe(200);
  });

  it('are narrow for sign-in, and not there for intake', async () => {
    const node = await open({ yaml: 'rateLimit: {perMinute: 10, signInPerMinute: 3}' });
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await ask(node, 'POST /v1/session', {}, { token: 'x'.repeat(43) })).status);
    expect(statuses).toEqual([401, 401, 401, 429]);
    const key = { ...(await node.asKey(['intake'])), 'content-type': 'application/json' };
    for (let i = 0; i < 15; i++) expect((await ask(node, 'POST /v1/litellm', key, '[]')).status).toBe(200);
  });
});

describe('security', () => {
  it('is in the headers of every answer', async () => {
    const node = await open({ yaml: 'publicUrl: https://watch.example' });
    for (const path of ['/healthz', '/', '/v1/session', '/nothing', '/v1/campaigns/%E0%A4%A'] as const) {
      const { headers } = await ask(node, `GET ${path}`, { host: 'watch.example' });
      expect(headers['content-security-policy'], path).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=31536000',
      });
      expect(headers['x-request-id']).toMatch(/^[\w-]{16}$/);
    }
    const plain = await open();
    expect((await ask(plain, 'GET /healthz')).headers).not.toHaveProperty('strict-transport-security');
  });

  it('refuses names that are not the node’s', async () => {
    const node = await open({ yaml: 'publicUrl: https://watch.example' });
    const under = async (host: string, more = {}) => (await ask(node, 'GET /v1/sign-in', { host, ...more })).status;
    for (const host of ['watch.example', 'WATCH.example:443', 'localhost:4780', '127.0.0.1', '[::1]:4780'])
      expect(await under(host)).toBe(200);
    for (const host of ['evil.example', 'watch.example.evil', 'localhost.evil', '10.0.0.1'])
      expect(await under(host), host).toBe(400);
    expect(await under('node.internal', await node.asKey(['read']))).toBe(200);
    expect((await ask(node, 'GET /healthz', { host: '10.0.0.1:4780' })).status).toBe(200);
  });
});
