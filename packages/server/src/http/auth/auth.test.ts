// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, it } from 'vitest';
import { openTestNode, type TestNode } from '../node.fixture.ts';
import { firstSignInLink, LINK_MS, signInLink } from './links.ts';

let node: TestNode;
afterEach(async () => await node.close());

async function signIn(link: string) {
  const [, token] = /^http:\/\/127\.0\.0\.1:4780\/sign-in#token=([\w-]{43})$/.exec(link)!;
  return await node.http.app.inject({ method: 'POST', url: '/v1/session', payload: { token } });
}
const ORIGIN = 'http://127.0.0.1:4780';

describe('a one-time link', () => {
  it('of the first start makes somebody who may do everything, and signs them in once', async () => {
    node = await openTestNode({ withTraffic: false });
    const link = await firstSignInLink(node.records, ORIGIN, node.clock.now());
    expect(await firstSignInLink(node.records, ORIGIN, node.clock.now())).toBeNull();
    const answer = await signIn(link!);
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({
      user: { name: 'first administrator', roles: ['admin', 'analyst', 'approver', 'auditor'] },
      permissions: ['read', 'review', 'unmask', 'allow', 'release', 'audit', 'admin', 'metrics'],
      expiresAt: new Date(node.clock.ms + 12 * 3_600_000).toISOString(),
    });
    expect((await signIn(link!)).json()).toMatchObject({ status: 401, code: 'SIGN_IN_FAILED' });
    const [cookie] = answer.cookies as { name: string; value: string; httpOnly: boolean; sameSite: string; path: string }[];
    expect(cookie).toMatchObject({ name: 'stillwatch-4780', httpOnly: true, sameSite: 'Strict', path: '/' });
    expect(answer.body).not.toContain(cookie!.value);

    const asking = { cookies: { 'stillwatch-4780': cookie!.value }, url: '/v1/session' } as const;
    expect((await node.http.app.inject(asking)).statusCode).toBe(200);
    const { csrfToken } = answer.json();
    const headers = { 'x-csrf-token': csrfToken };
    const out = await node.http.app.inject({ ...asking, method: 'DELETE', headers });
    expect(out.statusCode).toBe(204);
    expect((await node.http.app.inject(asking)).statusCode).toBe(401);
  });

  it('ends after a day, and a session after its hours', async () => {
    node = await openTestNode({ withTraffic: false, yaml: 'signIn: {sessionHours: 2}' });
    const user = await node.records.people.addUser({ name: 'Kim', email: null, roles: ['analyst'] });
    const old = await signInLink(node.records, user.id, ORIGIN, node.clock.now());
    const fresh = await signInLink(node.records, user.id, ORIGIN, node.clock.now());
    node.clock.ms += LINK_MS - 1;
    const [cookie] = (await signIn(fresh)).cookies as { value: string }[];
    node.clock.ms += 2;
    expect((await signIn(old)).json().code).toBe('SIGN_IN_FAILED');
    const ask = async () =>
      (await node.http.app.inject({ url: '/v1/session', cookies: { 'stillwatch-4780': cookie!.value } })).statusCode;
    expect(await ask()).toBe(200);
    node.clock.ms += 2 * 3_600_000;
    expect(await ask()).toBe(401);
  });

  it('is bound to TLS and to the host where people come by https', async () => {
    node = await openTestNode({ withTraffic: false, yaml: 'publicUrl: https://watch.example' });
    const link = await firstSignInLink(node.records, 'https://watch.example/', node.clock.now());
    const payload = { token: link!.split('token=')[1] };
    const answer = await node.http.app.inject({
      method: 'POST',
      url: '/v1/session',
      payload,
      headers: { host: 'watch.example' },
    });
    expect(answer.headers['set-cookie']).toMatch(
      /^__Host-stillwatch=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/,
    );
  });
});

describe('somebody who is shut out', () => {
  it('has no session, no link, and no way back', async () => {
    node = await openTestNode({ withTraffic: false });
    const admin = await node.asPerson(['admin']);
    const kim = await node.asPerson(['analyst'], 'Kim');
    const listed = await node.http.app.inject({ url: '/v1/users', headers: admin });
    const user = listed.json().items.find(({ name }: { name: string }) => name === 'Kim');
    const link = await signInLink(node.records, user.id, ORIGIN, node.clock.now());
    expect((await node.http.app.inject({ url: '/v1/reviews', headers: kim })).statusCode).toBe(200);
    const change = {
      method: 'PATCH',
      url: `/v1/users/${user.id}`,
      headers: { ...admin, 'if-match': user.etag },
      payload: { disabled: true },
    } as const;
    expect((await node.http.app.inject(change)).json()).toMatchObject({ disabled: true });
    expect((await node.http.app.inject(change)).json().code).toBe('PRECONDITION_FAILED');
    expect((await node.http.app.inject({ url: '/v1/reviews', headers: kim })).json().code).toBe('UNAUTHENTICATED');
    expect((await signIn(link)).json().code).toBe('SIGN_IN_FAILED');
  });

  it('is never the last administrator', async () => {
    node = await openTestNode({ withTraffic: false });
    const admin = await node.asPerson(['admin'], 'Robin');
    const [user] = (await node.http.app.inject({ url: '/v1/users', headers: admin })).json().items;
    for (const payload of [{ disabled: true }, { roles: ['analyst'] }]) {
      const headers = { ...admin, 'if-match': user.etag };
      const answer = await node.http.app.inject({ method: 'PATCH', url: `/v1/users/${user.id}`, headers, payload });
      expect(answer.json()).toMatchObject({ status: 409, code: 'CONFLICT' });
    }
    for (const name of ['robin', 'key:robin']) {
      const payload = { name, email: null, roles: ['analyst'] };
      expect((await node.http.app.inject({ method: 'POST', url: '/v1/users', headers: admin, payload })).json().code).toBe(
        'CONFLICT',
      );
    }
  });
});

describe('a key', () => {
  it('ends when it expires, and counts only as it was made', async () => {
    node = await openTestNode({ withTraffic: false });
    const admin = await node.asPerson(['admin']);
    const expiresAt = new Date(node.clock.ms + 60_000).toISOString();
    const payload = { name: 'k', permissions: ['read'], expiresAt };
    const { secret } = (await node.http.app.inject({ method: 'POST', url: '/v1/keys', headers: admin, payload })).json();
    const ask = async (authorization: string) =>
      (await node.http.app.inject({ url: '/v1/reviews', headers: { authorization } })).statusCode;
    expect(await ask(`Bearer ${secret}`)).toBe(200);
    expect(await ask(`bearer  ${secret}`)).toBe(200);
    for (const wrong of [
      secret,
      `Bearer ${secret}x`,
      `Bearer ${secret.slice(0, -1)}`,
      `Basic ${secret}`,
      'Bearer',
      `Bearer ${secret} x`,
    ]) {
      expect(await ask(wrong), wrong).toBe(401);
    }
    // A key that is wrong is not made good by a session.
    const both = await node.http.app.inject({ url: '/v1/reviews', headers: { ...admin, authorization: 'Bearer swk_no' } });
    expect(both.statusCode).toBe(401);
    node.clock.ms += 60_000;
    expect(await ask(`Bearer ${secret}`)).toBe(401);
    const past = { ...payload, expiresAt };
    const late = await node.http.app.inject({ method: 'POST', url: '/v1/keys', headers: admin, payload: past });
    expect(late.json()).toMatchObject({ code: 'REQUEST_INVALID', pointer: '/body/expiresAt' });
  });
});
