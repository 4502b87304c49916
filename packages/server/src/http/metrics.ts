// SPDX-License-Identifier: Apache-2.0
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ServerParts } from './contract.ts';
import { partStatuses } from './parts-status.ts';
import { lastDoneHunt } from './window.ts';

const TIERS = ['confirmed', 'probable', 'watch'] as const;

/** Prometheus metrics of one node; labels are operations, statuses and parts, never anybody's data. */
export interface Metrics {
  request(operation: string, status: number, seconds: number): void;
  /** Text in Prometheus' format, with what the parts say at this moment. */
  text(): Promise<string>;
  readonly contentType: string;
  close(): void;
}

export function createMetrics(parts: ServerParts): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: 'stillwatch_http_requests_total',
    help: 'Requests answered, by operation and status.',
    labelNames: ['operation', 'status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'stillwatch_http_request_seconds',
    help: 'Time to answer, by operation.',
    labelNames: ['operation'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `stillwatch_${name}`, help, labelNames, registers });
  const counter = (name: string, help: string) => new Counter({ name: `stillwatch_${name}`, help, registers });

  const taken = counter('intake_exchanges_total', 'Exchanges taken in and stored since the start.');
  const rejected = counter('intake_rejected_total', 'Records that were no exchange.');
  const batches = counter('intake_batches_total', 'Deliveries taken in.');
  const refused = counter('intake_refused_total', 'Deliveries refused because too much was waiting.');
  const pending = gauge('intake_pending_bytes', 'Bytes that wait to be stored.');
  const lastArrival = gauge('intake_last_arrival_seconds', 'When the newest delivery arrived, seconds since 1970.');
  const lastHunt = gauge('hunt_last_finished_seconds', 'When the newest hunt ended, seconds since 1970.');
  const campaigns = gauge('campaigns', 'Current campaigns by tier.', ['tier']);
  const waiting = gauge('reviews_waiting', 'Reviews that wait for somebody.');
  const failedAlerts = gauge('alerts_failed', 'Alerts that could not be delivered.');
  const up = gauge('part_up', 'Parts of the node: 1 ok, 0.5 degraded, 0 down.', ['part']);
  const lag = gauge('event_loop_lag_seconds', 'Delay of the event loop since it was last asked.', ['quantile']);
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();

  const total = (metric: Counter, value: number): void => {
    metric.reset();
    metric.inc(value);
  };
  async function ask(): Promise<void> {
    const { intake, records } = parts;
    const counters = intake.counters();
    total(taken, counters.exchanges);
    total(rejected, counters.rejected);
    total(batches, counters.batches);
    total(refused, counters.refused);
    pending.set(intake.pendingBytes());
    lastArrival.set((counters.lastAt ?? 0) / 1000);
    const [hunt, counts, reviews, failed, statuses] = await Promise.all([
      lastDoneHunt(records),
      records.campaigns.counts(),
      records.reviews.waiting(),
      records.alerts.countFailed(),
      partStatuses(parts),
    ]);
    lastHunt.set(hunt?.finishedAt == null ? 0 : Date.parse(hunt.finishedAt) / 1000);
    for (const tier of TIERS) campaigns.set({ tier }, counts[tier]);
    waiting.set(reviews.count);
    failedAlerts.set(failed);
    for (const { part, status } of statuses) up.set({ part }, { ok: 1, degraded: 0.5, down: 0 }[status]);
    for (const quantile of [50, 99]) {
      const value = delay.percentile(quantile);
      lag.set({ quantile: String(quantile / 100) }, Number.isFinite(value) ? value / 1e9 : 0);
    }
    delay.reset();
  }

  return {
    contentType: registry.contentType,
    request(operation, status, took) {
      requests.inc({ operation, status: String(status) });
      seconds.observe({ operation }, took);
    },
    async text() {
      await ask();
      return await registry.metrics();
    },
    close: () => delay.disable(),
  };
}
