// SPDX-License-Identifier: Apache-2.0
/** Sign-in through a real OpenID Connect provider on this machine. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openTestNode, type TestNode } from '../node.fixture.ts';
import { type Claims, startProvider } from './provider.fixture.ts';

const SECRET = 'a-secret-of-forty-characters-for-the-client';
let server: Server;
let issuer: string;
let node: TestNode | null = null;
/** Whom the provider knows. */
const accounts = new Map<string, Claims>();

beforeAll(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await startProvider(server, issuer, {
    clientId: 'stillwatch',
    clientSecret: SECRET,
    redirect: 'http://127.0.0.1:4780/v1/oidc/callback',
    accounts,
  });
});
afterEach(async () => {
  await node?.close();
  node = null;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function open(more = 'roles: {watchers: [analyst], keepers: [admin, auditor]}'): Promise<TestNode> {
  const oidc = `{issuer: "${issuer}", clientId: stillwatch, clientSecret: ${SECRET}, name: House, scopes: openid profile email groups, ${more}}`;
  node = await openTestNode({ withTraffic: false, yaml: `oidc: ${oidc}\nrateLimit: {signInPerMinute: 1000}` });
  return node;
}

/** What a browser does: leaves for the provider, signs in there as somebody, comes back. */
async function browse(asking: TestNode, login: string) {
  const host = { host: '127.0.0.1:4780' };
  const start = await asking.http.app.inject({ url: '/v1/oidc/start', headers: host });
  expect(start.statusCode).toBe(302);
  const [pending] = start.cookies as { name: string; value: string; sameSite: string; httpOnly: boolean }[];
  expect(pending).toMatchObject({ name: 'stillwatch-oidc-4780', httpOnly: true, sameSite: 'Lax' });
  const leaving = new URL(start.headers.location!);
  expect(Object.fromEntries(leaving.searchParams)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256' });
  const jar = new Map<string, string>();
  let next = leaving;
  for (let step = 0; step < 10 && next.origin === issuer; step++) {
    const url = next.pathname.startsWith('/interaction/') ? new URL(`${next.pathname}?login=${login}`, issuer) : next;
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      jar.set(name!, value!);
    }
    next = new URL(answer.headers.get('location')!, next);
  }
  const comeBack = (url: string, cookie: string | undefined) =>
    asking.http.app.inject({
      url,
      headers: host,
      ...(cookie === undefined ? {} : { cookies: { 'stillwatch-oidc-4780': cookie } }),
    });
  return { back: `${next.pathname}${next.search}`, pending: pending!.value, comeBack };
}

async function signIn(asking: TestNode, login: string) {
  const { back, pending, comeBack } = await browse(asking, login);
  const answer = await comeBack(back, pending);
  const session = (answer.cookies as { name: string; value: string }[]).find(({ name }) => name === 'stillwatch-4780');
  const who = await asking.http.app.inject({ url: '/v1/session', cookies: { 'stillwatch-4780': session?.value ?? '' } });
  return { location: answer.headers.location, user: who.statusCode === 200 ? who.json().user : null };
}

describe('sign-in by OpenID Connect', () => {
  it('is offered, and gives the roles of the person’s groups', async () => {
    accounts.set('kim', { name: 'Kim', email: 'kim@example.org', groups: ['watchers', 'others'] });
    const asking = await open();
    expect((await asking.http.app.inject({ url: '/v1/sign-in' })).json().oidc).toEqual({
      name: 'House',
      start: '/v1/oidc/start',
    });
    const { location, user } = await signIn(asking, 'kim');
    expect([location, user]).toMatchObject(['/', { name: 'Kim', roles: ['analyst'] }]);
    // Next time with other groups: the same person, other roles.
    accounts.set('kim', { name: 'Kim', email: 'kim@example.org', groups: ['keepers'] });
    const again = await signIn(asking, 'kim');
    expect(again.user).toEqual({ ...user, roles: ['auditor', 'admin'] });
    expect(await asking.records.people.countUsers()).toBe(1);
  });

  it('refuses who has no role, also when they had one', async () => {
    accounts.set('jo', { name: 'Jo', groups: 'watchers' });
    const asking = await open();
    expect((await signIn(asking, 'jo')).user).toMatchObject({ roles: ['analyst'] });
    accounts.set('jo', { name: 'Jo', groups: ['__proto__', 'constructor'] });
    expect(await signIn(asking, 'jo')).toEqual({ location: '/sign-in?problem=FORBIDDEN', user: null });
    accounts.set('stranger', { name: 'Stranger' });
    expect((await signIn(asking, 'stranger')).user).toBeNull();
    expect(await asking.records.people.countUsers()).toBe(1);
  });

  it('gives somebody new the default roles, and tells people of one name apart', async () => {
    accounts.set('sam', { name: 'Sam' });
    accounts.set('sam2', { name: 'sam' });
    const asking = await open('defaultRoles: [analyst]');
    expect((await signIn(asking, 'sam')).user).toMatchObject({ name: 'Sam', roles: ['analyst'] });
    expect((await signIn(asking, 'sam2')).user).toMatchObject({ name: 'sam (sam2)', roles: ['analyst'] });
  });

  it('fails without the browser that began it, and a second time', async () => {
    accounts.set('kim', { name: 'Kim', groups: ['watchers'] });
    const asking = await open();
    const failed = '/sign-in?problem=SIGN_IN_FAILED';
    const { back, pending, comeBack } = await browse(asking, 'kim');
    const other = await browse(asking, 'kim');
    expect((await comeBack(back, undefined)).headers.location).toBe(failed);
    expect((await comeBack(back, other.pending)).headers.location).toBe(failed);
    expect((await comeBack(back.replace(/code=[^&]+/, 'code=forged'), pending)).headers.location).toBe(failed);
    expect((await comeBack('/v1/oidc/callback?error=access_denied', pending)).headers.location).toBe(failed);
    expect((await comeBack(other.back, other.pending)).headers.location).toBe('/');
    expect((await comeBack(other.back, other.pending)).headers.location).toBe(failed);
    expect(asking.log()).toContain('"event":"sign-in.failed"');
    expect(asking.log()).not.toContain('forged');
  });

  it('says so where the provider is away', async () => {
    node = await openTestNode({ withTraffic: false, yaml: 'oidc: {issuer: "http://127.0.0.1:9", clientId: a}' });
    const { statusCode, headers } = await node.http.app.inject({ url: '/v1/oidc/start' });
    expect([statusCode, headers.location]).toEqual([302, '/sign-in?problem=SIGN_IN_FAILED']);
  });
});
