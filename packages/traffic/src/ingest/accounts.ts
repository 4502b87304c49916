// SPDX-License-Identifier: Apache-2.0
import type { Exchange, NodeKey } from '@stillwatch/core';
import { ATTRIBUTE_FIELDS } from '../store/schema.ts';
import { RowBuffer } from './row-buffer.ts';

/** Accounts remembered between batches; beyond that the book is begun anew (rows may then repeat, harmlessly). */
const MAX_ACCOUNTS = 200_000;
const NET = ATTRIBUTE_FIELDS.indexOf('net');

interface AttributeEntry {
  readonly field: number;
  readonly value: bigint;
  n: number;
  first: number;
  last: number;
}

export interface AccountState {
  readonly hash: bigint;
  /** Last value seen per attribute field, and its entry: most exchanges repeat the one before. */
  readonly lastValues: string[];
  readonly lastEntries: (AttributeEntry | null)[];
  readonly attributes: Map<string, AttributeEntry>;
  facts: string;
}

/** Collects what is said about accounts: facts when they change, identity values once a batch. */
export interface AccountBook {
  note(exchange: Exchange, absent: number): AccountState;
  takeFacts(): RowBuffer;
  takeAttributes(): RowBuffer;
}

export function createAccountBook(key: NodeKey): AccountBook {
  const states = new Map<string, AccountState>();
  const touched = new Set<AccountState>();
  const facts = new RowBuffer(1 << 16);
  const attributes = new RowBuffer(1 << 16);
  const values = new Map<string, bigint>();

  /** One value occurs with many accounts (a program, a network): its pseudonym is computed once. */
  const pseudonym = (field: string, value: string): bigint => {
    const name = `${field}\0${value}`;
    let hash = values.get(name);
    if (hash === undefined) {
      hash = key.pseudonym(field, value);
      if (values.size > MAX_ACCOUNTS) values.clear();
      values.set(name, hash);
    }
    return hash;
  };

  const noteValue = (state: AccountState, field: number, raw: string, seconds: number): void => {
    let entry = state.lastEntries[field] ?? null;
    if (entry === null || state.lastValues[field] !== raw) {
      entry = findEntry(state, field, raw, seconds);
      state.lastValues[field] = raw;
      state.lastEntries[field] = entry;
      if (entry === null) return;
    }
    entry.n++;
    if (seconds < entry.first) entry.first = seconds;
    if (seconds > entry.last) entry.last = seconds;
  };

  const findEntry = (state: AccountState, field: number, raw: string, seconds: number): AttributeEntry | null => {
    const value = field === NET ? networkOf(raw) : raw;
    if (value === '') return null;
    const name = `${field}\0${value}`;
    let entry = state.attributes.get(name);
    if (entry === undefined) {
      entry = { field, value: pseudonym(ATTRIBUTE_FIELDS[field]!, value), n: 0, first: seconds, last: seconds };
      // An account with very many addresses says no more by its thousandth.
      if (state.attributes.size < 1_000) state.attributes.set(name, entry);
    }
    return entry;
  };

  return {
    note(exchange, absent) {
      const seconds = Math.floor(exchange.time / 1000);
      let state = states.get(exchange.account);
      if (state === undefined) {
        if (states.size >= MAX_ACCOUNTS && touched.size === 0) states.clear();
        state = {
          hash: key.pseudonym('account', exchange.account),
          lastValues: ATTRIBUTE_FIELDS.map(() => ''),
          lastEntries: ATTRIBUTE_FIELDS.map(() => null),
          attributes: new Map(),
          facts: '',
        };
        states.set(exchange.account, state);
      }
      touched.add(state);
      for (let field = 0; field < ATTRIBUTE_FIELDS.length; field++) {
        const name = ATTRIBUTE_FIELDS[field]!;
        const value = name === 'net' ? exchange.ip : exchange[name];
        if (value !== '') noteValue(state, field, value, seconds);
      }
      const { org, plan, declaredUse, asnType, region, language, createdAt } = exchange;
      const said = `${org}\0${plan}\0${declaredUse}\0${asnType}\0${region}\0${language}\0${createdAt}`;
      if (said !== state.facts) {
        state.facts = said;
        facts.reserve(512);
        facts.big(state.hash);
        facts.text(key.seal(exchange.account));
        facts.big(org === '' ? 0n : pseudonym('org', org));
        facts.text(org === '' ? '' : key.seal(org));
        facts.text(plan);
        facts.text(declaredUse);
        facts.text(asnType);
        facts.text(region);
        facts.text(language);
        facts.reserve(16);
        facts.u32(Math.min(4_294_967_295, Math.floor(createdAt / 1000)));
        facts.u16(absent);
        facts.u32(seconds);
        facts.rows++;
      }
      return state;
    },
    takeFacts: () => facts,
    takeAttributes() {
      for (const state of touched) {
        for (const entry of state.attributes.values()) {
          if (entry.n === 0) continue;
          attributes.reserve(64);
          attributes.big(state.hash);
          attributes.u8(entry.field);
          attributes.big(entry.value);
          attributes.u32(entry.n);
          attributes.u32(entry.first);
          attributes.u32(entry.last);
          attributes.rows++;
          entry.n = 0;
          entry.first = 4_294_967_295;
          entry.last = 0;
        }
      }
      touched.clear();
      return attributes;
    },
  };
}

/** /24 of an IPv4 address, /48 of an IPv6 one; '' for anything else. */
export function networkOf(address: string): string {
  const four = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/i.exec(address);
  if (four !== null) return four[1]!;
  if (!address.includes(':')) return '';
  const [head] = address.split('::') as [string];
  const groups = head.split(':').filter((group) => group !== '');
  while (groups.length < 3) groups.push('0');
  return groups
    .slice(0, 3)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
}
