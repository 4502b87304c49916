// SPDX-License-Identifier: Apache-2.0
/** The demonstration's traffic, replayed in event time into a real engine and real records, and hunted as it comes. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Exchange } from '@stillwatch/core';
import { SCENARIOS, writeScenario } from '@stillwatch/simulator';
import { ingest, type IngestResult, openDataFolder, openTrafficStore, readExemplars } from '@stillwatch/traffic';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAlerts } from '../alerts/index.ts';
import { createEventBus } from '../events.ts';
import type { CampaignRecord, HuntRecord } from '../parts.ts';
import { SLOT } from '../hunt/index.ts';
import { openRecords } from '../records/open.ts';
import { takingLedger } from './hunting.fixture.ts';
import { createHunting } from './index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const QUARTER = 900_000;
const SECRET = 'a-secret-for-the-test';
const root = mkdtempSync(join(tmpdir(), 'stillwatch-hunting-test-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Traffic {
  readonly lines: readonly { readonly time: number; readonly line: string }[];
  readonly campaignOf: ReadonlyMap<string, string>;
  /** Midnight before the first exchange. */
  readonly start: number;
}

async function makeTraffic(): Promise<Traffic> {
  const scenario = SCENARIOS.find(({ name }) => name === 'demo')!;
  const written = await writeScenario(scenario, { seed: 7, out: join(root, 'demo'), formats: ['native'] });
  const linesOf = (file: string): string[] => readFileSync(file, 'utf8').trim().split('\n');
  const lines = linesOf(written.files[0]!).map((line) => ({
    line,
    time: Date.parse((JSON.parse(line) as { time: string }).time),
  }));
  lines.sort((a, b) => a.time - b.time);
  const labels = linesOf(written.labels).map((line) => JSON.parse(line) as { account: string; campaign: string | null });
  const campaignOf = new Map(labels.flatMap(({ account, campaign }) => (campaign === null ? [] : [[account, campaign]])));
  return { lines, campaignOf, start: Math.floor(lines[0]!.time / DAY) * DAY };
}

interface Delivered {
  readonly kind: string;
  readonly campaign: { readonly id: string } | null;
  readonly valid: boolean;
  readonly body: string;
}

