// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toAppError } from '@stillwatch/core';
import { openDataFolder, openTrafficStore, type TrafficStore } from '@stillwatch/traffic';
import { openAccountability } from './accountability.ts';
import { createAlerts } from './alerts/index.ts';
import type { LoadedConfig } from './config/index.ts';
import { type Demonstration, writeDemonstration } from './demonstration.ts';
import { createEventBus } from './events.ts';
import { createHttpServer, createLog, createLogger, firstSignInLink, partStatuses, type ServerParts } from './http/index.ts';
import { createHunting } from './hunting/index.ts';
import { createIntake } from './intake/index.ts';
import { type Ledger, NODE } from './ledger/index.ts';
import type { Clock, Hunting, Intake, Records } from './parts.ts';
import { openRecords } from './records/index.ts';
import { recordSettings } from './record-settings.ts';
import { createSharing, type Sharing } from './sharing/index.ts';
import { readSketchKey } from './config/sketch-key.ts';
import type { Transparency } from './transparency/index.ts';
import { watchParts } from './watch-parts.ts';

/** Where the console is built to; the node runs without it and says so. */
const CONSOLE = fileURLToPath(new URL('dist', import.meta.resolve('@stillwatch/console/package.json')));

export interface StillwatchNode {
  /** `http://127.0.0.1:4780` */
  readonly address: string;
  /** One-time link of the first administrator; null where somebody is there already. */
  readonly signInLink: string | null;
  readonly records: Records;
  readonly traffic: TrafficStore;
  readonly intake: Intake;
  readonly hunting: Hunting;
  readonly transparency: Transparency;
  readonly sharing: Sharing;
  /** Takes no more, finishes what it has, and stops: intake, hunts, deliveries, engine. */
  close(): Promise<void>;
}

export interface NodeOptions {
  readonly clock?: Clock;
  /** JSON lines; standard output without it. */
  readonly log?: { write(line: string): void };
  readonly consoleFolder?: string | null;
  /** Told of every step of the start. */
  readonly onStep?: (step: string) => void;
  /** How witnesses and the time-stamp authority are reached. */
  readonly fetch?: typeof globalThis.fetch;
}

/** How often it is looked what has been kept for long enough. Milliseconds. */
const SWEEP = 3_600_000;

/**
 * Puts a node together and starts it: folder and stores first, then what works on them, then the door.
 * @throws AppError; what was opened until then is closed again.
 */
