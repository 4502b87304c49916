// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { toAppError } from '@stillwatch/core';
import type { Alert } from '@stillwatch/core/api';
import type { Clock, Part, Records } from '../parts.ts';
import { nextAttempt } from './backoff.ts';
import { deliver } from './deliver.ts';
import type { SmtpSettings } from './mail.ts';
import { messageOf } from './message.ts';

/** Stable event names and typed fields; no targets, which may be credentials. */
export interface AlertsLog {
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
}

export interface AlertsParts {
  readonly records: Records;
  readonly config: { readonly publicUrl: string | null; readonly alerts: { readonly smtp: SmtpSettings } };
  readonly clock: Clock;
  readonly log: AlertsLog;
}

export interface Alerts extends Part {
  /** Writes an alert for every channel into the outbox; delivery follows by itself. */
  raise(alert: { kind: Alert['kind']; campaign: string | null; statement: string }): Promise<Alert>;
  /** Looks for what is due now, without waiting for the next round: after a replay or a test. */
  wake(): void;
  close(): Promise<void>;
}

type Due = Awaited<ReturnType<Records['alerts']['due']>>[number];

/** How often it is looked what is due. Milliseconds. */
const ROUND = 2_000;
const BATCH = 50;
/** Deliveries at once. */
const PARALLEL = 8;
const LEASE = 'alerts';
const LEASE_MS = 120_000;

/** Delivers alerts from the outbox of the records, at least once each; of several nodes one at a time does. */
export function createAlerts({ records, config, clock, log }: AlertsParts): Alerts {
  const holder = randomUUID();
  let busy: Promise<void> | null = null;
  let again = false;
  let closed = false;
  /** Channels whose newest delivery failed. */
  const failing = new Set<string>();
  let trouble: string | null = null;

  const attempt = async ({ alert, channel, attempts }: Due): Promise<void> => {
    const target = await records.alerts.channelTarget(channel);
    if (target === null) {
      await records.alerts.failed(alert.id, channel, 'the channel was removed', null);
      return;
    }
    try {
      const campaign = alert.campaign === null ? null : await records.campaigns.get(alert.campaign);
      await deliver(target, messageOf(alert, campaign, config.publicUrl), config.alerts.smtp, clock.now());
    } catch (error) {
      const { code, message } = toAppError(error);
      // Whoever tests a channel waits for the answer.
      const next = alert.kind === 'test' ? null : nextAttempt(attempts + 1, clock.now(), Math.random());
      failing.add(channel);
      await records.alerts.failed(alert.id, channel, message, next);
      log.warn({ alert: alert.id, channel, code, attempts: attempts + 1 }, 'alert.failed');
      return;
    }
    failing.delete(channel);
    await records.alerts.delivered(alert.id, channel, clock.now());
    log.info({ alert: alert.id, channel, kind: alert.kind }, 'alert.delivered');
  };

  const round = async (): Promise<void> => {
    if (!(await records.leases.acquire(LEASE, holder, clock.now(), LEASE_MS))) return;
    try {
      for (;;) {
        const due = await records.alerts.due(clock.now(), BATCH);
        for (let i = 0; i < due.length && !closed; i += PARALLEL) {
          await Promise.all(due.slice(i, i + PARALLEL).map(attempt));
          await records.leases.acquire(LEASE, holder, clock.now(), LEASE_MS);
        }
        if (due.length < BATCH || closed) break;
      }
      for (const channel of failing) if ((await records.alerts.channelTarget(channel)) === null) failing.delete(channel);
    } finally {
      await records.leases.release(LEASE, holder);
    }
  };

  const wake = (): void => {
    again = true;
    if (busy !== null || closed) return;
    busy = (async () => {
      while (again && !closed) {
        again = false;
        try {
          await round();
          trouble = null;
        } catch (error) {
          const { code, message } = toAppError(error);
          trouble = message;
          log.warn({ code }, 'alert.outbox');
        }
      }
    })().finally(() => {
      busy = null;
    });
  };
  const timer = setInterval(wake, ROUND);
  wake();

  return {
    async raise({ kind, campaign, statement }) {
      const alert = await records.alerts.add({ at: clock.now(), kind, campaign, statement });
      wake();
      return alert;
    },
    wake,
    status() {
      if (trouble !== null) return { part: 'alerts', status: 'degraded', detail: `the outbox cannot be read: ${trouble}` };
      const { size } = failing;
      if (size === 0) return { part: 'alerts', status: 'ok', detail: 'delivered, or nothing to deliver' };
      return {
        part: 'alerts',
        status: 'degraded',
        detail: `${size} ${size === 1 ? 'channel does' : 'channels do'} not take alerts`,
      };
    },
    async close() {
      closed = true;
      clearInterval(timer);
      await busy;
    },
  };
}
