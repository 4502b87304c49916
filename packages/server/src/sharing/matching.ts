// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { AppError, canonicalJson, toAppError } from '@stillwatch/core';
import type { MatchBudget, MatchRun } from '@stillwatch/core/api';
import {
  createMatchPool,
  createMatchServer,
  DEFAULT_AGREEMENT,
  DEFAULT_BUDGET,
  type EpochKey,
  EpochKeySchema,
  epochAt,
  EvaluateRequestSchema,
  EvaluateResponseSchema,
  MATCH_KINDS,
  type MatchKind,
  type MatchPeer,
  matchValues,
  publishEpochKey,
  readMatchMessage,
  TokenSetSchema,
} from '@stillwatch/sharing';
import { readAll } from '../pages.ts';
import { isForeign } from './foreign.ts';
import type { PeerRecord } from './kept.ts';
import { postPeer } from './post-peer.ts';
import type { SharingWorld } from './settings.ts';

/** Where a node answers private matching, beside its TAXII. */
export const MATCH_PATH = '/match/v1';
/** A batch is arithmetic for seconds; all of a partner's own values, between our batches, for minutes. */
const ANSWER_MS = { key: 30_000, evaluate: 120_000, tokens: 300_000 } as const;
const MOST_ANSWER = 16_000_000;

export interface Matching {
  list(page: { cursor?: string | undefined; limit: number }): ReturnType<SharingWorld['records']['sharing']['runs']>;
  budgets(): Promise<MatchBudget[]>;
  /** Begins a run, and answers while it goes on. */
  start(request: { peer: string; kind: MatchKind; values: readonly string[] | null }, by: string): Promise<MatchRun>;
  /** Answers a partner. @throws AppError MATCH_REFUSED, NOT_FOUND */
  answer(peer: PeerRecord, path: string, body: Uint8Array): Promise<unknown>;
  /** Resolves when no run goes on. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export function createMatching(world: SharingWorld): Matching {
  const { records, clock, identity, events } = world;
  const { sharing } = records;
  // Arithmetic for seconds: in a thread of its own, which is made when it is needed.
  let pool: ReturnType<typeof createMatchPool> | null = null;
  const threads = (): ReturnType<typeof createMatchPool> => (pool ??= createMatchPool(1));
  const running = new Set<Promise<void>>();
  const server = () => createMatchServer({ seed: identity.matchSeed, pool: threads(), ledger: sharing.matches });

  /** Own values of a kind: accounts of the campaigns that stand, and the list that is kept. */
  const ownValues = async (kind: MatchKind): Promise<string[]> => {
    const values = new Set(await sharing.matchValues(kind));
    if (kind !== 'account') return [...values];
    for (const { id, finding } of await readAll((page) => records.campaigns.list({ current: true }, page))) {
      if (!isForeign(id)) for (const account of finding.accounts) values.add(account);
    }
    return [...values];
  };

  const ask = (peer: PeerRecord, path: keyof typeof ANSWER_MS, body: unknown): Promise<Uint8Array> =>
    postPeer(world, peer, {
      path: `${MATCH_PATH}/${path}`,
      body,
      answerMs: ANSWER_MS[path],
      mostBytes: MOST_ANSWER,
      refused: 'MATCH_REFUSED',
    });

  /** The key of this epoch, as it was seen first: another one later is refused. */
  const pin = async (peer: PeerRecord, kind: MatchKind): Promise<EpochKey> => {
    const key = readMatchMessage(EpochKeySchema, await ask(peer, 'key', { kind }));
    const name = `sharing.pin.${peer.id}.${kind}.${key.epoch}`;
    const known = await records.values.get(name);
    const text = canonicalJson(key);
    if (known !== null && known !== text)
      throw new AppError('MATCH_REFUSED', 'the partner has another key than the one of this epoch');
    if (known === null) await records.values.set(name, text);
    return key;
  };

  const run = async (peer: PeerRecord, kind: MatchKind, values: readonly string[], begun: MatchRun): Promise<void> => {
    let done: MatchRun;
    try {
      const pinned = await pin(peer, kind);
      const reach: MatchPeer = {
        evaluate: async (request) => readMatchMessage(EvaluateResponseSchema, await ask(peer, 'evaluate', request)),
        tokens: async (wanted) => readMatchMessage(TokenSetSchema, await ask(peer, 'tokens', { kind: wanted })),
      };
      const agreement = DEFAULT_AGREEMENT;
      const found = await matchValues({ kind, values, pinned, agreement, now: clock.now() }, reach, threads());
      done = { ...begun, state: 'done', atLeast: found.atLeast, minimum: found.minimum };
    } catch (error) {
      const { code, message } = toAppError(error);
      done = { ...begun, state: 'failed', problem: `${code}: ${message}` };
    }
    await sharing.putRun(done).catch(() => world.onTrouble('RECORDS_UNAVAILABLE'));
    events.publish({ kind: 'sharing', id: begun.id });
  };

  return {
    list: (page) => sharing.runs(page),
    async budgets() {
      const { epoch } = epochAt(clock.now());
      const queries = await sharing.matches.queries({}, 100_000);
      return (await sharing.peers()).map(({ id, name }) => ({
        peer: id,
        peerName: name,
        epoch,
        asked: MATCH_KINDS.map((kind) => ({
          kind,
          elements: queries
            .filter((one) => one.peer === id && one.epoch === epoch && one.kind === kind)
            .reduce((sum, { elements }) => sum + elements, 0),
        })),
        perEpoch: DEFAULT_BUDGET.perEpoch,
      }));
    },
    async start({ peer: id, kind, values }, by) {
      const peer = await sharing.peer(id);
      if (peer === null) throw new AppError('NOT_FOUND', 'there is no such peer');
      if (peer.url === null) throw new AppError('REQUEST_INVALID', 'this partner has no address');
      const own = values ?? (await ownValues(kind));
      if (own.length === 0) throw new AppError('REQUEST_INVALID', 'there are no values of this kind to match');
      const begun: MatchRun = {
        id: randomUUID(),
        peer: peer.id,
        peerName: peer.name,
        kind,
        at: new Date(clock.now()).toISOString(),
        by,
        state: 'running',
        values: own.length,
        atLeast: null,
        minimum: DEFAULT_AGREEMENT.minimum,
        problem: null,
      };
      await sharing.putRun(begun);
      const work = run(peer, kind, own, begun).finally(() => running.delete(work));
      running.add(work);
      return begun;
    },
    async answer(peer, path, body) {
      const now = clock.now();
      if (path === 'evaluate') return await server().evaluate(peer.id, readMatchMessage(EvaluateRequestSchema, body), now);
      const kind = kindOf(body);
      if (path === 'key') return publishEpochKey(identity.matchSeed, { peer: peer.id, kind, now });
      if (path === 'tokens') return await server().tokens(peer.id, kind, await ownValues(kind), now);
      throw new AppError('NOT_FOUND', 'there is nothing at this address');
    },
    async settled() {
      await Promise.all(running);
    },
    async close() {
      await Promise.allSettled(running);
      await pool?.close();
    },
  };
}

function kindOf(body: Uint8Array): MatchKind {
  try {
    const { kind } = JSON.parse(Buffer.from(body).toString('utf8')) as { kind?: unknown };
    const known = MATCH_KINDS.find((one) => one === kind);
    if (known !== undefined) return known;
  } catch {
    // Refused below.
  }
  throw new AppError('MATCH_REFUSED', 'a message is not one of private matching');
}
