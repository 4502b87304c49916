// SPDX-License-Identifier: Apache-2.0
import { Kysely, SqliteDialect, sql } from 'kysely';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MatchPeer, matchValues } from './client.ts';
import { epochAt, publishEpochKey } from './epochs.ts';
import { keyedTokens, matchKeyed } from './keyed-set.ts';
import { type MatchBudget, type MatchLedger, matchLedger, type MatchTables, matchTables } from './ledger.store.ts';
import { EvaluateRequestSchema, EvaluateResponseSchema, readMatchMessage, TokenSetSchema } from './messages.ts';
import type { EvaluateRequest, EvaluateResponse, TokenSet } from './messages.ts';
import { MATCH_KINDS, matchInputs, normalise } from './normalise.ts';
import { matchOutput } from './output.ts';
import { createMatchPool, type MatchPool } from './pool.ts';
import { createMatchServer, type MatchServer } from './server.ts';

const NOW = Date.parse('2026-11-26T12:00:00.000Z');
const WEEK = 7 * 86_400_000;
const SEED = new Uint8Array(32).fill(5);
/** Small batches: an element takes milliseconds. */
const BATCH = 8;
const ITEMS = { minimum: 3, tells: 'items' } as const;
const accounts = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => `acct-${from + i}`);

let pool: MatchPool;
let ledger: MatchLedger;
let server: MatchServer;
let transcript: { requests: EvaluateRequest[]; answers: EvaluateResponse[]; sets: TokenSet[] };

beforeAll(() => {
  pool = createMatchPool(2);
});
afterAll(() => pool.close());

async function openLedger(): Promise<MatchLedger> {
  const memory = new DatabaseSync(':memory:');
  const database = {
    close: () => memory.close(),
    prepare(text: string) {
      const statement = memory.prepare(text);
      return {
        reader: statement.columns().length > 0,
        all: (values: readonly unknown[]) => statement.all(...(values as SQLInputValue[])),
        run: (values: readonly unknown[]) => statement.run(...(values as SQLInputValue[])),
        iterate: (values: readonly unknown[]) => statement.iterate(...(values as SQLInputValue[])),
      };
    },
  };
  const db = new Kysely<MatchTables>({ dialect: new SqliteDialect({ database }) });
  for (const statement of matchTables('sqlite')) await sql.raw(statement).execute(db);
  return matchLedger({ db, transact: (work) => db.transaction().execute(work) });
}

beforeEach(async () => {
  ledger = await openLedger();
  server = createMatchServer({ seed: SEED, pool, ledger, batchSize: BATCH });
  transcript = { requests: [], answers: [], sets: [] };
});

/** The peer over a wire that carries bytes, and writes down what it carries. */
function peerWith(theirs: readonly string[], changes: Partial<MatchPeer> = {}, at = NOW): MatchPeer {
  const wire = <T>(schema: Parameters<typeof readMatchMessage>[0], value: T): T =>
    readMatchMessage(schema, Buffer.from(JSON.stringify(value))) as T;
  return {
    async evaluate(request) {
      transcript.requests.push(wire(EvaluateRequestSchema, request));
      const answer = wire(EvaluateResponseSchema, await server.evaluate('node-b', request, at));
      transcript.answers.push(answer);
      return answer;
    },
    async tokens(kind) {
      const set = wire(TokenSetSchema, await server.tokens('node-b', kind, theirs, at));
      transcript.sets.push(set);
      return set;
    },
    ...changes,
  };
}
const pinned = publishEpochKey(SEED, { peer: 'node-b', kind: 'account', now: NOW, batchSize: BATCH });
const ask = (values: readonly string[], peer: MatchPeer, changes: object = {}) =>
  matchValues({ kind: 'account', values, pinned, agreement: ITEMS, now: NOW, ...changes }, peer, pool);

