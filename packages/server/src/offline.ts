// SPDX-License-Identifier: Apache-2.0
import { openDataFolder } from '@stillwatch/traffic';
import { type Accountability, openAccountability } from './accountability.ts';
import type { LoadedConfig } from './config/index.ts';
import { createEventBus } from './events.ts';
import type { Clock, Records } from './parts.ts';
import { openRecords } from './records/index.ts';

/** Log, custody, dossiers and records of a node that does not run. */
export interface OfflineNode extends Accountability {
  readonly records: Records;
}

/**
 * Opens what a data folder accounts for, for a command, while its node does not run.
 * @throws AppError DATA_LOCKED where it does, and what opening throws.
 */
export async function openOffline(
  { config }: LoadedConfig,
  { clock = { now: () => Date.now() }, fetch = globalThis.fetch }: { clock?: Clock; fetch?: typeof globalThis.fetch } = {},
): Promise<OfflineNode> {
  const dataFolder = openDataFolder(config.data);
  const closers: (() => Promise<void> | void)[] = [() => dataFolder.close()];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  try {
    const records = await openRecords({ url: config.records.url, folder: dataFolder.path, clock });
    closers.push(() => records.close());
    const accountable = await openAccountability({
      dataFolder,
      records,
      config,
      clock,
      fetch,
      events: createEventBus(() => {}),
      onTrouble: () => {},
      alerts: {
        raise: ({ kind, campaign, statement }) =>
          records.alerts.add({
            at: clock.now(),
            kind,
            campaign,
            statement,
          }),
      },
    });
    closers.push(() => accountable.close());
    return { ...accountable, records, close };
  } catch (error) {
    await close();
    throw error;
  }
}
