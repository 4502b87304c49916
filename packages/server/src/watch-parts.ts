// SPDX-License-Identifier: Apache-2.0
import { toAppError } from '@stillwatch/core';
import type { PartStatus } from '@stillwatch/core/api';
import { z } from 'zod';
import type { Alerts } from './alerts/index.ts';
import type { EventBus, Records } from './parts.ts';

/** Looks at all parts every so often, milliseconds. */
const EVERY = 5_000;
/** Looks in a row that have to see a change before it is told: a store that was restarted is no news. */
const LOOKS = 2;
const TOLD = 'parts.told';
const Told = z.record(z.string(), z.enum(['degraded', 'down']));
type Told = z.infer<typeof Told>;

export interface PartsWatch {
  /** One look, as the timer takes it. */
  look(): Promise<void>;
  close(): Promise<void>;
}

export interface WatchParts {
  readonly read: () => Promise<readonly PartStatus[]>;
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly records: Pick<Records, 'values'>;
  readonly events: EventBus;
  readonly onTrouble: (code: string) => void;
}

/**
 * Raises an alert when a part of the node becomes degraded or down, and one when it is well again. What was told is kept,
 * so that a restart tells nothing twice. A console that was not built is how a node was set up, and no news.
 */
export function watchParts({ read, alerts, records, events, onTrouble }: WatchParts): PartsWatch {
  let told: Told | null = null;
  const seen = new Map<string, { status: PartStatus['status']; looks: number }>();
  let busy: Promise<void> | null = null;

  const look = async (): Promise<void> => {
    told ??= readTold(await records.values.get(TOLD));
    for (const { part, status, detail } of await read()) {
      if (part === 'console') continue;
      const before = seen.get(part);
      const looks = before?.status === status ? before.looks + 1 : 1;
      seen.set(part, { status, looks });
      if (looks < LOOKS || status === (told[part] ?? 'ok')) continue;
      const statement = status === 'ok' ? `The part ${part} is well again.` : `The part ${part} is ${status}: ${detail}`;
      const alert = await alerts.raise({ kind: 'node.degraded', campaign: null, statement });
      told = status === 'ok' ? without(told, part) : { ...told, [part]: status };
      await records.values.set(TOLD, JSON.stringify(told));
      events.publish({ kind: 'alert', id: alert.id });
      events.publish({ kind: 'parts' });
    }
  };

  const wake = (): void => {
    busy ??= look()
      // Records that do not answer cannot take an alert either: the next look tells.
      .catch((error: unknown) => onTrouble(toAppError(error).code))
      .finally(() => {
        busy = null;
      });
  };
  const timer = setInterval(wake, EVERY);
  timer.unref();
  return {
    look,
    async close() {
      clearInterval(timer);
      await busy;
    },
  };
}

function without(told: Told, part: string): Told {
  return Object.fromEntries(Object.entries(told).filter(([name]) => name !== part));
}

function readTold(text: string | null): Told {
  if (text === null) return {};
  const parsed = Told.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : {};
}
