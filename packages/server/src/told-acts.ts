// SPDX-License-Identifier: Apache-2.0
/** What is done to a node's records by commands, beside the node: each tells the node, which logs it. */
import type { Act } from './ledger/index.ts';
import { tellNode } from './ledger/index.ts';
import type { Clock, Records } from './parts.ts';
import { backupRecords as writeBackup, openRecords, restoreRecords as readBackup } from './records/index.ts';
import { signInLink as makeLink } from './http/index.ts';

interface Place {
  readonly url: string | null;
  readonly folder: string;
  readonly clock: Clock;
}

const COMMAND = { kind: 'system', id: 'command' } as const;

async function tell(place: Place, act: Pick<Act, 'kind' | 'payload'>): Promise<void> {
  const records = await openRecords(place);
  try {
    await tellNode(records, place.clock, { ...act, actor: COMMAND, subject: null });
  } finally {
    await records.close();
  }
}

/** Writes all records into a file. See `records/backup.ts`. */
export async function backupRecords(place: Place, file: string): Promise<Readonly<Record<string, number>>> {
  const rows = await writeBackup(place, file);
  await tell(place, { kind: 'export', payload: { what: 'records', digest: null, purpose: 'backup', rows } });
  return rows;
}

/** Reads a backup into empty records. See `records/restore.ts`. */
export async function restoreRecords(file: string, place: Place): Promise<Readonly<Record<string, number>>> {
  const rows = await readBackup(file, place);
  await tell(place, { kind: 'settings', payload: { setting: 'records', from: null, to: 'a backup', rows } });
  return rows;
}

/** Makes a one-time link by which somebody signs in. */
export async function signInLink(
  records: Records,
  clock: Clock,
  user: { id: string; name: string },
  origin: string,
): Promise<string> {
  const payload = { item: 'sign-in link', purpose: 'made by command' };
  const subject = { kind: 'person', id: user.id, name: user.name } as const;
  await tellNode(records, clock, { kind: 'access', payload, actor: COMMAND, subject });
  return await makeLink(records, user.id, origin, clock.now());
}

/** Clears an alarm about a log: it may sign again as soon as the node looks. Null where no such alarm stands. */
export async function clearAlarm(records: Records, clock: Clock, id: string, by: string): Promise<string | null> {
  const cleared = await records.alarms.clear(id, by, clock.now());
  if (cleared === null) return null;
  const payload = { origin: cleared.origin, kind: 'cleared', known: cleared.kind, seen: cleared.detail, alarm: id };
  await tellNode(records, clock, { kind: 'witness-alarm', payload, actor: COMMAND, subject: null });
  return cleared.origin;
}
