// SPDX-License-Identifier: Apache-2.0
import { assertionTables, matchTables } from '@stillwatch/sharing';
import { createTables } from './create-tables.ts';
import type { Dialect } from './dialect.ts';

const TABLES: Readonly<Record<string, string>> = {
  peers: `id text primary key, organisation text not null unique, at integer not null, peer text not null,
    version integer not null`,
  peer_standing: 'peer text primary key, standing text not null',
  peer_credentials: 'peer text primary key, login text not null unique, hash text not null, issued_at integer not null',
  peer_cursors: 'peer text not null, collection text not null, position text not null, primary key (peer, collection)',
  peer_pulls: 'id text primary key, peer text not null, at integer not null, pull text not null',
  inbox: 'id text primary key, type text not null, at integer not null, entry text not null',
  outcomes: `reporter text not null, object text not null, actor text not null, at integer not null, outcome text not null,
    primary key (reporter, object, actor)`,
  published: 'assertion text primary key, release_id text, at integer not null, entry text not null',
  releases: `id text primary key, campaign text not null, state text not null, at integer not null, release text not null,
    version integer not null`,
  match_runs: 'id text primary key, at integer not null, run text not null',
};
const INDEXES: readonly string[] = [
  'peer_pulls (peer, at, id)',
  'inbox (type, at, id)',
  'published (release_id)',
  'releases (at, id)',
  'releases (state, at, id)',
  'releases (campaign, at, id)',
  'match_runs (at, id)',
];

/** What sharing is kept in: partners, what they say, what left. Collections have tables of their own. */
export function thirdMigration(dialect: Dialect): string[] {
  return [...createTables(TABLES, INDEXES, dialect), ...assertionTables(dialect), ...matchTables(dialect)];
}
