// SPDX-License-Identifier: Apache-2.0
import { createTables } from './create-tables.ts';
import type { Dialect } from './dialect.ts';

/** Columns of each table; `text`, `integer` and `real` are written as each database needs them. */
const TABLES: Readonly<Record<string, string>> = {
  campaigns: `id text primary key, status text not null, tier_rank integer not null, bits real not null,
    is_current integer not null, search text not null, finding text not null, accounts text not null,
    links text not null, trace text not null, version integer not null, updated_at integer not null`,
  campaign_members: `campaign text not null references campaigns (id), account text not null, position integer not null,
    detail text not null, primary key (campaign, account), unique (campaign, position)`,
  campaign_events: `id text primary key, campaign text not null references campaigns (id), at integer not null,
    kind text not null, statement text not null, accounts integer not null, bits real not null, actor text`,
  reviews: `id text primary key, campaign text not null references campaigns (id), cause text not null,
    state integer not null, claimed_by text, claimed_until integer, opened_at integer not null, decision text,
    decided_by text, decided_at integer, reason text, version integer not null`,
  labels: `account text primary key, label text not null, actor text not null, at integer not null, reason text not null`,
  hunts: `id text primary key, started_at integer not null, hunt text not null`,
  suppressions: `id text primary key, campaign text not null, reason text not null, until_at integer not null,
    actor text not null, at integer not null`,
  allowed: `id text primary key, entry text not null, reason text not null, actor text not null, at integer not null`,
  users: `id text primary key, name text not null, email text, roles text not null, subject text unique,
    disabled integer not null, last_seen integer, created_at integer not null, version integer not null`,
  sign_in_links: `token_hash text primary key, user_id text not null references users (id), expires_at integer not null`,
  sessions: `id_hash text primary key, user_id text not null references users (id), csrf_token text not null,
    created_at integer not null, expires_at integer not null`,
  api_keys: `id text primary key, name text not null, prefix text not null, hash text not null unique,
    permissions text not null, created_at integer not null, expires_at integer, last_used integer, revoked integer not null`,
  audit: `id text primary key, at integer not null, actor text not null, action text not null, object text not null,
    reason text, request_id text not null`,
  alerts: `id text primary key, at integer not null, kind text not null, campaign text, statement text not null`,
  channels: `id text primary key, kind text not null, name text not null, target text not null, url text not null,
    secret text, at integer not null`,
  deliveries: `alert text not null references alerts (id), channel text not null, status text not null,
    attempts integer not null, last_error text, delivered_at integer, next_at integer, primary key (alert, channel)`,
  leases: `name text primary key, holder text not null, expires_at integer not null`,
  node_values: `name text primary key, value text not null`,
  idempotency: `actor text not null, request_key text not null, fingerprint text not null, status integer, body text,
    begun_at integer not null, expires_at integer not null, primary key (actor, request_key)`,
};

const INDEXES: readonly string[] = [
  'campaigns (tier_rank, bits, id)',
  'campaigns (is_current, tier_rank, bits, id)',
  'campaigns (status, tier_rank, bits, id)',
  'campaign_members (account)',
  'campaign_events (campaign, at, id)',
  'reviews (state, opened_at, id)',
  'reviews (state, claimed_until)',
  'reviews (campaign, opened_at, id)',
  'hunts (started_at, id)',
  'suppressions (at, id)',
  'suppressions (campaign, until_at)',
  'allowed (at, id)',
  'users (created_at, id)',
  'sign_in_links (user_id)',
  'sign_in_links (expires_at)',
  'sessions (user_id)',
  'sessions (expires_at)',
  'api_keys (created_at, id)',
  'audit (at, id)',
  'audit (actor, at, id)',
  'audit (action, at, id)',
  'alerts (at, id)',
  'channels (at, id)',
  'deliveries (status, next_at, alert, channel)',
  'deliveries (channel)',
  'idempotency (expires_at)',
];

/** What is in the audit trail stays as it was written, whoever asks. */
const APPEND_ONLY: Readonly<Record<Dialect, readonly string[]>> = {
  sqlite: ['update', 'delete'].map(
    (what) =>
      `create trigger audit_no_${what} before ${what} on audit begin select raise(abort, 'the audit trail is append-only'); end`,
  ),
  postgres: [
    `create function audit_append_only() returns trigger language plpgsql as
     $$ begin raise exception 'the audit trail is append-only'; end $$`,
    `create trigger audit_append_only before update or delete or truncate on audit
     for each statement execute function audit_append_only()`,
  ],
};

/** The statements that make the records of version 1. */
export function firstMigration(dialect: Dialect): string[] {
  return [
    ...createTables(TABLES, INDEXES, dialect),
    // One review of a campaign at a time, also when two nodes open one at once.
    'create unique index reviews_open on reviews (campaign) where state < 2',
    ...APPEND_ONLY[dialect],
  ];
}
