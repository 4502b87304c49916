// SPDX-License-Identifier: Apache-2.0
import type { TransparencyLog } from '@stillwatch/accountability';
import type { LogAlarm } from '@stillwatch/core/api';
import type { Alerts } from '../alerts/index.ts';
import { type Ledger, NODE } from '../ledger/index.ts';
import type { Clock, EventBus, Records } from '../parts.ts';

/** Something that was seen of a log and must not be. */
export interface Alarm {
  readonly kind: LogAlarm['kind'];
  readonly origin: string;
  readonly own: boolean;
  readonly detail: string;
  /** Sizes or checkpoints that contradict each other. */
  readonly known: string | number;
  readonly seen: string | number;
}

interface AlarmParts {
  readonly opened: { readonly log: TransparencyLog };
  readonly ledger: Pick<Ledger, 'record'>;
  readonly records: Pick<Records, 'alarms'>;
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly events: EventBus;
  readonly clock: Clock;
}

export interface Alarms {
  /** Once for each kind and log until it is cleared. One about the node's own log stops it from signing. */
  raise(alarm: Alarm): Promise<void>;
  /** Looks whether somebody cleared what stands, also from outside of this process. */
  load(): Promise<void>;
  standing(): readonly LogAlarm[];
}

const CODE = { rollback: 'LOG_ROLLBACK', 'split-view': 'LOG_SPLIT', corrupt: 'LOG_CORRUPT' } as const;
const MOST = 100;

export function createAlarms({ opened: { log }, ledger, records, alerts, events, clock }: AlarmParts): Alarms {
  let standing: readonly LogAlarm[] = [];
  const load = async (): Promise<void> => {
    standing = (await records.alarms.list(MOST)).filter(({ clearedAt }) => clearedAt === null);
    const own = standing.find((alarm) => alarm.own);
    if (own !== undefined) {
      if (log.halted() === null) await log.halt(CODE[own.kind], own.detail);
    } else if (log.halted() !== null) log.resume();
  };
  return {
    async raise({ kind, origin, own, detail, known, seen }) {
      const at = clock.now();
      const { alarm, fresh } = await records.alarms.raise({ at: new Date(at).toISOString(), kind, origin, own, detail });
      if (!fresh) return await load();
      // A log that has to be halted still takes the leaf that says why, where it takes any.
      const payload = { origin, kind, known, seen, detail };
      const act = { kind: 'witness-alarm', actor: NODE, subject: null, payload, key: `alarm ${alarm.id}`, at } as const;
      await ledger.record(act).catch(() => {});
      await load();
      const whose = own ? 'This node’s transparency log' : `The log ${origin}`;
      const told = await alerts.raise({ kind: 'node.degraded', campaign: null, statement: `${whose}: ${CODE[kind]}. ${detail}` });
      events.publish({ kind: 'alert', id: told.id });
      events.publish({ kind: 'parts' });
    },
    load,
    standing: () => standing,
  };
}
