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

/** How a source is read again. */
export interface Reading {
  readonly format: string;
  readonly mapping: Mapping | null;
}

/**
 * Reads a source again until an exchange comes along whose row has the wanted key; null where there is none.
 * A source that breaks off is looked at as far as it can be read.
 */
export async function findExchange(source: Source, reading: Reading, key: NodeKey, ref: ExchangeRef): Promise<Exchange | null> {
  const matches = createMatcher(key, ref);
  let found: Exchange | null = null;
  await readUntil(source, reading, (exchange) => {
    if (found === null && matches(exchange)) found = exchange;
    return found !== null;
  });
  return found;
}

/**
 * Reads a source again for some exchanges with text of each of these accounts (pseudonyms), as they come.
 * @param most of all accounts together. @param each of one account.
 */
export async function sampleExchanges(
  source: Source,
  reading: Reading,
  key: NodeKey,
  accounts: ReadonlySet<bigint>,
  { most, each }: { most: number; each: number },
): Promise<Exchange[]> {
  const taken = new Map<string, number>();
  const found: Exchange[] = [];
  await readUntil(source, reading, (exchange) => {
    const known = taken.get(exchange.account);
    const count = known ?? (accounts.has(key.pseudonym('account', exchange.account)) ? 0 : each);
    const takes = count < each && found.length < most && exchange.user + exchange.system !== '';
    if (takes) found.push({ ...exchange });
    if (known === undefined || takes) taken.set(exchange.account, takes ? count + 1 : count);
    return found.length >= most;
  });
  return found;
}

class Enough extends Error {}

/** Reads a source as far as it can be read, or until `look` has seen enough; a record may still bring more after that. */
async function readUntil(source: Source, { format, mapping }: Reading, look: (exchange: Exchange) => boolean): Promise<void> {
  const adapter = findAdapter(format);
  const reader = adapter.open(mapping);
  let enough = false;
  const emit = (exchange: Exchange): void => {
    enough = look(exchange);
  };
  try {
    await readRecords(source, adapter.framing, {
      record(value) {
        try {
          reader.read(value, emit);
        } catch {
          // The record was refused when it came, too.
        }
        if (enough) throw new Enough();
      },
      problem() {},
    });
    reader.end(emit);
  } catch {
    // Enough, or the rest cannot be read.
  }
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
