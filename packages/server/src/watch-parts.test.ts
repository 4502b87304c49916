// SPDX-License-Identifier: Apache-2.0
import type { Alert, PartStatus } from '@stillwatch/core/api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEventBus } from './events.ts';
import { type PartsWatch, watchParts } from './watch-parts.ts';

let statuses: PartStatus[];
let told: string[];
let values: Map<string, string>;
const watches: PartsWatch[] = [];

beforeEach(() => {
  told = [];
  values = new Map();
  statuses = [ok('records'), { part: 'console', status: 'degraded', detail: 'the console was not built' }];
});
afterEach(async () => {
  for (const watch of watches.splice(0)) await watch.close();
});

function ok(part: PartStatus['part']): PartStatus {
  return { part, status: 'ok', detail: '' };
}

function start(): PartsWatch {
  const watch = watchParts({
    read: async () => statuses,
    alerts: {
      async raise({ statement, kind }) {
        told.push(`${kind}: ${statement}`);
        return { id: 'a' } as Alert;
      },
    },
    records: {
      values: { get: async (name) => values.get(name) ?? null, set: async (name, value) => void values.set(name, value) },
    },
    events: createEventBus(() => {}),
    onTrouble: () => {},
  });
  watches.push(watch);
  return watch;
}

it('tells when a part becomes degraded or down, and when it is well again, once each', async () => {
  const watch = start();
  await watch.look();
  statuses = [{ part: 'log', status: 'degraded', detail: 'LOG_ROLLBACK: smaller.' }];
  await watch.look();
  expect(told).toEqual([]);
  for (let i = 0; i < 4; i++) await watch.look();
  expect(told).toEqual(['node.degraded: The part log is degraded: LOG_ROLLBACK: smaller.']);
  statuses = [{ part: 'log', status: 'down', detail: 'cannot be appended to' }];
  for (let i = 0; i < 3; i++) await watch.look();
  statuses = [ok('log')];
  for (let i = 0; i < 3; i++) await watch.look();
  expect(told.slice(1)).toEqual([
    'node.degraded: The part log is down: cannot be appended to',
    'node.degraded: The part log is well again.',
  ]);
});

it('tells nothing of what passes at once, of a console that was not built, or again after a restart', async () => {
  const watch = start();
  for (let i = 0; i < 3; i++) await watch.look();
  statuses = [{ part: 'records', status: 'down', detail: 'x' }];
  await watch.look();
  statuses = [ok('records')];
  await watch.look();
  expect(told).toEqual([]);
  statuses = [{ part: 'intake', status: 'degraded', detail: 'x' }];
  for (let i = 0; i < 2; i++) await watch.look();
  expect(told).toHaveLength(1);
  await watch.close();
  const next = start();
  for (let i = 0; i < 3; i++) await next.look();
  expect(told).toHaveLength(1);
  statuses = [ok('intake')];
  for (let i = 0; i < 2; i++) await next.look();
  expect(told[1]).toBe('node.degraded: The part intake is well again.');
});