export async function createNode(loaded: LoadedConfig, options: NodeOptions = {}): Promise<StillwatchNode> {
  const { config } = loaded;
  const { clock = { now: () => Date.now() }, onStep = () => {}, fetch = globalThis.fetch } = options;
  const logger = createLogger(config.logLevel, options.log);
  const log = createLog(logger);
  const closers: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    let failure: unknown = null;
    for (const closer of closers.splice(0).toReversed()) {
      try {
        await closer();
      } catch (error) {
        failure ??= error;
      }
    }
    if (failure !== null) throw failure;
  };
  try {
    onStep('opening the data folder');
    const { sketchKey } = config.sharing.group;
    const dataFolder = openDataFolder(config.data, sketchKey === null ? null : readSketchKey(sketchKey));
    closers.push(() => dataFolder.close());
    onStep('starting the traffic engine');
    const store = await openTrafficStore({ dataFolder, url: config.clickhouse.url ?? undefined });
    closers.push(() => store.close());
    onStep('opening the records');
    const records = await openRecords({ url: config.records.url, folder: dataFolder.path, clock });
    closers.push(() => records.close());

    const events = createEventBus(() => {});
    const alerts = createAlerts({ records, config, clock, log: logger });
    closers.push(() => alerts.close());
    onStep('opening the transparency log');
    const onTrouble = (code: string): void => log.write('warn', 'log.trouble', { code });
    const accountable = await openAccountability({ dataFolder, records, config, clock, alerts, events, fetch, onTrouble });
    closers.push(() => accountable.close());
    const { ledger, transparency, evidence, dossiers } = accountable;
    await recordSettings(records, ledger, loaded.settings);
    const sweeping = setInterval(() => {
      evidence.sweep().catch((error: unknown) => onTrouble(toAppError(error).code));
    }, SWEEP);
    sweeping.unref();
    closers.push(() => clearInterval(sweeping));

    const demonstration = config.demonstration
      ? await seedDemonstration(dataFolder.path, { records, ledger, clock }, onStep)
      : null;
    // Told by intake, which is there before hunting is.
    let arrived: Hunting['arrived'] = () => {};
    const follow = demonstration === null ? config.intake.follow : [...config.intake.follow, { path: demonstration.logs }];
    const intake = createIntake({
      store,
      dataFolder,
      records,
      config: { ...config.intake, follow },
      clock,
      onStored: (exchanges, newestMs) => arrived(exchanges, newestMs),
    });
    closers.push(() => intake.close());
    const hunting = createHunting({
      store,
      dataFolder,
      records,
      intake,
      alerts,
      ledger,
      evidence,
      events,
      config,
      clock,
      log: logger,
    });
    closers.push(() => hunting.close());
    arrived = (exchanges, newestMs) => hunting.arrived(exchanges, newestMs);

    const sharing = await createSharing({
      store,
      dataFolder,
      records,
      intake,
      alerts,
      ledger,
      events,
      config,
      clock,
      publicUrl: config.publicUrl,
      onTrouble,
    });
    closers.push(() => sharing.close());

    const consoleFolder = options.consoleFolder === undefined ? CONSOLE : options.consoleFolder;
    const serverParts: ServerParts = {
      config: loaded,
      records,
      traffic: store,
      intake,
      hunting,
      alerts,
      ledger,
      transparency,
      evidence,
      dossiers,
      sharing,
      events,
      clock,
      log,
      consoleFolder: consoleFolder !== null && existsSync(consoleFolder) ? consoleFolder : null,
    };
    const http = await createHttpServer(serverParts);
    closers.push(() => http.close());
    const watch = watchParts({ read: () => partStatuses(serverParts), alerts, records, events, onTrouble });
    closers.push(() => watch.close());
    onStep('opening the door');
    const address = await http.listen();
    const signInLink = await firstSignInLink(records, config.publicUrl ?? address, clock.now());
    if (signInLink !== null) {
      const payload = { item: 'sign-in link', purpose: 'first administrator' };
      await ledger.leave({ kind: 'access', actor: NODE, subject: null, payload });
      if (ledger.trouble() === null) await ledger.flush();
    }
    return { address, signInLink, records, traffic: store, intake, hunting, transparency, sharing, close };
  } catch (error) {
    // What went wrong first is what is told.
    await close().catch(() => {});
    throw error;
  }
}

const SEEDED = 'demonstration.authorisations';

/** Simulated traffic to follow, and the permissions that its operator would have registered. */
async function seedDemonstration(
  folder: string,
  { records, ledger, clock }: { records: Records; ledger: Ledger; clock: Clock },
  onStep: (step: string) => void,
): Promise<Demonstration> {
  onStep('simulating the demonstration’s traffic');
  const demonstration = await writeDemonstration(folder, clock.now());
  if ((await records.values.get(SEEDED)) === null) {
    const at = new Date(clock.now()).toISOString();
    const { authorisations } = demonstration;
    const payload = {
      scope: `${authorisations.length} of the demonstration`,
      reason: 'Contract of the demonstration',
      expires: null,
    };
    await ledger.record({ kind: 'exception', actor: NODE, subject: null, payload, key: SEEDED });
    for (const entry of authorisations) {
      await records.exceptions.allow({ entry, reason: 'Contract of the demonstration', by: 'demonstration', at });
    }
    await records.values.set(SEEDED, at);
  }
  return demonstration;
}
