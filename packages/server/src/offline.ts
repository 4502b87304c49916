// SPDX-License-Identifier: Apache-2.0
import { type DataFolder, openDataFolder, openTrafficStore } from '@stillwatch/traffic';
import { type Accountability, openAccountability } from './accountability.ts';
import type { LoadedConfig } from './config/index.ts';
import { createEventBus } from './events.ts';
import type { Clock, Records } from './parts.ts';
import { openRecords } from './records/index.ts';
import { createSharing, type Sharing } from './sharing/index.ts';

/** Log, custody, dossiers and records of a node that does not run. */
export interface OfflineNode extends Accountability {
  readonly records: Records;
  readonly dataFolder: DataFolder;
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
    return { ...accountable, records, dataFolder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The same with sharing and the traffic that reports are compared with. @throws AppError as {@link openOffline}, and ENGINE_*. */
export async function openOfflineSharing(
  loaded: LoadedConfig,
  { clock = { now: () => Date.now() } }: { clock?: Clock } = {},
): Promise<{ readonly sharing: Sharing; close(): Promise<void> }> {
  const node = await openOffline(loaded, { clock });
  const { config } = loaded;
  const closers: (() => Promise<void> | void)[] = [() => node.close()];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  try {
    const { records, ledger, dataFolder } = node;
    const store = await openTrafficStore({ dataFolder, url: config.clickhouse.url ?? undefined });
    closers.push(() => store.close());
    const sharing = await createSharing(
      {
        store,
        dataFolder,
        records,
        ledger,
        config,
        clock,
        intake: {},
        publicUrl: config.publicUrl,
        events: createEventBus(() => {}),
        onTrouble: () => {},
        alerts: { raise: ({ kind, campaign, statement }) => records.alerts.add({ at: clock.now(), kind, campaign, statement }) },
      },
      { schedule: false },
    );
    closers.push(() => sharing.close());
    return { sharing, close };
  } catch (error) {
    await close();
    throw error;
  }
}
