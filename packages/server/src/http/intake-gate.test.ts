// SPDX-License-Identifier: Apache-2.0
import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { ask, closeAfterEach, open } from './ask.fixture.ts';
import { createIntakeGate } from './intake-gate.ts';

closeAfterEach();

const body = (length?: number) =>
  ({ headers: length === undefined ? {} : { 'content-length': String(length) } }) as unknown as FastifyRequest;

describe('what arrives', () => {
  it('and what waits stay below the limit', () => {
    let pending = 0;
    const gate = createIntakeGate(10_000_000, () => pending);
    const [one, two] = [body(6_000_000), body(4_000_000)];
    gate.enter(one);
    gate.enter(two);
    expect(() => gate.enter(body(1))).toThrowWithCode('INTAKE_OVERLOADED');
    gate.leave(one);
    gate.leave(one);
    expect(gate.arriving()).toBe(4_000_000);
    pending = 5_500_000;
    expect(() => gate.enter(body())).toThrowWithCode('INTAKE_OVERLOADED');
    gate.enter(body(500_000));
    gate.leave(two);
    expect(gate.arriving()).toBe(500_000);
  });

  it('is let in where nothing else is', () => {
    const gate = createIntakeGate(10, () => 0);
    gate.enter(body(64_000_000));
    expect(gate.arriving()).toBe(64_000_000);
  });

  it('is refused before it is read, and with a word of when to come again', async () => {
    const node = await open({ yaml: 'intake: {maxPendingBytes: 1MB}' });
    const key = { ...(await node.asKey(['intake'])), 'content-type': 'application/x-ndjson' };
    Object.assign(node.parts.intake, { pendingBytes: () => 999_990 });
    const refused = await ask(node, 'POST /v1/intake', key, 'x'.repeat(20));
    expect(refused).toMatchObject({ status: 503, json: { code: 'INTAKE_OVERLOADED' } });
    expect(refused.headers['retry-after']).toBe('5');
    expect(node.taken).toEqual([]);
    for (let i = 0; i < 3; i++) expect((await ask(node, 'POST /v1/intake', key, 'x'.repeat(10))).status).toBe(200);
  });
});
