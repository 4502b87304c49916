// SPDX-License-Identifier: Apache-2.0
import { AppError, toAppError } from '@stillwatch/core';
import type { LogAudit, LogHealth } from '@stillwatch/core/api';
import { parseNote, quorumOf, type Dossier, type TransparencyLog, textOf, PROOFS } from '@stillwatch/accountability';
import type { Alerts } from '../alerts/index.ts';
import type { Config } from '../config/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { Clock, EventBus, Part, Records } from '../parts.ts';
import { type Alarm, createAlarms } from './alarms.ts';
import { auditAll } from './audit-all.ts';
import { type Collector, createCollector } from './collect.ts';
import type { OpenedLog } from './open-own-log.ts';
import { type WitnessDesk, openWitnessDesk } from './witness-desk.ts';

export interface Transparency extends Part {
  readonly log: TransparencyLog;
  /** Policy by which proofs of this log are verified. */
  readonly policy: string;
  health(): Promise<LogHealth>;
  /** A file of the log: `checkpoint`, tiles, bundles of entries; null where there is none. */
  read(path: string): Promise<Uint8Array | null>;
  /** As a witness (C2SP tlog-witness): countersigns a peer's checkpoint. */
  addCheckpoint(body: string): Promise<{ status: number; contentType: string; body: string }>;
  /** @param hash SHA-256 of the origin of a log, hex */
  watchedCheckpoint(hash: string): Promise<string | null>;
  /** Asks the witnesses for what they have not countersigned yet. */
  collect(): Promise<void>;
  /** Told that leaves were added. */
  appended(): void;
  /** Proof of a leaf under a checkpoint that the witnesses were asked to countersign. */
  prove(index: number): Promise<string>;
  /** Witnesses that countersigned the checkpoint of a dossier. */
  cosignersOf(dossier: Dossier): number;
  audit(): Promise<LogAudit>;
  close(): Promise<void>;
}

export interface TransparencyParts {
  readonly opened: OpenedLog;
  readonly ledger: Ledger;
  readonly records: Records;
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly events: EventBus;
  readonly config: Pick<Config, 'log'>;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly onTrouble: (code: string) => void;
}

/** Time after an append before the witnesses are asked, so that a burst of acts asks once. Milliseconds. */
const SETTLE = 500;
/** They are asked again at least this often: signatures age, and a witness that was away comes back. */
const EVERY = 60_000;
/** Alarms that another process cleared, and acts that it told of, are seen within this time. */
const LOOK = 5_000;

