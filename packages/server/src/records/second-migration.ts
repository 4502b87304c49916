// SPDX-License-Identifier: Apache-2.0
import { createTables } from './create-tables.ts';
import type { Dialect } from './dialect.ts';

const TABLES: Readonly<Record<string, string>> = {
  vault_keys: `id text primary key, subject text not null, sealed_key text, sealed_label text, created_at integer not null,
    erased_at integer`,
  log_drafts: 'id text primary key, origin text, state integer not null, at integer not null, draft text not null',
  log_entries: `entry_key text not null, origin text not null, leaf_index integer, kind text not null, at integer not null,
    actor text not null, subject text, leaf text not null, vault_key text not null references vault_keys (id), sealed text,
    primary key (origin, entry_key), unique (origin, leaf_index)`,
  evidence: `id text primary key, campaign text, origin text not null, statement text not null, hash text not null,
    bytes integer not null, collector text not null, at integer not null, entry_key text not null,
    vault_key text not null references vault_keys (id), sealed text, retain_until integer, gone text`,
  evidence_history: `id text primary key, evidence text not null references evidence (id), at integer not null,
    actor text not null, what text not null, hash text`,
  holds: `id text primary key, target_kind text not null, target_id text not null, reason text not null, actor text not null,
    at integer not null, lifted_by text, lifted_at integer, lift_reason text`,
  dossiers: `id text primary key, campaign text not null, at integer not null, state text not null, dossier text not null,
    subjects text not null, retain_until integer`,
  log_alarms: `id text primary key, at integer not null, kind text not null, origin text not null, own integer not null,
    detail text not null, cleared_at integer, cleared_by text`,
};

const INDEXES: readonly string[] = [
  'log_drafts (at, id)',
  'log_entries (origin, kind, leaf_index)',
  'log_entries (vault_key)',
  'log_entries (at, entry_key)',
  'evidence (campaign, at, id)',
  'evidence (vault_key)',
  'evidence (retain_until)',
  'evidence_history (evidence, at, id)',
  'holds (at, id)',
  'holds (target_kind, target_id)',
  'dossiers (at, id)',
  'dossiers (campaign, at, id)',
  'dossiers (retain_until)',
  'log_alarms (at, id)',
];

/** What the transparency log, custody and dossiers are kept in. */
export function secondMigration(dialect: Dialect): string[] {
  return [
    ...createTables(TABLES, INDEXES, dialect),
    // A subject has one key at a time, also when two writers draw one at once.
    'create unique index vault_keys_current on vault_keys (subject) where erased_at is null',
    // An alarm is raised once until it is cleared.
    'create unique index log_alarms_open on log_alarms (kind, origin) where cleared_at is null',
  ];
}