describe('two nodes', () => {
  it('find what they have in common, however it is written', async () => {
    const mine = [...accounts(0, 20), ' ACCT-25 ', 'acct-２６', 'jane@example.com', ''];
    const output = await ask(mine, peerWith([...accounts(15, 40), 'jane@example.com']));
    expect(output.items.toSorted()).toEqual(
      [' ACCT-25 ', 'acct-15', 'acct-16', 'acct-17', 'acct-18', 'acct-19', 'acct-２６'].toSorted(),
    );
    expect(output.atLeast).toBe(5);
  });

  it('learn a bucket, nothing below the minimum, and which only where that was agreed', async () => {
    const counted = await ask(accounts(0, 40), peerWith(accounts(3, 60)), { agreement: { minimum: 10, tells: 'count' } });
    expect(counted).toEqual({ atLeast: 20, minimum: 10, items: [] });
    const few = await ask(accounts(0, 12), peerWith(accounts(3, 12)), { agreement: { minimum: 10, tells: 'items' } });
    expect(few).toEqual({ atLeast: 0, minimum: 10, items: [] });
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: -5, max: 50 }), (count, minimum) => {
        const { atLeast, items } = matchOutput(accounts(0, count), { minimum, tells: 'count' });
        expect(items).toEqual([]);
        expect(atLeast <= count).toBe(true);
        if (count < Math.max(3, minimum)) expect(atLeast).toBe(0);
      }),
    );
  });
});

describe('the transcript', () => {
  it('shows the server nothing that depends on the inputs but the number of batches', async () => {
    await ask(accounts(0, 3), peerWith([]));
    await ask(accounts(0, 3), peerWith([]));
    await ask(['another'], peerWith([]));
    const shapes = transcript.requests.map(({ protocol, kind, normalisation, epoch, batch, blinded }) => ({
      protocol,
      kind,
      normalisation,
      epoch,
      batch,
      elements: blinded.length,
    }));
    expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(1);
    // The same inputs give other elements each time: none ever comes twice.
    const elements = transcript.requests.flatMap(({ blinded }) => blinded);
    expect(elements).toHaveLength(3 * BATCH);
    expect(new Set(elements).size).toBe(3 * BATCH);
    expect(new Set(transcript.requests.map(({ session }) => session)).size).toBe(3);
  });

  it('shows elements whose bytes look the same whatever the inputs are', async () => {
    await ask(accounts(0, BATCH), peerWith([]));
    await ask(
      Array.from({ length: BATCH }, (_, i) => `zzzzzzzzzzzz-${i}`),
      peerWith([]),
    );
    // Six deviations from the mean of a uniform byte never happen.
    const halves = [transcript.requests.slice(0, 1), transcript.requests.slice(1)];
    for (const half of halves) {
      const elements = half.flatMap(({ blinded }) => blinded).map((one) => Buffer.from(one, 'base64url'));
      const limit = (6 * 73.9) / Math.sqrt(elements.length);
      for (let at = 0; at < 31; at++) {
        const mean = elements.reduce((sum, one) => sum + one[at]!, 0) / elements.length;
        expect(Math.abs(mean - 127.5)).toBeLessThan(limit);
      }
    }
  });

  it('shows the client tokens in no order, and their number in thousands', async () => {
    await ask(accounts(0, 3), peerWith(accounts(0, 7)));
    await ask(accounts(0, 3), peerWith(accounts(0, 70)));
    for (const { tokens } of transcript.sets) {
      expect(tokens).toHaveLength(1_000);
      expect(tokens).toEqual(tokens.toSorted());
    }
    // Padding is fresh, own tokens stay within the epoch.
    const [first, second] = transcript.sets.map(({ tokens }) => new Set(tokens));
    expect([...first!].filter((token) => second!.has(token))).toHaveLength(7);
  });

  it('has other tokens for another peer, kind and epoch', async () => {
    const values = ['203.0.113.7'];
    const sets = await Promise.all([
      server.tokens('node-b', 'address', values, NOW),
      server.tokens('node-c', 'address', values, NOW),
      server.tokens('node-b', 'account', values, NOW),
      server.tokens('node-b', 'address', values, NOW + WEEK),
    ]);
    for (const [i, a] of sets.entries())
      for (const b of sets.slice(i + 1)) expect(a.tokens.filter((token) => b.tokens.includes(token))).toEqual([]);
  });
});

