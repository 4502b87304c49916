// SPDX-License-Identifier: Apache-2.0
import { AppError, toAppError } from '@stillwatch/core';
import type { HuntRecord } from '../parts.ts';
import { readBefore, readJob } from './read-before.ts';
import { decideOutcome, finishAfterwards, settle } from './settle.ts';
import type { HuntingParts } from './settings.ts';
import { findWindow } from './window.ts';
import type { HuntWorker } from './worker-client.ts';

/** Runs one hunt over the store: window → detect → compare with what is known → records. The lease is the caller's. */
export async function huntOnce(
  parts: HuntingParts,
  worker: HuntWorker,
  waiting: HuntRecord,
  stillOurs: () => boolean,
): Promise<HuntRecord> {
  const { store, records, events, config, clock, log } = parts;
  let hunt: HuntRecord = { ...waiting, status: 'running', startedAt: iso(clock.now()), stage: 'load' };
  let writing: Promise<void> = Promise.resolve();
  const show = (next: HuntRecord): Promise<void> => {
    hunt = next;
    // In order, and none after the last: a stage must not be written over the end.
    writing = writing.then(() => records.hunts.put(next)).then(() => events.publish({ kind: 'hunt', id: next.id }));
    return writing;
  };
  try {
    await show(hunt);
    await finishAfterwards(parts);
    const found = await findWindow(store, clock.now(), config.hunting.window);
    if (found === null) {
      await show({ ...hunt, status: 'done', stage: 'done', finishedAt: iso(clock.now()) });
      return hunt;
    }
    const job = { window: found.window, ...(await readJob(records)) };
    const { report, campaigns, exchanges } = await worker.hunt(job, (stage) => {
      show({ ...hunt, stage }).catch(() => {});
    });
    await writing;
    if (!stillOurs()) throw new AppError('CONFLICT', 'another node has taken over hunting meanwhile');
    const before = await readBefore(
      records,
      campaigns.map(({ campaign }) => campaign.id),
    );
    const at = iso(clock.now());
    const { calibration, explained, thresholds, read, accounts, timings } = report;
    hunt = {
      ...hunt,
      status: 'done',
      stage: 'done',
      window: report.window,
      finishedAt: at,
      exchanges,
      accounts,
      campaigns: campaigns.length,
      explained: explained.length,
      summary: { calibration, explained, thresholds, read, accounts },
    };
    const outcome = decideOutcome(before, campaigns, at);
    await settle(parts, hunt, outcome);
    for (const { id, reviewCause, events: changes } of outcome.updates) {
      if (changes.length > 0) events.publish({ kind: 'campaign', id });
      const review = reviewCause === null ? null : await records.reviews.ofCampaign(id);
      if (review !== null) events.publish({ kind: 'review', id: review.id });
    }
    for (const { id } of outcome.gone) events.publish({ kind: 'campaign', id });
    events.publish({ kind: 'hunt', id: hunt.id });
    log.info({ hunt: hunt.id, exchanges, accounts, campaigns: campaigns.length, timings }, 'hunting.done');
    return hunt;
  } catch (error) {
    const known = toAppError(error);
    log.warn({ hunt: hunt.id, code: known.code }, 'hunting.failed');
    await writing.catch(() => {});
    await show({ ...hunt, status: 'failed', finishedAt: iso(clock.now()), error: `${known.code}: ${known.message}` });
    return hunt;
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
