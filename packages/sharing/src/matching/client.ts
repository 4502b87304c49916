// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { AppError } from '@stillwatch/core';
import { type EpochKey, type EvaluateRequest, type EvaluateResponse, type TokenSet, toBytes, toText } from './messages.ts';
import { type MatchKind, matchInputs, NORMALISATION } from './normalise.ts';
import { fillers } from './operations.ts';
import { type MatchAgreement, matchOutput, type MatchOutput } from './output.ts';
import type { MatchPool } from './pool.ts';

/** How to reach the peer; whoever implements it reads its answers with `readMatchMessage`. */
export interface MatchPeer {
  evaluate(request: EvaluateRequest): Promise<EvaluateResponse>;
  tokens(kind: MatchKind): Promise<TokenSet>;
}

/**
 * Finds which of the own values a peer has too.
 *
 * The peer sees full batches of uniformly random elements and learns their number only. This side learns tokens of its own
 * values, made by the key that it has pinned (or nothing: the proof is checked), and compares them with the peer's tokens
 * inside this function; what comes out is what was agreed. A node that was changed to do so could look at the comparison
 * itself, for its own values only: against that, and against asking for values that it only guesses, stand the peer's
 * budget, its log and the keys of each epoch.
 *
 * @param pinned the peer's key of this epoch, as it was published and pinned.
 * @throws AppError MATCH_REFUSED for an answer of another epoch, key, session or batch, or a proof that does not hold.
 */
export async function matchValues(
  {
    kind,
    values,
    pinned,
    agreement,
    now,
  }: { kind: MatchKind; values: Iterable<string>; pinned: EpochKey; agreement: MatchAgreement; now: number },
  peer: MatchPeer,
  pool: MatchPool,
): Promise<MatchOutput> {
  if (pinned.kind !== kind) throw new AppError('MATCH_REFUSED', `the pinned key is one for ${pinned.kind}`);
  if (!(Date.parse(pinned.validFrom) <= now && now < Date.parse(pinned.validUntil))) {
    throw new AppError('MATCH_REFUSED', 'the pinned key is of another epoch');
  }
  const inputs = matchInputs(kind, values);
  // Both at a time: the peer works on its own values while this side blinds and checks.
  const failed = new AbortController();
  const [tokens, theirs] = await Promise.all([
    tokensOf([...inputs.keys()], pinned, peer, pool, failed.signal),
    peer.tokens(kind),
  ]).catch((error: unknown) => {
    failed.abort();
    throw error;
  });
  if (theirs.epoch !== pinned.epoch || theirs.kind !== kind)
    throw new AppError('MATCH_REFUSED', 'the peer’s tokens are of another epoch or kind');
  const known = new Set(theirs.tokens);
  const common = [...inputs.values()].filter((_, i) => known.has(tokens[i]!));
  return matchOutput(
    common.map(([value]) => value!),
    agreement,
  );
}

/**
 * Tokens of inputs, in their order. Batches go in random order of inputs, so that their place tells nothing either.
 * @param failed no further batch is asked for after it: the peer counts each.
 */
async function tokensOf(
  inputs: readonly string[],
  pinned: EpochKey,
  peer: MatchPeer,
  pool: MatchPool,
  failed: AbortSignal,
): Promise<string[]> {
  const session = randomBytes(16).toString('hex');
  const order = shuffled(inputs.length);
  const tokens: string[] = Array.from({ length: inputs.length });
  const { batchSize } = pinned;
  const batches = Array.from({ length: Math.ceil(inputs.length / batchSize) }, (_, batch) =>
    order.slice(batch * batchSize, (batch + 1) * batchSize),
  );
  let next = 0;
  const work = async (): Promise<void> => {
    for (let batch = next++; batch < batches.length && !failed.aborted; batch = next++) {
      const places = batches[batch]!;
      const bytes = places.map((place) => new Uint8Array(Buffer.from(inputs[place]!, 'utf8')));
      const found = await oneBatch([...bytes, ...fillers(batchSize - bytes.length)], session, batch, pinned, peer, pool);
      for (const [i, place] of places.entries()) tokens[place] = found[i]!;
    }
  };
  // More than threads: while one batch is on the way, another is worked on.
  await Promise.all(Array.from({ length: Math.max(1, pool.size) * 2 }, work));
  return tokens;
}

async function oneBatch(
  inputs: readonly Uint8Array[],
  session: string,
  batch: number,
  { kind, epoch, publicKey }: EpochKey,
  peer: MatchPeer,
  pool: MatchPool,
): Promise<string[]> {
  const hidden = await pool.blind(inputs);
  const head = { protocol: 'match/1', kind, normalisation: NORMALISATION, epoch, session, batch } as const;
  const answer = await peer.evaluate({ ...head, blinded: hidden.blinded.map(toText) });
  for (const field of Object.keys(head) as (keyof typeof head)[]) {
    if (answer[field] !== head[field]) throw new AppError('MATCH_REFUSED', `the peer answered for another ${field}`);
  }
  if (answer.evaluated.length !== inputs.length)
    throw new AppError('MATCH_REFUSED', 'the peer answered with another number of elements');
  return pool.finalize(toBytes(publicKey), inputs, hidden, answer.evaluated.map(toBytes), toBytes(answer.proof), epoch);
}

/** 0 … count − 1 in random order (Fisher and Yates). */
function shuffled(count: number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  const random = new Uint32Array(new Uint8Array(randomBytes(count * 4)).buffer);
  for (let i = count - 1; i > 0; i--) {
    const j = random[i]! % (i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