describe('is refused', () => {
  const refused = (work: Promise<unknown>) => expect(work).rejects.toThrowWithCode('MATCH_REFUSED');
  const answering = (change: (answer: EvaluateResponse) => EvaluateResponse): MatchPeer => {
    const honest = peerWith(accounts(0, 9));
    return { ...honest, evaluate: async (request) => change(await honest.evaluate(request)) };
  };

  it('an answer by another key than the pinned one', async () => {
    const other = publishEpochKey(new Uint8Array(32).fill(6), { peer: 'node-b', kind: 'account', now: NOW, batchSize: BATCH });
    await refused(ask(accounts(0, 3), peerWith([]), { pinned: other }));
    await refused(
      ask(accounts(0, 3), peerWith([]), {
        pinned: publishEpochKey(SEED, { peer: 'node-c', kind: 'account', now: NOW, batchSize: BATCH }),
      }),
    );
  });

  it('a forged proof, and elements that were exchanged or made up', async () => {
    const flip = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    await refused(
      ask(
        accounts(0, 3),
        answering((answer) => ({ ...answer, proof: flip(answer.proof) })),
      ),
    );
    await refused(
      ask(
        accounts(0, 3),
        answering((answer) => ({ ...answer, evaluated: answer.evaluated.toReversed() })),
      ),
    );
    await refused(
      ask(
        accounts(0, 3),
        answering((answer) => ({ ...answer, evaluated: answer.evaluated.with(0, 'A'.repeat(43)) })),
      ),
    );
    await refused(
      ask(
        accounts(0, 3),
        answering((answer) => ({ ...answer, evaluated: answer.evaluated.slice(1) })),
      ),
    );
  });

  it('an answer for another batch, session or epoch', async () => {
    await refused(
      ask(
        accounts(0, 3),
        answering((answer) => ({ ...answer, batch: 1 })),
      ),
    );
    await refused(
      ask(
        accounts(0, 3),
        answering((answer) => ({ ...answer, session: '0'.repeat(32) })),
      ),
    );
    await refused(
      ask(
        accounts(0, 3),
        answering((answer) => ({ ...answer, epoch: epochAt(NOW - WEEK).epoch })),
      ),
    );
    await refused(ask(accounts(0, 3), peerWith([]), { now: NOW + WEEK }));
    await refused(ask(accounts(0, 3), peerWith([]), { kind: 'address' }));
    const old: TokenSet = await server.tokens('node-b', 'account', accounts(0, 9), NOW - WEEK);
    await refused(ask(accounts(0, 3), peerWith([], { tokens: async () => old })));
  });

  it('a request of another epoch, a replay, what is no element, and more than the budget', async () => {
    await ask(accounts(0, 3), peerWith([]));
    const [request] = transcript.requests;
    await refused(server.evaluate('node-b', request!, NOW));
    await refused(server.evaluate('node-b', { ...request!, session: 'f'.repeat(32) }, NOW + WEEK));
    await refused(server.evaluate('node-b', { ...request!, batch: 4, blinded: request!.blinded.slice(1) }, NOW));
    await refused(server.evaluate('node-b', { ...request!, batch: 5, blinded: request!.blinded.with(7, toText(255)) }, NOW));
    await refused(server.evaluate('node-b', { ...request!, batch: 6, blinded: request!.blinded.with(7, toText(0)) }, NOW));
    const budget: MatchBudget = { perEpoch: 4 * BATCH, perMinute: 2 * BATCH };
    const strict = createMatchServer({ seed: SEED, pool, ledger: await openLedger(), budget, batchSize: BATCH });
    const at = (batch: number, seconds: number) => strict.evaluate('node-b', { ...request!, batch }, NOW + seconds * 1000);
    await at(0, 0);
    await at(1, 1);
    await refused(at(2, 2));
    await at(2, 62);
    await at(3, 63);
    await refused(at(4, 300));
    // Another peer has a budget of its own.
    await strict.evaluate('node-c', { ...request!, batch: 0 }, NOW + 300_000);
  });

  it('tokens that do not come, and asks for no further batch then', async () => {
    const failing = peerWith([], { tokens: () => Promise.reject(new Error('the connection broke')) });
    await expect(ask(accounts(0, 40 * BATCH), failing)).rejects.toThrow('the connection broke');
    // What had begun goes to its end meanwhile: every batch of 40, if it were so.
    for (let i = 0; i < 200; i++) await pool.blind([new Uint8Array(1)]);
    expect(transcript.requests.length).toBeLessThanOrEqual(2 * pool.size);
  });

  it('what breaks the contract, whatever it is', async () => {
    await ask(accounts(0, 3), peerWith([]));
    const [request] = transcript.requests;
    const read = (value: unknown) => () =>
      readMatchMessage(EvaluateRequestSchema, Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));
    expect(read(request)()).toEqual(request);
    for (const broken of [
      { ...request, blinded: [] },
      { ...request, blinded: request!.blinded.with(0, 'A'.repeat(42)) },
      { ...request, blinded: request!.blinded.with(0, `${'A'.repeat(42)}B`) },
      { ...request, normalisation: 'match-normal/0' },
      { ...request, more: 1 },
      { ...request, batch: -1 },
      'nonsense',
      ' '.repeat(100_000),
    ]) {
      expect(read(broken)).toThrowWithCode('MATCH_REFUSED');
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => readMatchMessage(EvaluateRequestSchema, bytes)).toThrowWithCode('MATCH_REFUSED');
      }),
    );
  });
});

