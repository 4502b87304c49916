// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Alert } from '@stillwatch/core/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEventBus } from '../events.ts';
import type { HuntRecord, Records } from '../parts.ts';
import { openRecords } from '../records/open.ts';
import { newHunt } from './hunt-records.ts';
import { before, hunted, names, takingLedger } from './hunting.fixture.ts';
import { readBefore } from './read-before.ts';
import { decideOutcome, finishAfterwards, settle } from './settle.ts';
import type { HuntingParts } from './settings.ts';

const AT = '2026-09-08T00:00:00.000Z';
const NOW = Date.parse(AT);
let folder: string;
let records: Records;
let recorded: ReturnType<typeof takingLedger>;
let raised: { kind: Alert['kind']; campaign: string | null }[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-settle-test-'));
  records = await openRecords({ url: null, folder, clock: { now: () => NOW } });
  raised = [];
  recorded = takingLedger();
});
afterEach(async () => {
  await records.close();
  rmSync(folder, { recursive: true });
});

function partsWith(raise: (alert: { kind: Alert['kind']; campaign: string | null }) => void): HuntingParts {
  const alerts = {
    raise: async (alert: { kind: Alert['kind']; campaign: string | null }) => {
      raise(alert);
      return {} as Alert;
    },
  };
  const rest = { records, alerts, events: createEventBus(() => {}), clock: { now: () => NOW } };
  return { ...rest, ...recorded.parts } as unknown as HuntingParts;
}
const parts = () => partsWith(({ kind, campaign }) => raised.push({ kind, campaign }));
const done = (): HuntRecord => ({ ...newHunt('request', NOW), status: 'done' });

describe('the outcome of a hunt', () => {
  it('is in the records, with history, review and alert; the next hunt knows it', async () => {
    const found = hunted({ id: 'c-1', accounts: names(40) });
    await settle(parts(), done(), decideOutcome([], [found], AT));
    expect(await readBefore(records, ['c-1'])).toEqual([
      { ...before({ id: 'c-1', accounts: names(40) }), told: 40, reviewed: true },
    ]);
    expect((await records.reviews.ofCampaign('c-1'))?.cause).toContain('New campaign');
    expect(raised).toEqual([{ kind: 'campaign.found', campaign: 'c-1' }]);

    await settle(parts(), done(), decideOutcome(await readBefore(records, ['c-1']), [found], AT));
    expect(raised).toHaveLength(1);
    expect((await records.campaigns.events('c-1', { limit: 10 })).items).toHaveLength(1);

    await settle(parts(), done(), decideOutcome(await readBefore(records, []), [], AT));
    const { items } = await records.campaigns.events('c-1', { limit: 10 });
    expect(items.map(({ kind }) => kind).toSorted()).toEqual(['found', 'silent']);
    expect((await records.campaigns.get('c-1'))?.current).toBe(false);
  });

  it('raises no alert for a campaign that is suppressed, and its history goes on', async () => {
    await records.exceptions.suppress({
      campaign: 'c-1',
      reason: 'known',
      until: '2026-09-09T00:00:00.000Z',
      by: 'somebody',
      at: AT,
    });
    await settle(parts(), done(), decideOutcome([], [hunted({ id: 'c-1', accounts: names(40) })], AT));
    expect(raised).toEqual([]);
    expect((await records.campaigns.events('c-1', { limit: 10 })).items.map(({ kind }) => kind)).toEqual(['found']);
  });

  it('is told by the next hunt where the process was killed in between', async () => {
    const killed = partsWith(() => {
      throw new Error('killed');
    });
    await expect(settle(killed, done(), decideOutcome([], [hunted({ id: 'c-1', accounts: names(40) })], AT))).rejects.toThrow(
      'killed',
    );
    await finishAfterwards(parts());
    expect(raised).toEqual([{ kind: 'campaign.found', campaign: 'c-1' }]);
    await finishAfterwards(parts());
    expect(raised).toHaveLength(1);
  });

  it('is in the log once, also where the process was killed in between', async () => {
    const found = decideOutcome([], [hunted({ id: 'c-1', accounts: names(40) })], AT);
    const killed = partsWith(() => {
      throw new Error('killed');
    });
    await expect(settle(killed, done(), found)).rejects.toThrow('killed');
    expect(recorded.taken).toEqual(['c-1: found']);
    await finishAfterwards(parts());
    expect(recorded.taken).toEqual(['c-1: found', 'c-1: found']);
    await settle(
      parts(),
      done(),
      decideOutcome(await readBefore(records, ['c-1']), [hunted({ id: 'c-1', accounts: names(40) })], AT),
    );
    expect(recorded.taken).toHaveLength(2);
  });

  it('does not happen where it cannot be recorded', async () => {
    const ready = () => Promise.reject(new Error('log unavailable'));
    const broken = { ...parts(), ledger: { ...recorded.parts.ledger, ready } };
    const found = decideOutcome([], [hunted({ id: 'c-1', accounts: names(40) })], AT);
    await expect(settle(broken, done(), found)).rejects.toThrow('log unavailable');
    expect(await records.campaigns.get('c-1')).toBeNull();
  });

  it('is not told where it was not written', async () => {
    const broken = {
      ...parts(),
      records: { ...records, campaigns: { ...records.campaigns, apply: () => Promise.reject(new Error('full')) } },
    };
    await expect(settle(broken, done(), decideOutcome([], [hunted({ id: 'c-1', accounts: names(40) })], AT))).rejects.toThrow(
      'full',
    );
    await finishAfterwards(parts());
    expect(raised).toEqual([]);
  });
});
