// SPDX-License-Identifier: Apache-2.0
/** Every operation with nobody, every role and every permission of a key: refused exactly where the contract says. */
import { API, type Operation, type OperationId, PERMISSIONS, permissionsOf, ROLES } from '@stillwatch/core/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestNode, storeHunt, type TestNode } from './node.fixture.ts';

let node: TestNode;
let people: Record<string, Record<string, string>>;
let keys: Record<string, Record<string, string>>;

beforeAll(async () => {
  node = await openTestNode({ withTraffic: false });
  await storeHunt(node.records);
  people = {};
  keys = {};
  for (const role of ROLES) people[role] = await node.asPerson([role]);
  for (const permission of PERMISSIONS) keys[permission] = await node.asKey([permission]);
});
afterAll(async () => await node.close());

const OPERATIONS = (Object.entries(API) as [OperationId, Operation][]).filter(([id]) => id !== 'events' && id !== 'signOut');

async function ask(operation: Operation, headers: Record<string, string>) {
  const url = operation.path.replaceAll(/\{\w+\}/g, 'none-such');
  const body = operation.method === 'GET' || operation.method === 'DELETE' ? {} : { payload: '{}' };
  const type = operation.accepts?.[0] ?? 'application/json';
  const answer = await node.http.app.inject({
    method: operation.method,
    url,
    headers: { ...headers, ...(body.payload === undefined ? {} : { 'content-type': type }) },
    ...body,
  });
  return {
    status: answer.statusCode,
    code: (answer.headers['content-type'] ?? '').includes('problem') ? answer.json().code : '',
  };
}

const ACCESS = ['UNAUTHENTICATED', 'FORBIDDEN', 'CSRF_INVALID'];

describe.each(OPERATIONS)('%s', (_id, operation) => {
  it('asks who it is', async () => {
    const { status, code } = await ask(operation, {});
    if (operation.access === 'public') expect(ACCESS).not.toContain(code);
    else expect([status, code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('is for exactly the roles that the contract names', async () => {
    for (const role of ROLES) {
      const { status, code } = await ask(operation, people[role]!);
      const open = operation.access === 'public' || operation.access === 'session';
      if (open || permissionsOf([role]).some((permission) => permission === operation.access))
        expect(ACCESS, role).not.toContain(code);
      else expect([status, code], role).toEqual([403, 'FORBIDDEN']);
    }
  });

  it('is for exactly the keys that the contract names', async () => {
    for (const permission of PERMISSIONS) {
      const { status, code } = await ask(operation, keys[permission]!);
      if (operation.access === 'public' || operation.access === permission) expect(ACCESS, permission).not.toContain(code);
      else expect([status, code], permission).toEqual([403, 'FORBIDDEN']);
    }
  });

  it('asks people for the token of their session where it changes something', async () => {
    const { cookie } = await node.asPerson([...ROLES]);
    for (const token of [{}, { 'x-csrf-token': 'another' }]) {
      const { code } = await ask(operation, { cookie: cookie!, ...token });
      const allowed =
        operation.access === 'public' || operation.access === 'session' || !['intake', 'metrics'].includes(operation.access);
      if (operation.method !== 'GET' && operation.access !== 'public' && allowed) expect(code).toBe('CSRF_INVALID');
      else expect(code).not.toBe('CSRF_INVALID');
    }
  });
});
