// SPDX-License-Identifier: Apache-2.0
import type { AssertionTables } from '@stillwatch/sharing';

/**
 * The tables as Kysely sees them. Times are integer milliseconds since 1970 UTC, booleans 0 or 1, lists and objects
 * JSON in text; what a list is filtered or ordered by has a column of its own.
 */

interface CampaignsTable {
  id: string;
  status: string;
  /** confirmed 3, probable 2, watch 1 */
  tier_rank: number;
  bits: number;
  is_current: number;
  /** Name and id in lower case: `like` differs between the databases in what it does with capitals. */
  search: string;
  /** The finding without its accounts and links. */
  finding: string;
  accounts: string;
  links: string;
  trace: string;
  version: number;
  updated_at: number;
}

interface CampaignMembersTable {
  campaign: string;
  account: string;
  /** 0 for the strongest. Pages go by it, because an account's id may be longer than a cursor. */
  position: number;
  detail: string;
}

interface CampaignEventsTable {
  id: string;
  campaign: string;
  at: number;
  kind: string;
  statement: string;
  accounts: number;
  bits: number;
  actor: string | null;
}

interface ReviewsTable {
  id: string;
  campaign: string;
  cause: string;
  /** waiting 0, claimed 1, decided 2: the order of the queue */
  state: number;
  claimed_by: string | null;
  claimed_until: number | null;
  opened_at: number;
  decision: string | null;
  decided_by: string | null;
  decided_at: number | null;
  reason: string | null;
  version: number;
}

interface LabelsTable {
  account: string;
  label: string;
  actor: string;
  at: number;
  reason: string;
}

interface HuntsTable {
  id: string;
  started_at: number;
  hunt: string;
}

interface SuppressionsTable {
  id: string;
  campaign: string;
  reason: string;
  until_at: number;
  actor: string;
  at: number;
}

interface AllowedTable {
  id: string;
  entry: string;
  reason: string;
  actor: string;
  at: number;
}

interface UsersTable {
  id: string;
  name: string;
  email: string | null;
  roles: string;
  subject: string | null;
  disabled: number;
  last_seen: number | null;
  created_at: number;
  version: number;
}

interface SignInLinksTable {
  token_hash: string;
  user_id: string;
  expires_at: number;
}

interface SessionsTable {
  id_hash: string;
  user_id: string;
  csrf_token: string;
  created_at: number;
  expires_at: number;
}

interface ApiKeysTable {
  id: string;
  name: string;
  prefix: string;
  hash: string;
  permissions: string;
  created_at: number;
  expires_at: number | null;
  last_used: number | null;
  revoked: number;
}

interface AuditTable {
  id: string;
  at: number;
  actor: string;
  action: string;
  object: string;
  reason: string | null;
  request_id: string;
}

interface AlertsTable {
  id: string;
  at: number;
  kind: string;
  campaign: string | null;
  statement: string;
}

interface DeliveriesTable {
  alert: string;
  channel: string;
  status: string;
  attempts: number;
  last_error: string | null;
  delivered_at: number | null;
  next_at: number | null;
}

interface ChannelsTable {
  id: string;
  kind: string;
  name: string;
  target: string;
  url: string;
  secret: string | null;
  at: number;
}

interface LeasesTable {
  name: string;
  holder: string;
  expires_at: number;
}

interface NodeValuesTable {
  name: string;
  value: string;
}

interface IdempotencyTable {
  actor: string;
  request_key: string;
  fingerprint: string;
  status: number | null;
  body: string | null;
  begun_at: number;
  expires_at: number;
}

interface VaultKeysTable {
  id: string;
  subject: string;
  /** Sealed by the node's key; null once destroyed. */
  sealed_key: string | null;
  /** Whom the subject stands for, sealed by the key itself. */
  sealed_label: string | null;
  created_at: number;
  erased_at: number | null;
}

interface LogDraftsTable {
  id: string;
  /** Of the log that it is for; null for whichever node comes first. */
  origin: string | null;
  /** intent 0: something is about to be done; told 1: it was done */
  state: number;
  at: number;
  draft: string;
}