async function openNode(name: string, traffic: Traffic) {
  const folder = join(root, name);
  let now = traffic.start;
  let next = 0;
  const taken: IngestResult[] = [];
  const clock = { now: () => now };
  // Which shingles are sampled follows from the key: with a fixed one, the same happens every time.
  mkdirSync(folder);
  writeFileSync(join(folder, 'node.key'), Buffer.alloc(32, 7), { mode: 0o600 });
  const dataFolder = openDataFolder(folder);
  const store = await openTrafficStore({ dataFolder });
  const records = await openRecords({ url: null, folder, clock });
  const delivered: Delivered[] = [];
  const receiver = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString('utf8');
      const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(request.headers['x-stillwatch-signature']))!;
      const valid = createHmac('sha256', SECRET).update(`${t}.${body}`).digest('hex') === v1;
      delivered.push({ ...(JSON.parse(body) as { kind: string; campaign: { id: string } | null }), valid, body });
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  const at = new Date(now).toISOString();
  await records.alerts.addChannel({ kind: 'webhook', name: 'test', target: url, at, url, secret: SECRET });
  const log = { info: () => {}, warn: (fields: object, event: string) => warnings.push(`${event} ${JSON.stringify(fields)}`) };
  const warnings: string[] = [];
  const smtp = { url: null, from: null };
  const alerts = createAlerts({ records, config: { publicUrl: 'https://node.example', alerts: { smtp } }, clock, log });
  const events = createEventBus((error) => {
    throw error;
  });
  let held = Promise.resolve();
  const hunting = createHunting({
    store,
    dataFolder,
    records,
    intake: {
      async exemplars(accounts) {
        await held;
        const texts: Exchange[] = [];
        for (const { exemplars, sources } of taken) texts.push(...(await readExemplars(exemplars, sources, null, accounts)));
        return texts;
      },
    },
    alerts,
    ...takingLedger().parts,
    events,
    // Nothing but what the test asks for.
    config: { hunting: { window: 7 * DAY, every: 1_000 * DAY, minArrivals: 1e9 } },
    clock,
    log,
  });
  return {
    records,
    hunting,
    delivered,
    warnings,
    /** From now on hunts wait for examples until they are let go. */
    holdTexts(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    /** Takes in what came until then, and hunts at that moment. */
    async replayUntil(moment: number): Promise<HuntRecord> {
      const file = join(folder, `until-${moment}.jsonl`);
      const slice: string[] = [];
      while (next < traffic.lines.length && traffic.lines[next]!.time < moment) slice.push(traffic.lines[next++]!.line);
      writeFileSync(file, `${slice.join('\n')}\n`);
      if (slice.length > 0)
        taken.push(await ingest({ paths: [file], endpoint: store.endpoint, secret: dataFolder.secret, format: 'native' }));
      now = moment;
      const asked = await hunting.request('request');
      for (;;) {
        const hunt = await records.hunts.get(asked.id);
        if (hunt?.status === 'done' || hunt?.status === 'failed') return hunt;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async current(): Promise<CampaignRecord[]> {
      return [...(await records.campaigns.list({ current: true }, { limit: 100 })).items];
    },
    /** A hunt is done before what follows from it is told. @param campaigns of which something must have been told. */
    async untilDelivered(campaigns: number): Promise<void> {
      while (new Set(delivered.flatMap(({ campaign }) => campaign?.id ?? [])).size < campaigns)
        await new Promise((resolve) => setTimeout(resolve, 50));
      while ((await records.alerts.due(now, 1)).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    },
    async close(): Promise<void> {
      await hunting.close();
      await alerts.close();
      await records.close();
      await store.close();
      dataFolder.close();
      receiver.close();
    },
  };
}

describe('the demonstration, as it happens', () => {
  let traffic: Traffic;
  beforeAll(async () => {
    traffic = await makeTraffic();
  });
  /** Whose campaign it is, by most of its accounts; the simulator knows. */
  const truthOf = ({ finding }: CampaignRecord): string => {
    const counts = Map.groupBy(finding.accounts, (account) => traffic.campaignOf.get(account) ?? 'nobody');
    return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]![0];
  };
  const TRUE_CAMPAIGNS = ['fan-out', 'rubric-lab', 'trajectory-queue'];

  it('hunted day by day: campaigns keep their ids, each is told once, and a decision holds', async () => {
    const node = await openNode('days', traffic);
    try {
      const idsOf = new Map<string, Set<string>>();
      let latest: HuntRecord | null = null;
      for (let day = 1; day <= 5; day++) {
        latest = await node.replayUntil(traffic.start + day * DAY);
        expect(latest, node.warnings.join('\n')).toMatchObject({ status: 'done', error: null });
        for (const campaign of await node.current()) {
          const truth = truthOf(campaign);
          idsOf.set(truth, (idsOf.get(truth) ?? new Set()).add(campaign.id));
        }
      }
      expect([...idsOf.keys()].toSorted()).toEqual(TRUE_CAMPAIGNS);
      for (const ids of idsOf.values()) expect(ids.size).toBe(1);
      expect(latest).toMatchObject({ campaigns: 3, stage: 'done' });
      expect(latest!.summary!.calibration.note).toContain('No analysts’ labels yet');

      let worded = 0;
      for (const campaign of await node.current()) {
        const kinds = (await node.records.campaigns.events(campaign.id, { limit: 50 })).items.map(({ kind }) => kind);
        expect(kinds.at(-1)).toBe('found');
        expect(kinds.filter((kind) => !['found', 'grew', 'tier'].includes(kind))).toEqual([]);
        const { items } = await node.records.campaigns.members(campaign.id, { limit: 1_000 });
        expect(items.map(({ account }) => account).toSorted()).toEqual(campaign.finding.accounts.toSorted());
        for (const { bits, parts } of items) {
          expect(Math.abs(bits - Object.values(parts).reduce((sum, part) => sum + part, 0))).toBeLessThan(0.4);
        }
        expect((await node.records.reviews.ofCampaign(campaign.id))?.status).toBe('waiting');
        worded += (await node.records.campaigns.get(campaign.id))!.finding.templates.filter(({ exemplar }) =>
          exemplar?.includes(SLOT),
        ).length;
      }

      expect(worded).toBeGreaterThan(0);

      await node.untilDelivered(3);
      const ids = [...idsOf.values()].flatMap((set) => [...set]);
      const told = node.delivered.filter(({ kind }) => kind === 'campaign.found');
      expect(told.map(({ campaign }) => campaign!.id).toSorted()).toEqual(ids.toSorted());
      expect(node.delivered.every(({ valid }) => valid)).toBe(true);
      const bodies = node.delivered.map(({ body }) => body).join('\n');
      for (const account of traffic.campaignOf.keys()) expect(bodies).not.toContain(`"${account}"`);

      // What one family is worth, by judging again and by hunting again without it.
      const [rubric] = idsOf.get('rubric-lab')!;
      const before = (await node.records.campaigns.get(rubric!))!;
      const without = await node.hunting.whatIf(rubric!, ['identity']);
      expect(without.evidence.some(({ family }) => family === 'identity')).toBe(false);
      expect(without.bits).toBeLessThan(before.finding.bits);
      expect(without.accounts).toBeLessThanOrEqual(before.finding.accounts.length);
      await expect(node.hunting.whatIf('c-unknown', ['identity'])).rejects.toThrowWithCode('NOT_FOUND');

      // Judged benign, its accounts are not accused any more, and count as wrongly accused; nothing new is asked or told.
      const review = (await node.records.reviews.ofCampaign(rubric!))!;
      const claimed = await node.records.reviews.claim(review.id, 'analyst', traffic.start + 30 * DAY);
      await node.records.reviews.decide(review.id, 'analyst', 'dismiss', 'a licensed customer', claimed.version);
      const after = await node.replayUntil(traffic.start + 5 * DAY + QUARTER);
      expect((await node.current()).map(truthOf).toSorted()).toEqual(['fan-out', 'trajectory-queue']);
      expect(after.summary!.explained[0]).toMatchObject({ kind: 'labelled', accounts: before.finding.accounts.length });
      const { length } = before.finding.accounts;
      expect(after.summary!.calibration.note).toContain(
        `Of ${length} benign ones active in this window, ${length} would have been accused`,
      );
      expect((await node.records.campaigns.get(rubric!))!.status).toBe('dismissed');
      expect((await node.records.reviews.ofCampaign(rubric!))!.status).toBe('decided');
      await node.untilDelivered(3);
      expect(node.delivered.filter(({ kind }) => kind === 'campaign.found')).toHaveLength(3);
    } finally {
      await node.close();
    }
  });

  it('hunted every quarter of an hour: shown within that of crossing the threshold', async () => {
    const node = await openNode('quarters', traffic);
    try {
      const delays = new Map<string, number>();
      // Around the times at which each becomes plain; in between there is nothing to see.
      for (const [from, hours] of [
        [7.5, 1],
        [17.5, 1],
        [66, 8],
      ] as const) {
        const known = delays.size;
        for (let at = traffic.start + from * HOUR; at <= traffic.start + (from + hours) * HOUR; at += QUARTER) {
          await node.replayUntil(at);
          for (const campaign of await node.current()) {
            const truth = truthOf(campaign);
            if (campaign.finding.tier === 'watch' || delays.has(truth)) continue;
            delays.set(truth, at - Date.parse(campaign.finding.detectedAt));
            // It was not there a quarter of an hour ago, or the delay would say nothing.
            expect(at, truth).toBeGreaterThan(traffic.start + from * HOUR);
          }
          if (delays.size > known) break;
        }
      }
      expect([...delays.keys()].toSorted()).toEqual(TRUE_CAMPAIGNS);
      for (const [truth, delay] of delays) expect(delay, truth).toBeLessThanOrEqual(QUARTER);
      await node.untilDelivered(3);
      // Each once: when it is found, or when it rises from the watch list.
      const told = node.delivered.filter(({ kind }) => kind === 'campaign.found' || kind === 'campaign.tier');
      expect(new Set(told.map(({ campaign }) => campaign!.id)).size, JSON.stringify(told.map(({ kind }) => kind))).toBe(3);

      // A node that is stopped meanwhile says so of its hunt, and leaves the lease to others.
      const letGo = node.holdTexts();
      const { id } = await node.hunting.request('request');
      while ((await node.records.hunts.get(id))!.status === 'waiting') await new Promise((resolve) => setTimeout(resolve, 5));
      await node.hunting.close();
      letGo();
      expect(await node.records.hunts.get(id)).toMatchObject({ status: 'failed', stage: expect.any(String) });
      expect(await node.records.leases.acquire('hunting', 'somebody else', 0, 1)).toBe(true);
    } finally {
      await node.close();
    }
  });
});
