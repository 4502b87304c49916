// SPDX-License-Identifier: Apache-2.0
import type { Exchange, NodeKey } from '@stillwatch/core';
import { mix } from '../sketch/tokens.ts';
import { ATTRIBUTE_FIELDS, type AttributeField } from '../store/schema.ts';
import { type ExemplarIndex, keepPlace, type PlaceList } from './exemplars.ts';
import { createFastHash } from './fast-hash.ts';
import { createHashTable } from './hash-table.ts';
import { networkOf } from './network.ts';
import { RowBuffer } from './row-buffer.ts';

/** Accounts remembered; beyond that the book is begun anew (rows may then repeat, harmlessly). */
const MAX_ACCOUNTS = 100_000;
/** Values of a day that are known to have been told; 16 MB. */
const MAX_TOLD = 1 << 19;
/** Values whose pseudonym is remembered. */
const MAX_VALUES = 200_000;
/** An account with very many addresses says no more by its thousandth of a day. */
const MAX_VALUES_A_DAY = 1_000;
const DAY_SECONDS = 86_400;

const NUMBER = Object.fromEntries(ATTRIBUTE_FIELDS.map((field, i) => [field, i])) as Record<AttributeField, number>;

/**
 * Accounts come in any order, so that whatever is kept about one has left the processor's cache when it
 * comes again. What every exchange asks for is therefore one line of 64 bytes per account: hashes of the
 * last value of each identity field (0–9), and what follows here.
 */
const LINE = 16;
const FACTS = 10;
/** Seconds since 1970 of the newest exchange, and of the facts row that was written last. */
const SEEN = 11;
const TOLD_AT = 12;
/** The account's pseudonym. */
const LOW = 13;
const HIGH = 14;
/** Places of exchanges with a rank below are kept. */
const RANK_LIMIT = 15;
const EVERY_RANK = 0xffff_ffff;

/** The rest, asked for when there is something new. */
interface Details {
  readonly places: PlaceList | null;
  readonly sealed: string;
  /** Day for which values were told last, and how many. */
  day: number;
  valueCount: number;
  changed: boolean;
  absent: number;
  createdAt: number;
  org: string;
  plan: string;
  declaredUse: string;
  asnType: string;
  region: string;
  language: string;
}

/** Collects what is said about accounts: identity values once a day, facts when they change and once a day. */
export interface AccountBook {
  /** @returns the account's number, valid until the next call. */
  note(exchange: Exchange, absent: number, seconds: number): number;
  /** Halves of the account's pseudonym. */
  low(account: number): number;
  high(account: number): number;
  /** Remembers where an exchange of the account lies, if its rank is among the smallest. */
  keepPlace(account: number, rank: number, source: number, offset: number, length: number): void;
  takeFacts(): RowBuffer;
  readonly attributes: RowBuffer;
}