interface LogEntriesTable {
  entry_key: string;
  origin: string;
  /** Null until the log has it. */
  leaf_index: number | null;
  kind: string;
  at: number;
  actor: string;
  subject: string | null;
  leaf: string;
  vault_key: string;
  /** Salt and payload, sealed by the key; null once erased. */
  sealed: string | null;
}

interface EvidenceTable {
  id: string;
  campaign: string | null;
  origin: string;
  statement: string;
  hash: string;
  bytes: number;
  collector: string;
  at: number;
  entry_key: string;
  vault_key: string;
  sealed: string | null;
  retain_until: number | null;
  gone: string | null;
}

interface EvidenceHistoryTable {
  id: string;
  evidence: string;
  at: number;
  actor: string;
  what: string;
  /** Of what came out of a transformation; null where somebody looked only. */
  hash: string | null;
}

interface HoldsTable {
  id: string;
  target_kind: string;
  target_id: string;
  reason: string;
  actor: string;
  at: number;
  lifted_by: string | null;
  lifted_at: number | null;
  lift_reason: string | null;
}

interface DossiersTable {
  id: string;
  campaign: string;
  at: number;
  state: string;
  dossier: string;
  /** Pseudonyms of whom it holds something about: a JSON list. */
  subjects: string;
  retain_until: number | null;
}

interface LogAlarmsTable {
  id: string;
  at: number;
  kind: string;
  origin: string;
  own: number;
  detail: string;
  cleared_at: number | null;
  cleared_by: string | null;
}

interface PeersTable {
  id: string;
  organisation: string;
  at: number;
  peer: string;
  version: number;
}

interface PeerStandingTable {
  peer: string;
  standing: string;
}

interface PeerCredentialsTable {
  peer: string;
  login: string;
  /** SHA-256 of what it signs in with. */
  hash: string;
  issued_at: number;
}

interface PeerCursorsTable {
  peer: string;
  collection: string;
  /** How far it was pulled. */
  position: string;
}

interface PeerPullsTable {
  id: string;
  peer: string;
  at: number;
  pull: string;
}

interface InboxTable {
  id: string;
  type: string;
  at: number;
  entry: string;
}

interface OutcomesTable {
  reporter: string;
  object: string;
  actor: string;
  at: number;
  outcome: string;
}

interface PublishedTable {
  assertion: string;
  release_id: string | null;
  at: number;
  entry: string;
}

interface ReleasesTable {
  id: string;
  campaign: string;
  state: string;
  at: number;
  release: string;
  version: number;
}

interface MatchRunsTable {
  id: string;
  at: number;
  run: string;
}

interface MigrationsTable {
  version: number;
  name: string;
  at: number;
}

/** Those of assertions are made and read by the package of sharing. */
export interface Tables extends AssertionTables {
  campaigns: CampaignsTable;
  campaign_members: CampaignMembersTable;
  campaign_events: CampaignEventsTable;
  reviews: ReviewsTable;
  labels: LabelsTable;
  hunts: HuntsTable;
  suppressions: SuppressionsTable;
  allowed: AllowedTable;
  users: UsersTable;
  sign_in_links: SignInLinksTable;
  sessions: SessionsTable;
  api_keys: ApiKeysTable;
  audit: AuditTable;
  alerts: AlertsTable;
  deliveries: DeliveriesTable;
  channels: ChannelsTable;
  leases: LeasesTable;
  node_values: NodeValuesTable;
  idempotency: IdempotencyTable;
  vault_keys: VaultKeysTable;
  log_drafts: LogDraftsTable;
  log_entries: LogEntriesTable;
  evidence: EvidenceTable;
  evidence_history: EvidenceHistoryTable;
  holds: HoldsTable;
  dossiers: DossiersTable;
  log_alarms: LogAlarmsTable;
  peers: PeersTable;
  peer_standing: PeerStandingTable;
  peer_credentials: PeerCredentialsTable;
  peer_cursors: PeerCursorsTable;
  peer_pulls: PeerPullsTable;
  inbox: InboxTable;
  outcomes: OutcomesTable;
  published: PublishedTable;
  releases: ReleasesTable;
  match_runs: MatchRunsTable;
  migrations: MigrationsTable;
}
