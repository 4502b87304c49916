// SPDX-License-Identifier: Apache-2.0
/**
 * A backup of the records, the same from either database: lines of JSON. A header, one line per row, and an end with
 * the number of rows of each table and the SHA-256 of every byte before it.
 */
import { AppError } from '@stillwatch/core';
import { z } from 'zod';
import type { Tables } from './tables.ts';

export const BackupHeader = z.strictObject({
  format: z.literal('stillwatch-records'),
  /** Of the file. */
  version: z.int(),
  /** Of the tables, see `migrations.ts`. */
  records: z.int().min(1),
  at: z.iso.datetime(),
});
export type BackupHeader = z.infer<typeof BackupHeader>;
export const BACKUP_VERSION = 1;

const Column = z.string().regex(/^[a-z_]+$/);
const BackupRow = z.strictObject({ table: z.string(), row: z.record(Column, z.union([z.string(), z.number(), z.null()])) });
const BackupEnd = z.strictObject({ rows: z.record(z.string(), z.int()), sha256: z.string() });
export const BackupLine = z.union([BackupRow, BackupEnd]);
export type BackupEnd = z.infer<typeof BackupEnd>;

/**
 * Tables that are kept, with the columns that order them; one that refers to another comes after it. Sessions, sign-in
 * links, leases, answers by idempotency key, how far peers were pulled and what is on its way into the log are of the moment: whoever restores a backup
 * signs in again.
 */
export const KEPT_TABLES = {
  campaigns: ['id'],
  campaign_members: ['campaign', 'account'],
  campaign_events: ['id'],
  reviews: ['id'],
  labels: ['account'],
  hunts: ['id'],
  suppressions: ['id'],
  allowed: ['id'],
  users: ['id'],
  api_keys: ['id'],
  audit: ['id'],
  alerts: ['id'],
  channels: ['id'],
  deliveries: ['alert', 'channel'],
  node_values: ['name'],
  vault_keys: ['id'],
  log_entries: ['origin', 'entry_key'],
  evidence: ['id'],
  evidence_history: ['id'],
  holds: ['id'],
  dossiers: ['id'],
  log_alarms: ['id'],
  peers: ['id'],
  peer_credentials: ['peer'],
  inbox: ['id'],
  outcomes: ['reporter', 'object', 'actor'],
  published: ['assertion'],
  releases: ['id'],
  match_runs: ['id'],
  assertions: ['id'],
  expired_versions: ['source', 'object_id', 'audience'],
} as const satisfies { [T in keyof Tables]?: readonly (keyof Tables[T])[] };
export type KeptTable = keyof typeof KEPT_TABLES;

const SECOND: readonly KeptTable[] = [
  'vault_keys',
  'log_entries',
  'evidence',
  'evidence_history',
  'holds',
  'dossiers',
  'log_alarms',
];
const THIRD: readonly KeptTable[] = [
  'peers',
  'peer_credentials',
  'inbox',
  'outcomes',
  'published',
  'releases',
  'match_runs',
  'assertions',
  'expired_versions',
];

/** Version of the records that first has a table. */
export function sinceOf(table: KeptTable): number {
  return THIRD.includes(table) ? 3 : SECOND.includes(table) ? 2 : 1;
}

export function isKept(table: string): table is KeptTable {
  return Object.hasOwn(KEPT_TABLES, table);
}

export function damaged(message: string): AppError {
  return new AppError('RECORDS_CORRUPT', `the backup is damaged: ${message}`, { hint: 'Use another backup.' });
}

/** @throws AppError RECORDS_CORRUPT */
export function parseLine<T extends z.ZodType>(schema: T, line: Uint8Array): z.output<T> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line));
  } catch {
    throw damaged('a line is not JSON');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw damaged('a line is not one of a backup of records');
  return parsed.data;
}
