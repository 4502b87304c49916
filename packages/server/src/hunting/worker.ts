// SPDX-License-Identifier: Apache-2.0
/**
 * The hunting thread: a hunt takes seconds of a core, which the node's main thread does not have. It opens the
 * traffic store for itself, does one order at a time, and keeps the newest detection for questions about it.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { AppError, createNodeKey, type Exchange, toAppError } from '@stillwatch/core';
import type { WhatIf } from '@stillwatch/core/api';
import { joinTrafficStore, type TrafficStore } from '@stillwatch/traffic';
import { type Held, holdWindow, huntWindow } from './detect-window.ts';
import type { FromWorker, Order, ToWorker, WorkerSettings } from './job.ts';
import { judgeWithout } from './what-if.ts';

/** Detections longer than this are not run again for a question. Seconds. */
const PATIENCE = 20;

const { endpoint, embedded, secret, sketchSecret } = workerData as WorkerSettings;
const port = parentPort!;
const say = (message: FromWorker): void => port.postMessage(message);

let store: TrafficStore | null = null;
let held: Held | null = null;
/** What was asked about the detection that is held: an answer takes seconds, and people ask again. */
const answers = new Map<string, WhatIf>();
let onTexts: (texts: readonly Exchange[]) => void = () => {};

port.on('message', (message: ToWorker) => {
  if ('texts' in message) onTexts(message.texts);
  else {
    obey(message.order).catch((error: unknown) => {
      const { code, message: text, hint } = toAppError(error);
      say({ failed: { code, message: text, ...(hint === undefined ? {} : { hint }) } });
    });
  }
});

async function obey(order: Order): Promise<void> {
  store ??= await joinTrafficStore(endpoint, createNodeKey(secret, sketchSecret), embedded);
  if ('question' in order) {
    const { campaign, without } = order.question;
    const found = held?.campaigns.get(campaign);
    if (held === null || found === undefined) throw new AppError('NOT_FOUND', 'this campaign is not in the newest hunt');
    const key = JSON.stringify([campaign, without.toSorted()]);
    let answer = answers.get(key);
    if (answer === undefined) answers.set(key, (answer = judgeWithout(held.detection, found, without, held.seconds < PATIENCE)));
    say({ answer });
    return;
  }
  // Two detections at once would take twice the memory.
  held = null;
  answers.clear();
  if ('prepare' in order) {
    held = await holdWindow(store, order.prepare);
    say({ answer: null });
    return;
  }
  const hunted = await huntWindow(store, order.hunt, askTexts, (stage) => say({ stage }));
  held = hunted.held;
  say({ answer: hunted.outcome });
}

function askTexts(accounts: readonly bigint[]): Promise<readonly Exchange[]> {
  return new Promise((resolve) => {
    onTexts = resolve;
    say({ wanted: accounts });
  });
}
