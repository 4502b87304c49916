// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AuthorityOptions, type LocalAuthority, makeAuthority, POLICY } from './authority.fixture.ts';
import { buildTimestampRequest, requestTimestamp, verifyTimestamp } from './index.ts';
import { parseTimestampResponse } from './token.ts';

const DATA = Buffer.from('node1.example/evidence\n5\nAAAA\n\n— w1 sig\n');
const HOUR_MS = 3_600_000;
const made: LocalAuthority[] = [];
const make = (options?: AuthorityOptions) => {
  const authority = makeAuthority(options);
  made.push(authority);
  return authority;
};
afterAll(() => made.forEach((authority) => authority.remove()));

const soon = () => Date.now() + HOUR_MS;
const check = (response: Uint8Array, roots: string, data: Uint8Array = DATA) =>
  verifyTimestamp(response, { data, roots, now: soon() });

describe('a token that holds', () => {
  test.each<[string, AuthorityOptions]>([
    ['P-256', {}],
    ['RSA, with an authority between', { key: 'rsa', between: true }],
    ['SHA-384', { digest: 'sha384' }],
    ['named by SHA-1, as older authorities do', { essDigest: 'sha1' }],
  ])('%s: accepted here and by openssl', (_, options) => {
    const authority = make(options);
    const response = authority.stamp(DATA);
    expect(check(response, authority.root)).toMatchObject({
      ok: true,
      value: { policy: POLICY, authority: 'O=Test, CN=Stamps' },
    });
    expect(authority.accepts(response, DATA, authority.root)).toBe(true);
  });

  test('our request is answered by openssl, with nonce and policy', () => {
    const authority = make();
    const nonce = Buffer.from('ff00112233445566', 'hex');
    const response = authority.answer(buildTimestampRequest(DATA, { nonce, policy: POLICY }));
    const expected = { data: DATA, roots: authority.root, now: soon() };
    expect(verifyTimestamp(response, { ...expected, nonce, policies: [POLICY] }).ok).toBe(true);
    expect(verifyTimestamp(response, { ...expected, nonce: Buffer.from('0102030405060708', 'hex') })).toMatchObject({
      ok: false,
      reason: 'the token answers another request',
    });
  });
});

describe('a token that does not hold', () => {
  let authority: LocalAuthority;
  let response: Uint8Array;
  beforeAll(() => {
    authority = make();
    response = authority.stamp(DATA);
  });

  test('other data', () => {
    const other = Buffer.concat([DATA, Buffer.from('— w2 sig\n')]);
    expect(check(response, authority.root, other)).toMatchObject({
      ok: false,
      code: 'TIMESTAMP_INVALID',
      reason: 'the timestamp is for other data',
    });
    expect(authority.accepts(response, other, authority.root)).toBe(false);
  });

  test('an authority that nobody trusts', () => {
    const other = make();
    expect(check(response, other.root)).toMatchObject({
      ok: false,
      reason: 'the authority’s certificate does not lead to a given root',
    });
    expect(authority.accepts(response, DATA, other.root)).toBe(false);
  });

  test('a policy that was not asked for, a time that has not come, roots that are none', () => {
    const expected = { data: DATA, roots: authority.root, now: soon() };
    expect(verifyTimestamp(response, { ...expected, policies: ['1.2.3.4'] })).toMatchObject({
      ok: false,
      reason: `the policy ${POLICY} was not asked for`,
    });
    expect(verifyTimestamp(response, { ...expected, now: Date.now() - HOUR_MS })).toMatchObject({
      ok: false,
      reason: 'the timestamp is from the future',
    });
    expect(verifyTimestamp(response, { ...expected, roots: '' })).toMatchObject({
      ok: false,
      reason: 'no certificate of an authority was given',
    });
  });

  test('a refusal of the authority', () => {
    const refusal = authority.answer(buildTimestampRequest(DATA, { nonce: Buffer.alloc(8, 1), policy: '1.2.3.4' }));
    expect(check(refusal, authority.root)).toMatchObject({ ok: false, reason: 'the authority refused (status 2)' });
  });

  test('what is signed cannot be changed, and nothing is ever thrown', () => {
    const { content, signer, certificates } = parseTimestampResponse(response);
    const parts = [Buffer.from(content), Buffer.from(signer.signature.getValue()), certificates[0]!.raw];
    const signed = parts.map((part) => Buffer.from(response).indexOf(part));
    const lengths = parts.map(({ length }) => length);
    const isSigned = (i: number) => signed.some((start, part) => i >= start && i < start + lengths[part]!);
    expect(Math.min(...signed)).toBeGreaterThan(0);
    for (let i = 0; i < response.length; i += 5) {
      const changed = Uint8Array.from(response);
      changed[i]! ^= 1 << (i % 8);
      const { ok } = check(changed, authority.root);
      if (isSigned(i)) expect(ok, `byte ${i}`).toBe(false);
    }
    expect(check(response.subarray(0, -1), authority.root).ok).toBe(false);
    expect(check(Buffer.concat([response, Buffer.of(0)]), authority.root).ok).toBe(false);
  });
});

test.each<[string, AuthorityOptions, string]>([
  ['over before the stamp', { days: -1 }, 'was not valid when the timestamp was made'],
  ['for another use', { usage: 'critical,serverAuth' }, 'not marked critically for timestamps only'],
  ['for timestamps among others', { usage: 'critical,timeStamping,clientAuth' }, 'not marked critically for timestamps only'],
  ['not critical', { usage: 'timeStamping' }, 'not marked critically for timestamps only'],
])('a certificate %s is refused, here and by openssl', (_, options, reason) => {
  const good = make();
  const { content } = parseTimestampResponse(good.stamp(DATA));
  // The same time signed with a proper certificate shows that it is the certificate that decides.
  expect(check(good.sign(content), good.root).ok).toBe(true);
  const authority = make(options);
  const response = authority.sign(content);
  expect(check(response, authority.root)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) as unknown });
  expect(authority.accepts(response, DATA, authority.root)).toBe(false);
});

describe('over HTTP', () => {
  let server: Server;
  let url: string;
  let authority: LocalAuthority;
  let reply: (request: Uint8Array) => { type: string; body: Uint8Array; status?: number };
  beforeAll(async () => {
    authority = make();
    server = createServer((request, response) => {
      const chunks: Uint8Array[] = [];
      request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      request.on('end', () => {
        const { type, body, status = 200 } = reply(Buffer.concat(chunks));
        response.writeHead(status, { 'content-type': type }).end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => server.close());

  const type = 'application/timestamp-reply';
  const ask = () =>
    requestTimestamp(DATA, { url, roots: authority.root, policy: POLICY }, { fetch, now: () => Date.now(), timeoutMs: 5_000 });

  test('asks, verifies and hands on', async () => {
    reply = (request) => ({ type, body: authority.answer(request) });
    expect(check(await ask(), authority.root).ok).toBe(true);
  });

  test.each<[string, () => ReturnType<typeof reply>]>([
    ['another answer', () => ({ type, body: authority.stamp(DATA) })],
    ['a page', () => ({ type: 'text/html', body: Buffer.from('<p>') })],
    ['an error', () => ({ type, body: Buffer.alloc(0), status: 503 })],
    ['a flood', () => ({ type, body: Buffer.alloc(300_000) })],
  ])('refuses %s', async (_, answer) => {
    reply = answer;
    await expect(ask()).rejects.toThrowWithCode('TIMESTAMP_INVALID');
  });
});
