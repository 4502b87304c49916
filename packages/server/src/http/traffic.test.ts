// SPDX-License-Identifier: Apache-2.0
/** What the API says of stored traffic, on the embedded engine. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MEMBERS, NOW, START } from './log.fixture.ts';
import { sampleHunt } from '../records/contract/samples.fixture.ts';
import { openTestNode, PROMPT_CANARY, storeHunt, type TestNode } from './node.fixture.ts';
import { queriesContract } from './queries/contract.fixture.ts';

let node: TestNode;
let headers: Record<string, string>;
beforeAll(async () => {
  node = await openTestNode();
  headers = await node.asPerson(['analyst', 'approver']);
});
afterAll(async () => await node.close());

describe('queries', () => queriesContract(() => node.traffic));

async function get(url: string) {
  const answer = await node.http.app.inject({ url, headers });
  expect([url, answer.statusCode]).toEqual([url, 200]);
  return answer.json();
}

describe('before any hunt', () => {
  it('all that is stored is shown', async () => {
    const view = await get('/v1/traffic');
    expect(view).toMatchObject({ from: new Date(START).toISOString(), exchanges: 120, accounts: 11 });
    expect(await get('/v1/overview')).toMatchObject({
      traffic: { exchanges: 120, accounts: 11 },
      campaigns: { confirmed: 0, probable: 0, watch: 0, top: [] },
      lastHunt: null,
      falsePositives: null,
    });
    expect((await get('/v1/accounts')).items).toHaveLength(11);
  });
});

describe('after a hunt', () => {
  beforeAll(async () => {
    await storeHunt(node.records);
    node.clock.ms += 60_000;
  });

  it('the overview says what is happening and what needs somebody', async () => {
    const overview = await get('/v1/overview');
    expect(overview).toMatchObject({
      window: { from: new Date(START).toISOString(), to: new Date(NOW).toISOString() },
      traffic: { exchanges: 120, accounts: 11 },
      waiting: { reviews: 2, failedAlerts: 0 },
      lastHunt: { id: 'hunt-1' },
      falsePositives: { rate: 0, units: 100 },
      explained: [{ kind: 'class' }],
    });
    const sum = (key: 'all' | 'campaigns') =>
      overview.traffic.series.reduce((total: number, step: Record<string, number>) => total + step[key]!, 0);
    expect([sum('all'), sum('campaigns')]).toEqual([120, 40]);
  });

  it('a hunt that runs or fails leaves what the last one found', async () => {
    const unfinished = { window: null, finishedAt: null, summary: null };
    await node.records.hunts.put(
      sampleHunt('hunt-2', { ...unfinished, status: 'failed', startedAt: new Date(NOW + 1_000).toISOString() }),
    );
    await node.records.hunts.put(
      sampleHunt('hunt-3', { ...unfinished, status: 'running', startedAt: new Date(NOW + 2_000).toISOString() }),
    );
    expect(await get('/v1/overview')).toMatchObject({
      lastHunt: { id: 'hunt-3', status: 'running' },
      window: { to: new Date(NOW).toISOString() },
      falsePositives: { units: 100 },
      explained: [{ kind: 'class' }],
    });
    expect((await get('/v1/campaigns/camp-1')).thresholds).toEqual({ watch: 10, probable: 20, confirmed: 30 });
  });

  it('every value of the traffic can be made a filter', async () => {
    const view = await get('/v1/traffic');
    for (const { field, values } of view.top) {
      for (const { value, exchanges } of values) {
        const filtered = await get(`/v1/traffic?${field}=${encodeURIComponent(value)}`);
        expect([field, value, filtered.exchanges]).toEqual([field, value, exchanges]);
      }
    }
    expect(view.top.find(({ field }: { field: string }) => field === 'campaign').values).toEqual([
      { value: 'camp-1', exchanges: 40 },
    ]);
  });

  it('exchanges name their campaign, and are paged', async () => {
    const first = await get('/v1/exchanges?limit=50&campaign=camp-1');
    expect(first.items).toHaveLength(40);
    expect(first.items.every(({ campaign }: { campaign: string }) => campaign === 'camp-1')).toBe(true);
    const page = await get('/v1/exchanges?limit=100');
    const rest = await get(`/v1/exchanges?limit=100&cursor=${page.next}`);
    expect([page.items.length, rest.items.length, rest.next]).toEqual([100, 20, null]);
    expect((await get('/v1/exchanges?campaign=none')).items).toEqual([]);
    expect((await get('/v1/exchanges?campaign=camp-1&account=user-1')).items).toEqual([]);
  });

  it('an exchange is revealed with its entry of the audit trail', async () => {
    const { items } = await get('/v1/exchanges?limit=10');
    const kinds = new Set<boolean>();
    for (const { ref } of items) {
      const payload = { reason: 'Case 7.' };
      const shown = (await node.http.app.inject({ method: 'POST', url: `/v1/exchanges/${ref}/reveal`, headers, payload })).json();
      kinds.add(shown.kept);
      expect(shown.user).toBe(shown.kept ? PROMPT_CANARY : '');
      const { items: entries } = await node.records.audit.list({ action: 'exchange.revealed' }, { limit: 1 });
      expect(entries[0]).toMatchObject({ id: shown.audit, object: ref });
    }
    expect(kinds.has(true)).toBe(true);
  });

  it('an account is told with what it shares and why it belongs', async () => {
    expect(await get('/v1/accounts/c-2')).toMatchObject({
      summary: { account: 'c-2', exchanges: 10, campaign: 'camp-1', signalled: 1 },
      shared: [{ field: 'device', accounts: 4, examples: ['c-0', 'c-1', 'c-3'] }],
      membership: { campaign: 'camp-1', member: true },
      label: null,
    });
    expect((await node.http.app.inject({ url: '/v1/accounts/none', headers })).json().code).toBe('NOT_FOUND');
  });

  it('accounts are found by how their id begins, by plan and by campaign, page by page', async () => {
    const names = async (query: string): Promise<string[]> => {
      const found: string[] = [];
      for (let cursor = ''; ; ) {
        const { items, next } = await get(`/v1/accounts?limit=2&${query}${cursor}`);
        found.push(...items.map(({ account }: { account: string }) => account));
        if (next === null) return found.sort();
        cursor = `&cursor=${next}`;
      }
    };
    expect(await names('q=c-')).toEqual(MEMBERS);
    expect(await names('plan=free')).toEqual(MEMBERS);
    expect(await names('campaign=camp-1')).toEqual(MEMBERS);
    expect(await names('q=user-&plan=team')).toHaveLength(7);
    expect(await names('q=nobody')).toEqual([]);
  });

  it('a campaign’s accounts and history are lists of a campaign that is there', async () => {
    for (const list of ['accounts', 'events']) {
      const { items } = await get(`/v1/campaigns/camp-1/${list}?limit=2`);
      expect(items.length).toBeGreaterThan(0);
      const url = `/v1/campaigns/none/${list}`;
      expect((await node.http.app.inject({ url, headers })).json().code).toBe('NOT_FOUND');
    }
  });

  it('an authorisation shows first whom it would cover', async () => {
    const preview = async (payload: object) =>
      (await node.http.app.inject({ method: 'POST', url: '/v1/authorisations/preview', headers, payload })).json();
    expect(await preview({ account: 'c-0', kind: 'research' })).toEqual({
      accounts: 1,
      exchanges: 10,
      campaigns: [{ id: 'camp-1', name: 'QUIET-camp-1', accounts: 1, of: 4 }],
    });
    expect(await preview({ org: 'University of Somewhere', kind: 'research' })).toMatchObject({ accounts: 1, campaigns: [] });
    expect(await preview({ account: 'c-0', kind: 'research', to: '2020-01-01' })).toEqual({
      accounts: 0,
      exchanges: 0,
      campaigns: [],
    });
  });

  it('templates are listed the most used first, and campaigns know which are like them', async () => {
    const templates = await get('/v1/templates?limit=1');
    expect(templates.items).toHaveLength(1);
    expect((await get(`/v1/templates?limit=1&cursor=${templates.next}`)).next).toBeNull();
    const campaign = await get('/v1/campaigns/camp-1');
    expect(campaign).toMatchObject({
      summary: { id: 'camp-1', accounts: 4, spark: [4] },
      thresholds: { watch: 10, probable: 20, confirmed: 30 },
      similar: [{ id: 'camp-2', similarity: 1 }],
    });
    expect(campaign.finding).not.toHaveProperty('accounts');
  });

  it('a span that ends before it begins is refused', async () => {
    const url = '/v1/traffic?from=2026-06-01T00:00:00Z&to=2026-05-01T00:00:00Z';
    expect((await node.http.app.inject({ url, headers })).json()).toMatchObject({ status: 400, pointer: '/query/to' });
  });
});