export async function createTransparency(parts: TransparencyParts): Promise<Transparency> {
  const { opened, ledger, records, config, clock, fetch, onTrouble } = parts;
  const { log, policy, policyText } = opened;
  const alarms = createAlarms(parts);
  const raise = (alarm: Alarm): Promise<void> => alarms.raise(alarm);
  const collector: Collector = createCollector({ log, policy, witnesses: config.log.witnesses, records, clock, fetch, raise });
  const desk: WitnessDesk = openWitnessDesk({
    opened,
    config,
    clock,
    raise,
    fetch,
    onTrouble: (error) => onTrouble(toAppError(error).code),
  });
  await collector.load();
  await alarms.load();
  await refuseOwnRollback();

  let timer: NodeJS.Timeout | null = null;
  let busy: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = busy.then(work);
    busy = mine.catch((error: unknown) => onTrouble(toAppError(error).code));
    return mine;
  };
  const collect = (): Promise<void> => inTurn(() => collector.collect());
  const quietly = (work: () => Promise<void>): void => {
    inTurn(work).catch(() => {});
  };
  const every = setInterval(() => quietly(() => collector.collect()), EVERY);
  const look = setInterval(
    () =>
      quietly(async () => {
        await alarms.load();
        if (log.halted() === null) await ledger.flush();
      }),
    LOOK,
  );
  for (const one of [every, look]) one.unref();

  /** The records may know more of the log than the log does: then it is an old copy, and no witness has to say so. */
  async function refuseOwnRollback(): Promise<void> {
    const newest = await records.vault.newestIndex(log.origin);
    if (newest === null || newest < log.size()) return;
    const detail = `The log has ${log.size()} leaves, and the records tell of leaf ${newest}.`;
    await raise({ kind: 'rollback', origin: log.origin, own: true, detail, known: newest + 1, seen: log.size() });
  }

  const cosigners = (note: string): string[] => {
    const { signatures } = parseNote(note);
    const signed = [...policy.witnesses.values()].filter(({ key }) =>
      signatures.some(({ name, keyId }) => name === key.name && keyId === key.keyId),
    );
    return signed.map(({ name }) => name);
  };
  const newest = async (): Promise<string | null> => {
    if (log.size() === 0) return null;
    return log.halted() === null ? await log.checkpoint() : (log.witnessed()?.note ?? null);
  };

  return {
    log,
    policy: policyText,
    async health() {
      const checkpoint = await newest();
      const have = checkpoint === null ? [] : cosigners(checkpoint);
      const { items } = await records.vault.entries(log.origin, {}, { limit: 1 });
      return {
        origin: log.origin,
        key: opened.logKeys[0]!,
        size: log.size(),
        root: Buffer.from(log.root()).toString('hex'),
        checkpoint,
        signing: log.halted() === null,
        lastAt: items[0] === undefined ? null : new Date(items[0].at).toISOString(),
        witnesses: collector.states(),
        quorum: { needed: config.log.quorum, have: have.length, met: quorumOf(policy, have).met },
        witnessedSize: log.witnessed()?.size ?? null,
        witnessKey: desk.key,
        watched: await desk.watched(),
        alarms: [...(await records.alarms.list(100))],
        timestampAuthority: config.log.timestampAuthority.url,
        policy: policyText,
      };
    },
    async read(path) {
      if (log.halted() !== null && path === 'checkpoint') {
        throw new AppError('LOG_UNAVAILABLE', 'the log signs nothing until an alarm is cleared');
      }
      if (path === 'checkpoint' && log.size() === 0) return null;
      return await log.read(path);
    },
    addCheckpoint: (body) => desk.addCheckpoint(body),
    watchedCheckpoint: (hash) => desk.checkpoint(hash),
    collect,
    appended() {
      if (timer !== null || config.log.witnesses.length === 0) return;
      timer = setTimeout(() => {
        timer = null;
        quietly(() => collector.collect());
      }, SETTLE);
      timer.unref();
    },
    async prove(index) {
      // Signed as far as it goes now, then countersigned by whoever answers.
      await log.checkpoint();
      await collect();
      return await log.proof(index);
    },
    cosignersOf: ({ files }) => cosigners(textOf(files, PROOFS.checkpoint)).length,
    async audit() {
      const report = await auditAll({ log, ledger, records, clock });
      // A payload that was changed is no fault of the log, which is what shows it.
      const broken = report.problems.find(({ code }) => code !== 'payload');
      if (broken !== undefined) {
        const detail = `The audit found ${report.problems.length} problems: ${broken.statement}`;
        await raise({ kind: 'corrupt', origin: log.origin, own: true, detail, known: log.size(), seen: report.size });
      }
      return report;
    },
    status() {
      const standing = alarms.standing();
      const own = standing.find((alarm) => alarm.own);
      const trouble = ledger.trouble();
      if (own !== undefined) return { part: 'log', status: 'degraded', detail: `LOG_${KIND_CODE[own.kind]}: ${own.detail}` };
      if (trouble !== null) return { part: 'log', status: 'down', detail: `cannot be appended to (${trouble})` };
      const [other] = standing;
      if (other !== undefined)
        return { part: 'log', status: 'degraded', detail: `LOG_${KIND_CODE[other.kind]} of a peer: ${other.detail}` };
      const away = collector.states().filter(({ status }) => status === 'unreachable' || status === 'refused');
      if (config.log.quorum > 0 && config.log.witnesses.length - away.length < config.log.quorum) {
        return {
          part: 'log',
          status: 'degraded',
          detail: `QUORUM_MISSING: ${away.map(({ name }) => name).join(', ')} do not countersign`,
        };
      }
      return { part: 'log', status: 'ok', detail: `${log.size()} leaves` };
    },
    async close() {
      clearInterval(every);
      clearInterval(look);
      if (timer !== null) clearTimeout(timer);
      await busy;
      await desk.close();
    },
  };
}

const KIND_CODE = { rollback: 'ROLLBACK', 'split-view': 'SPLIT', corrupt: 'CORRUPT' } as const;
