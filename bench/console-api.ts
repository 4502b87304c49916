// SPDX-License-Identifier: Apache-2.0
/** How long a node takes for its answers, asked one after another as a console does. */
import type { CampaignSummary, Hunt, Overview, Session, TrafficView } from '@stillwatch/core/api';

/** Asks for a path below the node's address. @throws on any answer but 200. */
export type Ask = (path: string) => Promise<unknown>;

export interface ApiFigure {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly requests: number;
}

const PAUSE_MS = 1_000;
/** How long the intake, or a hunt, is waited for. */
const MOST_MS = 30 * 60_000;

export function asker(address: string, cookie: string): Ask {
  return async (path) => {
    const answer = await fetch(address + path, { headers: { cookie, accept: 'application/json' } });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${answer.status} for ${path}: ${text.slice(0, 200)}`);
    return JSON.parse(text);
  };
}

/** Waits until everything that was written is stored. */
export async function awaitStored(ask: Ask, exchanges: number): Promise<void> {
  await until(async () => {
    const { exchanges: stored } = (await ask(`/v1/traffic?from=2000-01-01T00:00:00.000Z`)) as TrafficView;
    return stored >= exchanges ? true : null;
  });
}

export interface Hunted {
  /** The largest one. */
  readonly campaign: CampaignSummary;
  /** Accounts that sent anything. */
  readonly accounts: number;
  readonly seconds: number;
}

/** Asks for a hunt and waits for its end. */
export async function awaitHunt(ask: Ask, address: string, cookie: string): Promise<Hunted> {
  const { csrfToken } = (await ask('/v1/session')) as Session;
  const answer = await fetch(`${address}/v1/hunts`, { method: 'POST', headers: { cookie, 'x-csrf-token': csrfToken } });
  if (answer.status !== 202) throw new Error(`${answer.status} for a hunt: ${await answer.text()}`);
  const { id } = (await answer.json()) as Hunt;
  return await until(async () => {
    const hunt = (await ask(`/v1/hunts/${id}`)) as Hunt;
    if (hunt.status === 'failed') throw new Error(`the hunt failed: ${hunt.error}`);
    if (hunt.status !== 'done') return null;
    const { campaigns } = (await ask('/v1/overview')) as Overview;
    const [campaign] = campaigns.top.toSorted((a, b) => b.accounts - a.accounts);
    if (campaign === undefined) throw new Error('the hunt found no campaign');
    const seconds = (Date.parse(hunt.finishedAt!) - Date.parse(hunt.startedAt)) / 1_000;
    return { campaign, accounts: hunt.accounts, seconds };
  });
}

async function until<T>(look: () => Promise<T | null>): Promise<T> {
  for (let waited = 0; waited < MOST_MS; waited += PAUSE_MS) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error('waited half an hour in vain');
}

/** Times each path `times` times, after once that does not count. Lists are read at their first and at a later page. */
export async function measureApi(ask: Ask, campaign: string, times: number): Promise<ApiFigure[]> {
  const deep = async (path: string): Promise<string> => {
    const { next } = (await ask(`${path}?limit=1000`)) as { next: string | null };
    return next === null ? `${path}?limit=200` : `${path}?limit=200&cursor=${encodeURIComponent(next)}`;
  };
  const of = `/v1/campaigns/${campaign}`;
  const paths: readonly (readonly [string, string])[] = [
    ['session (the least there is)', '/v1/session'],
    ['overview', '/v1/overview'],
    ['campaigns', '/v1/campaigns?current=true'],
    ['campaign', of],
    ['accounts of the campaign, 200', `${of}/accounts?limit=200`],
    ['accounts of the campaign from the 1,001st, 200', await deep(`${of}/accounts`)],
    ['accounts, 200', '/v1/accounts?limit=200'],
    ['accounts from the 1,001st, 200', await deep('/v1/accounts')],
    ['accounts by the start of an id, few', '/v1/accounts?limit=200&q=key-8da'],
    ['traffic view', '/v1/traffic'],
    ['traffic view of the campaign', `/v1/traffic?campaign=${campaign}`],
    ['exchanges, 200', '/v1/exchanges?limit=200'],
    ['exchanges of the campaign, 200', `/v1/exchanges?limit=200&campaign=${campaign}`],
    ['templates', '/v1/templates'],
    ['reviews', '/v1/reviews'],
  ];
  const figures: ApiFigure[] = [];
  for (const [name, path] of paths) {
    await ask(path);
    const took: number[] = [];
    for (let i = 0; i < times; i++) {
      const start = performance.now();
      await ask(path);
      took.push(performance.now() - start);
    }
    took.sort((a, b) => a - b);
    const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(share * took.length))]!;
    figures.push({ name, p50: at(0.5), p95: at(0.95), requests: times });
  }
  return figures;
}
