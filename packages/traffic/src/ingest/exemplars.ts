// SPDX-License-Identifier: Apache-2.0
import { closeSync, openSync, readSync } from 'node:fs';
import type { Exchange } from '@stillwatch/core';
import type { Mapping } from '../adapter.ts';
import { findAdapter } from '../formats/index.ts';
import { readRecords } from '../read/records.ts';
import type { Source } from '../read/sources.ts';
import { mix } from '../sketch/tokens.ts';

/** Exchanges remembered per account: those with the smallest id hashes, a fair sample that merges. */
const PER_ACCOUNT = 8;
const MAX_ACCOUNTS = 60_000;

/** Where an exchange lies, so that its text can be read again without having been stored. */
export interface Place {
  readonly rank: number;
  readonly source: number;
  readonly offset: number;
  readonly length: number;
}

/** The places of one account. */
export interface PlaceList {
  readonly places: Place[];
  /** From this rank on, a place is not kept. */
  limit: number;
}

/** Places of a few exchanges of each account (of a fair sample of accounts, where there are very many). */
export class ExemplarIndex {
  lists = new Map<bigint, PlaceList>();
  /** Accounts whose hash lies above are left out; halved whenever the book is full. */
  limit = 0x1_0000_0000;

  /** The list of an account, for {@link keepPlace}; null when it is not in the sample. */
  listOf(account: bigint): PlaceList | null {
    if (this.#rankOf(account) >= this.limit) return null;
    let list = this.lists.get(account);
    if (list === undefined) {
      if (this.lists.size >= MAX_ACCOUNTS) this.#halve();
      list = { places: [], limit: Infinity };
      this.lists.set(account, list);
    }
    return list;
  }

  merge(other: ReadonlyMap<bigint, PlaceList>): void {
    for (const [account, { places }] of other) {
      const list = this.listOf(account);
      if (list !== null) for (const { rank, source, offset, length } of places) keepPlace(list, rank, source, offset, length);
    }
  }

  #halve(): void {
    this.limit /= 2;
    for (const account of this.lists.keys()) if (this.#rankOf(account) >= this.limit) this.lists.delete(account);
  }

  #rankOf(account: bigint): number {
    return mix(Number(account & 0xffff_ffffn));
  }
}

/** Keeps a place if its rank is among the smallest of its account's. */
export function keepPlace(list: PlaceList, rank: number, source: number, offset: number, length: number): void {
  if (rank >= list.limit) return;
  const { places } = list;
  let worst = 0;
  for (let i = 1; i < places.length; i++) if (places[i]!.rank > places[worst]!.rank) worst = i;
  if (places.length === PER_ACCOUNT) places[worst] = { rank, source, offset, length };
  else places.push({ rank, source, offset, length });
  if (places.length === PER_ACCOUNT) list.limit = Math.max(...places.map((place) => place.rank));
}

/**
 * Reads the remembered exchanges of some accounts again from their files. Files that changed or vanished
 * since are passed over: an example is a courtesy, not evidence.
 */
export async function readExemplars(
  index: ExemplarIndex,
  sources: readonly { source: Source; format: string }[],
  mapping: Mapping | null,
  accounts: readonly bigint[],
  most = 400,
): Promise<Exchange[]> {
  const wanted: Place[] = [];
  for (let round = 0; round < PER_ACCOUNT && wanted.length < most; round++) {
    for (const account of accounts) {
      const place = index.lists.get(account)?.places[round];
      if (place !== undefined && wanted.length < most) wanted.push(place);
    }
  }
  const found: Exchange[] = [];
  const bySource = Map.groupBy(wanted, (place) => place.source);
  for (const [number, places] of bySource) {
    const { source, format } = sources[number]!;
    const reader = findAdapter(format).open(mapping);
    const take = (value: unknown): void => {
      reader.read(value, (exchange) => found.push(exchange));
    };
    try {
      if (source.compression === 'none') readPlain(source.path, places, take);
      else await readCompressed(source, places, take);
    } catch {
      // See above: no example is better than no result.
    }
  }
  return found;
}

function readPlain(path: string, places: readonly Place[], take: (value: unknown) => void): void {
  const file = openSync(path, 'r');
  try {
    for (const { offset, length } of places) {
      const bytes = Buffer.alloc(length);
      readSync(file, bytes, 0, length, offset);
      take(JSON.parse(bytes.toString('utf8')));
    }
  } finally {
    closeSync(file);
  }
}

async function readCompressed(source: Source, places: readonly Place[], take: (value: unknown) => void): Promise<void> {
  const offsets = new Set(places.map((place) => place.offset));
  await readRecords(source, 'json', {
    record(value, _line, offset, length) {
      if (length > 0 && offsets.delete(offset)) take(value);
    },
    problem() {},
  });
}