export function createAccountBook(key: NodeKey, exemplars: ExemplarIndex): AccountBook {
  const hash = createFastHash(key.seeds('book/v1', 2));
  const numbers = createHashTable(MAX_ACCOUNTS);
  const told = createHashTable(MAX_TOLD);
  const hot = new Uint32Array(MAX_ACCOUNTS * LINE);
  let details: Details[] = [];
  let changed: number[] = [];
  let pseudonyms = new Map<string, bigint>();
  const facts = new RowBuffer(1 << 16);
  const attributes = new RowBuffer(1 << 16);

  /** One value occurs with many accounts (a program, a network): its pseudonym is computed once. */
  const pseudonym = (field: string, text: string): bigint => {
    const name = `${field}\0${text}`;
    let found = pseudonyms.get(name);
    if (found === undefined) {
      if (pseudonyms.size >= MAX_VALUES) pseudonyms = new Map();
      found = key.pseudonym(field, text);
      pseudonyms.set(name, found);
    }
    return found;
  };

  const find = (account: string): number => {
    hash.run(account);
    const known = numbers.find(hash.low, hash.high);
    if (known !== -1) return known;
    if (details.length === MAX_ACCOUNTS) {
      writeFacts();
      details = [];
      numbers.clear();
    }
    const number = details.length;
    const pseudonymOfIt = key.pseudonym('account', account);
    const places = exemplars.listOf(pseudonymOfIt);
    numbers.add(hash.low, hash.high, number);
    details.push({
      places,
      sealed: key.seal(account),
      day: -1,
      valueCount: 0,
      changed: false,
      absent: 0,
      createdAt: 0,
      org: '',
      plan: '',
      declaredUse: '',
      asnType: '',
      region: '',
      language: '',
    });
    const line = number * LINE;
    hot.fill(0, line, line + LINE);
    hot[line + LOW] = Number(pseudonymOfIt & 0xffff_ffffn);
    hot[line + HIGH] = Number(pseudonymOfIt >> 32n);
    hot[line + RANK_LIMIT] = places === null ? 0 : Math.min(EVERY_RANK, places.limit);
    return number;
  };

  const see = (account: number, field: number, text: string, day: number): void => {
    hash.run(text);
    const salt = Math.imul(day * 16 + field, 0x9e3779b1);
    const line = account * LINE;
    const mark = mix(hash.low ^ salt);
    if (hot[line + field] === mark) return;
    hot[line + field] = mark;
    const low = mix(mark ^ hot[line + LOW]!);
    const high = mix(hash.high ^ salt ^ hot[line + HIGH]!);
    if (told.find(low, high) !== -1) return;
    if (!told.add(low, high, 0)) {
      told.clear();
      told.add(low, high, 0);
    }
    const detail = details[account]!;
    if (detail.day !== day) {
      detail.day = day;
      detail.valueCount = 0;
    }
    if (detail.valueCount++ >= MAX_VALUES_A_DAY) return;
    const value = pseudonym(ATTRIBUTE_FIELDS[field]!, text);
    attributes.reserve(25);
    attributes.u64(hot[line + LOW]!, hot[line + HIGH]!);
    attributes.u8(field);
    attributes.big(value);
    attributes.u32(day * DAY_SECONDS);
    attributes.u32(day * DAY_SECONDS + DAY_SECONDS - 1);
    attributes.rows++;
    if (field !== NUMBER.ip) return;
    const network = networkOf(text);
    if (network !== '') see(account, NUMBER.net, network, day);
  };

  const hashFacts = (exchange: Exchange): number => {
    let sum = mix(Math.floor(exchange.createdAt / 1000));
    const add = (text: string): void => {
      if (text !== '') hash.run(text);
      sum = mix(sum ^ (text === '' ? 0x5bd1e995 : hash.low));
    };
    add(exchange.org);
    add(exchange.plan);
    add(exchange.declaredUse);
    add(exchange.asnType);
    add(exchange.region);
    add(exchange.language);
    return sum;
  };

  /** The newest exchange's facts hold, also when the log's times run backwards. */
  const noteFacts = (account: number, exchange: Exchange, absent: number, seconds: number): void => {
    const line = account * LINE;
    if (seconds < hot[line + SEEN]!) return;
    hot[line + SEEN] = seconds;
    const factsHash = hashFacts(exchange);
    if (factsHash === hot[line + FACTS] && seconds - hot[line + TOLD_AT]! < DAY_SECONDS) return;
    hot[line + FACTS] = factsHash;
    hot[line + TOLD_AT] = seconds;
    const detail = details[account]!;
    detail.absent = absent;
    detail.createdAt = exchange.createdAt;
    detail.org = exchange.org;
    detail.plan = exchange.plan;
    detail.declaredUse = exchange.declaredUse;
    detail.asnType = exchange.asnType;
    detail.region = exchange.region;
    detail.language = exchange.language;
    if (!detail.changed) changed.push(account);
    detail.changed = true;
  };

  const writeFacts = (): void => {
    for (const account of changed) {
      const line = account * LINE;
      const detail = details[account]!;
      detail.changed = false;
      hot[line + TOLD_AT] = hot[line + SEEN]!;
      facts.reserve(512);
      facts.u64(hot[line + LOW]!, hot[line + HIGH]!);
      facts.text(detail.sealed);
      facts.big(detail.org === '' ? 0n : pseudonym('org', detail.org));
      facts.text(detail.org === '' ? '' : key.seal(detail.org));
      facts.text(detail.plan);
      facts.text(detail.declaredUse);
      facts.text(detail.asnType);
      facts.text(detail.region);
      facts.text(detail.language);
      facts.reserve(16);
      facts.u32(Math.min(4_294_967_295, Math.floor(detail.createdAt / 1000)));
      facts.u16(detail.absent);
      facts.u32(hot[line + SEEN]!);
      facts.rows++;
    }
    changed = [];
  };

  return {
    attributes,
    note(exchange, absent, seconds) {
      const account = find(exchange.account);
      const day = Math.floor(seconds / DAY_SECONDS);
      if (exchange.payment !== '') see(account, NUMBER.payment, exchange.payment, day);
      if (exchange.device !== '') see(account, NUMBER.device, exchange.device, day);
      if (exchange.ip !== '') see(account, NUMBER.ip, exchange.ip, day);
      if (exchange.asn !== '') see(account, NUMBER.asn, exchange.asn, day);
      if (exchange.tls !== '') see(account, NUMBER.tls, exchange.tls, day);
      if (exchange.userAgent !== '') see(account, NUMBER.userAgent, exchange.userAgent, day);
      if (exchange.emailDomain !== '') see(account, NUMBER.emailDomain, exchange.emailDomain, day);
      if (exchange.endUser !== '') see(account, NUMBER.endUser, exchange.endUser, day);
      if (exchange.key !== '') see(account, NUMBER.key, exchange.key, day);
      noteFacts(account, exchange, absent, seconds);
      return account;
    },
    low: (account) => hot[account * LINE + LOW]!,
    high: (account) => hot[account * LINE + HIGH]!,
    keepPlace(account, rank, source, offset, length) {
      if (rank >= hot[account * LINE + RANK_LIMIT]!) return;
      const list = details[account]!.places!;
      keepPlace(list, rank, source, offset, length);
      hot[account * LINE + RANK_LIMIT] = Math.min(EVERY_RANK, list.limit);
    },
    takeFacts() {
      writeFacts();
      return facts;
    },
  };
}
