// SPDX-License-Identifier: Apache-2.0
import { techniqueBit } from '@stillwatch/core';
import type { TrafficStore } from '@stillwatch/traffic';
import { describe, expect, it } from 'vitest';
import { makeLines, MEMBERS, NOW, START } from '../log.fixture.ts';
import { searchAccounts } from './account-search.ts';
import { type AccountKey, readAccounts, readFacts, readOrganisation, readShared, readTechniques } from './accounts.ts';
import { type ExchangeKey, readExchanges, readRef } from './exchanges.ts';
import { hashOfAccount, nameAccounts, type Scope, spanOfStore } from './scope.ts';
import { countGroups, countScope, countValues, readSeries, readTop, stepOf } from './volume.ts';

const byHash = (a: AccountKey, b: AccountKey): number => (a.account < b.account ? -1 : 1);
const SPAN = { from: START / 1000, to: NOW / 1000 };

/** What the queries say of the small log, over whichever ClickHouse holds it. */
export function queriesContract(given: () => TrafficStore): void {
  const lines = makeLines();
  const hash = (account: string): bigint => hashOfAccount(given(), account);
  const count = (fits: (line: (typeof lines)[number]) => boolean): number => lines.filter(fits).length;

  describe('volume', () => {
    it('counts what fits, and all, step by step', async () => {
      const scope: Scope = { ...SPAN, accounts: MEMBERS.map(hash) };
      const series = await readSeries(given(), scope, 3_600);
      expect(series).toHaveLength(48);
      expect(series[0]!.at).toBe(SPAN.from);
      for (const { at, matching, all } of series) {
        const within = lines.filter(({ minutes }) => Math.floor((SPAN.from + minutes * 60) / 3_600) * 3_600 === at);
        expect([all, matching]).toEqual([within.length, within.filter(({ account }) => MEMBERS.includes(account)).length]);
      }
      expect(await countScope(given(), scope)).toEqual({ exchanges: 40, accounts: 4 });
      expect(await countScope(given(), { ...SPAN, accounts: [] })).toEqual({ exchanges: 0, accounts: 0 });
      expect(await spanOfStore(given())).toEqual({ from: SPAN.from, to: SPAN.from + 119 * 24 * 60 + 1 });
    });

    it('takes a step that a chart can show', () => {
      expect([stepOf(0, 60), stepOf(0, 86_400), stepOf(0, 7 * 86_400), stepOf(0, 86_400 * 365 * 50)]).toEqual([
        10, 900, 3_600, 31_536_000,
      ]);
    });

    it('fits every filter', async () => {
      const exchanges = async (scope: Partial<Scope>) => (await countScope(given(), { ...SPAN, ...scope })).exchanges;
      expect(await exchanges({ model: 'small' })).toBe(60);
      expect(await exchanges({ model: "sm'all\\" })).toBe(0);
      expect(await exchanges({ plan: 'free' })).toBe(40);
      expect(await exchanges({ plan: 'team', model: 'large' })).toBe(
        count(({ plan, model }) => plan === 'team' && model === 'large'),
      );
      expect(await exchanges({ technique: 'reasoning-elicitation' })).toBe(40);
      expect(await exchanges({ technique: 'none-such' })).toBe(0);
      expect(await exchanges({ flag: 'failed' })).toBe(0);
      expect(await exchanges({ from: SPAN.from + 86_400 })).toBe(60);
    });

    it('has the commonest values', async () => {
      const top = await readTop(given(), SPAN);
      expect(top.model).toEqual([
        { value: 'large', exchanges: 60 },
        { value: 'small', exchanges: 60 },
      ]);
      expect(top.plan).toEqual([
        { value: 'team', exchanges: 80 },
        { value: 'free', exchanges: 40 },
      ]);
      const counted = await countValues(given(), SPAN);
      expect(counted).toMatchObject({ exchanges: 120, accounts: 11, flag: [] });
      expect(counted.technique[0]).toEqual({ value: 'reasoning-elicitation', exchanges: 40 });
      expect(await countValues(given(), { ...SPAN, accounts: [] })).toEqual({
        exchanges: 0,
        accounts: 0,
        technique: [],
        flag: [],
      });
      expect(top.account).toHaveLength(10);
      for (const { value, exchanges } of top.account) expect(exchanges).toBe(count(({ account }) => account === value));
      expect(await countGroups(given(), SPAN, [MEMBERS.map(hash), [hash('user-1')]])).toEqual([
        40,
        count(({ account }) => account === 'user-1'),
      ]);
    });
  });

  describe('exchanges', () => {
    it('come newest first, in pages that miss and repeat none', async () => {
      const found: { ref: string; at: string; account: string; techniques: string[] }[] = [];
      for (let after: ExchangeKey | null = null; ; ) {
        const page = await readExchanges(given(), SPAN, { after, limit: 7 });
        found.push(...page.rows);
        if (page.next === null) break;
        after = readRef(page.next);
      }
      const expected = lines.toReversed().map(({ account, minutes }) => ({
        at: new Date(START + minutes * 60_000 + 250).toISOString(),
        account,
      }));
      expect(found.map(({ at, account }) => ({ at, account }))).toEqual(expected);
      expect(new Set(found.map(({ ref }) => ref)).size).toBe(120);
      for (const { account, techniques } of found)
        expect(techniques.includes('reasoning-elicitation')).toBe(MEMBERS.includes(account));
    });

    it('carry counts, and no text', async () => {
      const { rows } = await readExchanges(given(), { ...SPAN, accounts: [hash('c-0')] }, { after: null, limit: 1 });
      expect(rows[0]).toMatchObject({ account: 'c-0', turns: 1, inputTokens: 20, outputTokens: 30, flags: [] });
      expect(rows[0]!.signal).toBeGreaterThanOrEqual(3);
      expect(JSON.stringify(rows)).not.toContain('reasoning step');
    });
  });

  describe('accounts', () => {
    it('come the busiest first, in pages that miss and repeat none', async () => {
      const whole = await readAccounts(given(), SPAN, { after: null, limit: 100 });
      expect(whole).toHaveLength(11);
      const paged = [];
      for (let page = whole.slice(0, 0), after = null as (typeof whole)[number]['key'] | null; ; after = page.at(-1)!.key) {
        page = await readAccounts(given(), SPAN, { after, limit: 3 });
        paged.push(...page);
        if (page.length < 3) break;
      }
      expect(paged).toEqual(whole);
      const counts = whole.map(({ summary }) => summary.exchanges);
      expect(counts).toEqual(counts.toSorted((a, b) => b - a));
      expect(whole.find(({ summary }) => summary.account === 'c-1')!.summary).toMatchObject({
        exchanges: 10,
        plan: 'free',
        signalled: 1,
        createdAt: null,
        firstSeen: new Date(START + 3 * 24 * 60_000).toISOString(),
      });
    });

    it('are found by how their ids begin, the busiest first, page by page', async () => {
      const search = (beginning: string, after: AccountKey | null, limit: number) =>
        searchAccounts(given(), SPAN, { beginning, after, limit });
      const first = await search('c-', null, 3);
      const second = await search('c-', first.next, 3);
      expect([...first.keys, ...second.keys]).toEqual(
        MEMBERS.map((account) => ({ exchanges: 10, account: hash(account) })).sort(byHash),
      );
      expect([first.keys.length, first.next, second.next]).toEqual([3, first.keys[2], null]);
      expect(await search('c-', null, 4)).toMatchObject({ next: null });
      expect(await search('nobody', null, 3)).toEqual({ keys: [], next: null });
      const filtered = await searchAccounts(given(), { ...SPAN, plan: 'team' }, { beginning: 'c', after: null, limit: 3 });
      expect(filtered.keys).toEqual([]);
    });

    it('are known by their facts, techniques and what they share', async () => {
      const store = given();
      const facts = await readFacts(store, [String(hash('user-1')), String(hash('c-0'))]);
      expect(facts.get(String(hash('user-1')))).toMatchObject({
        name: 'user-1',
        organisation: 'University of Somewhere',
        plan: 'team',
      });
      expect(facts.get(String(hash('c-0')))).toMatchObject({ organisation: null, created: 0 });
      expect(facts.get(String(hash('c-0')))!.absent).toContain('payment');
      const shared = await readShared(store, hash('c-0'));
      expect(shared).toEqual([
        {
          field: 'device',
          value: store.nodeKey.pseudonym('device', 'one-device').toString(16).padStart(16, '0'),
          accounts: 4,
          examples: ['c-1', 'c-2', 'c-3'],
        },
      ]);
      expect(await readShared(store, hash('user-1'))).toEqual([]);
      expect(techniqueBit('reasoning-elicitation')).toBe(1);
      expect(await readTechniques(store, hash('c-0'))).toContainEqual({ id: 'reasoning-elicitation', exchanges: 10 });
      expect(await readOrganisation(store, 'University of Somewhere')).toEqual([hash('user-1')]);
      expect(await nameAccounts(store, [String(hash('c-3')), '1'])).toEqual(new Map([[String(hash('c-3')), 'c-3']]));
    });
  });
}