function toText(byte: number): string {
  return Buffer.alloc(32, byte).toString('base64url');
}

describe('the rest', () => {
  it('writes every query down', async () => {
    await ask(accounts(0, BATCH + 1), peerWith([]));
    const queries = await ledger.queries({ peer: 'node-b' }, 10);
    expect(queries.map(({ batch, elements, at }) => [batch, elements, at])).toEqual([
      [1, BATCH, NOW],
      [0, BATCH, NOW],
    ]);
    expect(await ledger.queries({ peer: 'node-c' }, 10)).toEqual([]);
  });

  it('normalises as it is published', () => {
    expect(normalise('account', ' Acct-７\u200b ')).toBe('acct-7');
    expect(normalise('account', 'jane@example.com')).toBeNull();
    expect(normalise('payment-token', 'TOK_12-34.5678')).toBe('tok_12345678');
    expect(normalise('payment-token', '4111-1111-1111-1111')).toBeNull();
    expect(normalise('address', '2001:DB8:0:0::1')).toBe('2001:db8::1');
    expect(normalise('address', '::ffff:192.0.2.1')).toBe('192.0.2.1');
    expect(normalise('address', 'fe80::1%eth0')).toBe('fe80::1');
    expect(normalise('address', '192.0.2.256')).toBeNull();
    fc.assert(
      fc.property(fc.constantFrom(...MATCH_KINDS), fc.string({ unit: 'grapheme' }), (kind, value) => {
        const once = normalise(kind, value);
        if (once !== null) expect(normalise(kind, once)).toBe(once);
      }),
    );
    expect([...matchInputs('account', ['A', 'a', '']).values()]).toEqual([['A', 'a']]);
  });

  it('begins epochs on Mondays', () => {
    expect(epochAt(NOW)).toEqual({
      epoch: 'epoch-2026-11-23',
      from: Date.parse('2026-11-23T00:00:00Z'),
      until: Date.parse('2026-11-30T00:00:00Z'),
    });
    expect(epochAt(epochAt(NOW).until).epoch).toBe('epoch-2026-11-30');
  });

  it('compares what points at software with a keyed hash, and nothing else', () => {
    const key = new Uint8Array(32).fill(1);
    const tokens = (values: readonly string[]) => keyedTokens(key, 'epoch-2026-11-23', 'user-agent', values);
    const output = matchKeyed(tokens(['Curl/8', 'a', 'b', 'c']), tokens(['curl/8 ', 'b', 'c', 'd']).keys(), ITEMS);
    expect(output.items.toSorted()).toEqual(['Curl/8', 'b', 'c']);
    expect(keyedTokens(key, 'epoch-2026-11-30', 'user-agent', ['a']).keys().next().value).not.toBe(
      tokens(['a']).keys().next().value,
    );
    expect(() => keyedTokens(key, 'e', 'account' as never, [])).toThrowWithCode('MATCH_REFUSED');
    expect(() => keyedTokens(new Uint8Array(8), 'e', 'user-agent', [])).toThrowWithCode('MATCH_REFUSED');
  });

  it('says so when a pool is closed', async () => {
    const closing = createMatchPool(1);
    const work = closing.blind([new Uint8Array(3)]).catch((error: unknown) => error);
    await closing.close();
    expect(await work).toThrowWithCode('INTERNAL');
    await expect(closing.blind([])).rejects.toThrowWithCode('INTERNAL');
    await expect(
      createMatchPool(0).evaluate({ secretKey: new Uint8Array(32).fill(1), publicKey: new Uint8Array(32) }, []),
    ).rejects.toThrowWithCode('MATCH_REFUSED');
  });
});
