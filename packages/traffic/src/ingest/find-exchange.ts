// SPDX-License-Identifier: Apache-2.0
import type { Exchange, NodeKey } from '@stillwatch/core';
import type { Mapping } from '../adapter.ts';
import { findAdapter } from '../formats/index.ts';
import { readRecords } from '../read/records.ts';
import type { Source } from '../read/sources.ts';
import { emptySketch } from '../sketch/sketch.ts';
import { createSketcher } from '../sketch/sketcher.ts';
import { createIdHash, derivedId } from './encoder.ts';

/** One exchange as the store knows it: the key of its row. */
export interface ExchangeRef {
  /** Pseudonym of the account. */
  readonly account: bigint;
  /** Seconds since 1970 UTC. */
  readonly second: number;
  readonly id: bigint;
}

class Found extends Error {}

/**
 * Reads a source again until an exchange comes along whose row has the wanted key; null where there is none.
 * A source that breaks off is looked at as far as it can be read.
 */
export async function findExchange(
  source: Source,
  { format, mapping }: { format: string; mapping: Mapping | null },
  key: NodeKey,
  ref: ExchangeRef,
): Promise<Exchange | null> {
  const matches = createMatcher(key, ref);
  const adapter = findAdapter(format);
  const reader = adapter.open(mapping);
  let found: Exchange | null = null;
  const emit = (exchange: Exchange): void => {
    if (found === null && matches(exchange)) found = exchange;
  };
  try {
    await readRecords(source, adapter.framing, {
      record(value) {
        try {
          reader.read(value, emit);
        } catch {
          // The record was refused when it came, too.
        }
        if (found !== null) throw new Found();
      },
      problem() {},
    });
    reader.end(emit);
  } catch {
    // Found, or the rest cannot be read.
  }
  return found;
}

/**
 * Reads a source again for some exchanges with text of each of these accounts (pseudonyms), as they come.
 * @param most of all accounts together. @param each of one account.
 */
export async function sampleExchanges(
  source: Source,
  { format, mapping }: { format: string; mapping: Mapping | null },
  key: NodeKey,
  accounts: ReadonlySet<bigint>,
  { most, each }: { most: number; each: number },
): Promise<Exchange[]> {
  const adapter = findAdapter(format);
  const reader = adapter.open(mapping);
  const taken = new Map<string, number>();
  const found: Exchange[] = [];
  const emit = (exchange: Exchange): void => {
    const known = taken.get(exchange.account);
    const count = known ?? (accounts.has(key.pseudonym('account', exchange.account)) ? 0 : each);
    const takes = count < each && found.length < most && exchange.user + exchange.system !== '';
    if (takes) found.push({ ...exchange });
    if (known === undefined || takes) taken.set(exchange.account, takes ? count + 1 : count);
  };
  try {
    await readRecords(source, adapter.framing, {
      record(value) {
        try {
          reader.read(value, emit);
        } catch {
          // The record was refused when it came, too.
        }
        if (found.length >= most) throw new Found();
      },
      problem() {},
    });
    reader.end(emit);
  } catch {
    // Enough, or the rest cannot be read.
  }
  return found;
}

/** Compares the cheap part first: few exchanges fall into one second. */
function createMatcher(key: NodeKey, ref: ExchangeRef): (exchange: Exchange) => boolean {
  const hash = createIdHash(key);
  const sketcher = createSketcher(key);
  const sketch = emptySketch();
  return (exchange) => {
    if (Math.floor(exchange.time / 1000) !== ref.second) return false;
    if (key.pseudonym('account', exchange.account) !== ref.account) return false;
    if (exchange.id === '') sketcher.sketch(exchange.user, sketch);
    hash.run(exchange.id === '' ? derivedId(exchange, sketch) : exchange.id);
    return (BigInt(hash.low >>> 0) | (BigInt(hash.high >>> 0) << 32n)) === ref.id;
  };
}
