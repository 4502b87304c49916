// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { join } from 'node:path';
import {
  createWitness,
  formatVerifierKey,
  noteVerifier,
  openCheckpoint,
  openWitnessStore,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  verifyCosignature,
  type WitnessAlarm,
} from '@stillwatch/accountability';
import { AppError } from '@stillwatch/core';
import type { WatchedLog } from '@stillwatch/core/api';
import type { Config } from '../config/index.ts';
import type { Clock } from '../parts.ts';
import type { Alarm } from './alarms.ts';
import type { OpenedLog } from './open-own-log.ts';

/** The node as a witness of other logs. */
export interface WitnessDesk {
  /** Verifier key of its countersignatures. */
  readonly key: string;
  addCheckpoint(body: string): Promise<{ status: number; contentType: string; body: string }>;
  /** @param originHash SHA-256 of a log's origin, hex */
  checkpoint(originHash: string): Promise<string | null>;
  watched(): Promise<WatchedLog[]>;
  close(): Promise<void>;
}

export interface WitnessDeskParts {
  readonly opened: Pick<OpenedLog, 'cosigners' | 'folder'>;
  readonly config: Pick<Config, 'log'>;
  readonly clock: Clock;
  /** Told of every contradiction in a log that it watches. */
  readonly raise: (alarm: Alarm) => Promise<void>;
  readonly fetch: typeof globalThis.fetch;
  readonly onTrouble: (error: unknown) => void;
}

export function openWitnessDesk({ opened, config, clock, raise, fetch, onTrouble }: WitnessDeskParts): WitnessDesk {
  const { cosigners, folder } = opened;
  const own = cosigners[0]!.key;
  const logs = config.log.witness.for.map(({ origin, key }) => ({ origin, key, verifier: verifierOf(origin, key) }));
  const verifiers = logs.map(({ verifier }) => verifier);
  const store = openWitnessStore(join(folder, 'witness'));
  const witness = createWitness({
    store,
    signers: cosigners,
    logs: () => verifiers,
    clock,
    onAlarm: (alarm) => {
      confirm(alarm).catch(onTrouble);
    },
  });

  /**
   * Two roots of one size convict a log by themselves. A smaller checkpoint may be an old one that a stranger handed in:
   * the log itself is asked for its newest.
   */
  async function confirm(alarm: WitnessAlarm): Promise<void> {
    if (alarm.proven) return await raise(describeAlarm(alarm));
    const url = config.log.witness.for.find(({ origin }) => origin === alarm.origin)?.url;
    const verifier = verifiers.find(({ key }) => key.name === alarm.origin);
    if (url === undefined || verifier === undefined || alarm.kind !== 'rollback') return;
    const note = await readCheckpoint(`${url.replace(/\/$/, '')}/checkpoint`, fetch);
    const { size } = openCheckpoint(note, [verifier], alarm.origin);
    const known = parseCheckpoint(parseNote(alarm.known).text).size;
    if (size < known) await raise(describeAlarm({ ...alarm, seen: note }));
  }
  return {
    key: formatVerifierKey(own),
    addCheckpoint: (body) => witness.addCheckpoint(body),
    async checkpoint(originHash) {
      const log = logs.find(({ origin }) => hash('sha256', origin, 'hex') === originHash);
      return log === undefined ? null : await witness.latest(log.origin);
    },
    async watched() {
      return await Promise.all(
        logs.map(async ({ origin, key }) => {
          const note = await witness.latest(origin);
          if (note === null) return { origin, key, size: null, signedAt: null };
          const { text, signatures } = parseNote(note);
          const ours = signatures.find(({ name, keyId }) => name === own.name && keyId === own.keyId);
          const seconds = ours === undefined ? null : verifyCosignature(text, own, ours.signature);
          return {
            origin,
            key,
            size: parseCheckpoint(text).size,
            signedAt: seconds === null ? null : new Date(seconds * 1000).toISOString(),
          };
        }),
      );
    },
    close: () => store.close(),
  };
}

/** @throws AppError CONFIG_INVALID for a key that signs no notes. */
function verifierOf(origin: string, key: string) {
  try {
    return noteVerifier(parseVerifierKey(key));
  } catch (cause) {
    throw new AppError('CONFIG_INVALID', `log.witness.for: the key of ${origin} is not that of a log`, { cause });
  }
}

const TIMEOUT = 10_000;
const MOST_CHARACTERS = 1_000_000;

async function readCheckpoint(url: string, fetch: typeof globalThis.fetch): Promise<string> {
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) });
  const text = answer.ok ? await answer.text() : '';
  if (text === '' || text.length > MOST_CHARACTERS) throw new AppError('PEER_UNAVAILABLE', 'the log shows no checkpoint');
  return text;
}

function describeAlarm({ kind, origin, proven, known, seen }: WitnessAlarm): Alarm {
  const sizes = [known, seen].map((note) => parseCheckpoint(parseNote(note).text).size);
  const what =
    kind === 'rollback'
      ? `It showed ${sizes[1]} leaves after ${sizes[0]}.`
      : proven
        ? `Two roots were signed for ${sizes[0]} leaves.`
        : `What it showed of ${sizes[1]} leaves does not continue ${sizes[0]}.`;
  return { kind, origin, own: false, detail: what, known, seen };
}
