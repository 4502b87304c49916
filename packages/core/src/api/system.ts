// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { CampaignSummary } from './campaigns.ts';
import { IdParams, Moment, operation, page, PageQuery } from './operation.ts';
import { Permission, Role } from './roles.ts';

export const Session = z.strictObject({
  user: z.strictObject({ id: z.string(), name: z.string(), roles: z.array(Role) }),
  permissions: z.array(Permission),
  /** Send it as `X-CSRF-Token` with everything that changes something. */
  csrfToken: z.string(),
  expiresAt: Moment,
});
export type Session = z.infer<typeof Session>;

/** What a signed-out visitor needs to know. */
export const SignIn = z.strictObject({
  oidc: z.strictObject({ name: z.string(), start: z.string() }).nullable(),
  link: z.boolean(),
  demonstration: z.boolean(),
});
export type SignIn = z.infer<typeof SignIn>;

/** A part of the node, and how it is. */
export const PartStatus = z.strictObject({
  part: z.enum(['records', 'traffic', 'intake', 'hunting', 'alerts', 'log', 'sharing', 'console']),
  status: z.enum(['ok', 'degraded', 'down']),
  detail: z.string(),
});
export type PartStatus = z.infer<typeof PartStatus>;

export const Hunt = z.strictObject({
  id: z.string(),
  status: z.enum(['waiting', 'running', 'done', 'failed']),
  /** schedule, arrival, request */
  cause: z.enum(['schedule', 'arrival', 'request']),
  window: z.strictObject({ from: Moment, to: Moment }).nullable(),
  startedAt: Moment,
  finishedAt: Moment.nullable(),
  exchanges: z.int(),
  accounts: z.int(),
  campaigns: z.int(),
  /** Groups that looked coordinated and were explained. */
  explained: z.int(),
  stage: z.string(),
  error: z.string().nullable(),
});
export type Hunt = z.infer<typeof Hunt>;

export const Overview = z.strictObject({
  now: Moment,
  /** True where the traffic is simulated; every page says so. */
  demonstration: z.boolean(),
  window: z.strictObject({ from: Moment, to: Moment }).nullable(),
  traffic: z.strictObject({
    exchanges: z.int(),
    accounts: z.int(),
    /** Exchanges per hour over the window, all and those of current campaigns. */
    series: z.array(z.strictObject({ at: Moment, all: z.int(), campaigns: z.int() })),
  }),
  campaigns: z.strictObject({ confirmed: z.int(), probable: z.int(), watch: z.int(), top: z.array(CampaignSummary) }),
  /** What needs somebody. */
  waiting: z.strictObject({ reviews: z.int(), oldest: Moment.nullable(), failedAlerts: z.int() }),
  intake: z.strictObject({ lastAt: Moment.nullable(), perMinute: z.number(), rejected: z.int() }),
  lastHunt: Hunt.nullable(),
  falsePositives: z.strictObject({ rate: z.number(), interval: z.tuple([z.number(), z.number()]), units: z.int() }).nullable(),
  explained: z.array(z.strictObject({ kind: z.string(), accounts: z.int(), statement: z.string() })),
  parts: z.array(PartStatus),
});
export type Overview = z.infer<typeof Overview>;

export const Alert = z.strictObject({
  id: z.string(),
  at: Moment,
  kind: z.enum([
    'campaign.found',
    'campaign.tier',
    'campaign.grew',
    'campaign.respawned',
    'campaign.withdrawn',
    'partner.quarantined',
    'node.degraded',
    'test',
  ]),
  campaign: z.string().nullable(),
  statement: z.string(),
  deliveries: z.array(
    z.strictObject({
      channel: z.string(),
      status: z.enum(['waiting', 'delivered', 'failed']),
      attempts: z.int(),
      lastError: z.string().nullable(),
      deliveredAt: Moment.nullable(),
    }),
  ),
});
export type Alert = z.infer<typeof Alert>;

/** Where alerts go. The secret is shown once, when the channel is made. */
export const Channel = z.strictObject({
  id: z.string(),
  kind: z.enum(['webhook', 'slack', 'email']),
  name: z.string(),
  /** URL, or address of e-mail; query and credentials are not shown. */
  target: z.string(),
  at: Moment,
});
export type Channel = z.infer<typeof Channel>;

export const User = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  roles: z.array(Role),
  disabled: z.boolean(),
  lastSeen: Moment.nullable(),
  etag: z.string(),
});
export type User = z.infer<typeof User>;

export const ApiKey = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** First characters, to tell keys apart. */
  prefix: z.string(),
  permissions: z.array(Permission),
  createdAt: Moment,
  expiresAt: Moment.nullable(),
  lastUsed: Moment.nullable(),
  revoked: z.boolean(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const AuditEntry = z.strictObject({
  id: z.string(),
  at: Moment,
  /** Person or API key. */
  by: z.string(),
  /** Stable name: `exchange.revealed`, `review.decided`, `key.created`, … */
  action: z.string(),
  object: z.string(),
  reason: z.string().nullable(),
  requestId: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const Setting = z.strictObject({
  key: z.string(),
  /** As text; secrets are never shown. */
  value: z.string(),
  source: z.enum(['default', 'file', 'environment']),
  about: z.string(),
});

const admin = { tag: 'administration', access: 'admin' } as const;

export const SYSTEM_OPERATIONS = {
  health: operation('GET /healthz', {
    tag: 'system',
    access: 'public',
    summary: 'Is the process alive?',
    response: z.strictObject({ status: z.literal('ok') }),
  }),
  ready: operation('GET /readyz', {
    tag: 'system',
    access: 'public',
    summary: 'Can it do its work? 503 when a part is down.',
    response: z.strictObject({ ready: z.boolean(), parts: z.array(PartStatus) }),
  }),
  metrics: operation('GET /metrics', {
    tag: 'system',
    access: 'metrics',
    summary: 'Prometheus metrics.',
    media: 'text/plain',
    response: z.string(),
  }),
  openapi: operation('GET /v1/openapi.json', {
    tag: 'system',
    access: 'public',
    summary: 'This description.',
    response: z.record(z.string(), z.unknown()),
  }),
  signInOptions: operation('GET /v1/sign-in', {
    tag: 'session',
    access: 'public',
    summary: 'How one can sign in here.',
    response: SignIn,
  }),
  signInByLink: operation('POST /v1/session', {
    tag: 'session',
    access: 'public',
    summary: 'Signs in with a one-time link’s token.',
    body: z.strictObject({ token: z.string().min(20).max(200) }),
    response: Session,
    status: 201,
  }),
  getSession: operation('GET /v1/session', {
    tag: 'session',
    access: 'session',
    summary: 'Who is signed in, and what they may do.',
    response: Session,
  }),
  signOut: operation('DELETE /v1/session', { tag: 'session', access: 'session', summary: 'Signs out.', status: 204 }),
  overview: operation('GET /v1/overview', {
    tag: 'overview',
    access: 'read',
    summary: 'What is happening now, and what needs somebody.',
    response: Overview,
  }),
  events: operation('GET /v1/events', {
    tag: 'overview',
    access: 'read',
    media: 'text/event-stream',
    response: z.string(),
    summary: 'Server-sent events: `campaign`, `hunt`, `review`, `alert`, `parts`; data is JSON {id}. Fetch again what they name.',
  }),
  listHunts: operation('GET /v1/hunts', {
    tag: 'hunts',
    access: 'read',
    summary: 'Hunts, newest first.',
    query: PageQuery,
    response: page(Hunt),
  }),
  startHunt: operation('POST /v1/hunts', {
    tag: 'hunts',
    access: 'review',
    summary: 'Asks for a hunt now; one that waits already is answered.',
    response: Hunt,
    status: 202,
  }),
  getHunt: operation('GET /v1/hunts/{id}', {
    tag: 'hunts',
    access: 'read',
    summary: 'One hunt.',
    params: IdParams,
    response: Hunt,
  }),
  listAlerts: operation('GET /v1/alerts', {
    tag: 'alerts',
    access: 'read',
    summary: 'Alerts, newest first.',
    query: PageQuery,
    response: page(Alert),
  }),
  replayAlert: operation('POST /v1/alerts/{id}/replay', {
    tag: 'alerts',
    access: 'admin',
    summary: 'Sends an alert again.',
    params: IdParams,
    response: Alert,
    status: 202,
  }),
  listChannels: operation('GET /v1/channels', {
    ...admin,
    summary: 'Where alerts go.',
    query: PageQuery,
    response: page(Channel),
  }),
  addChannel: operation('POST /v1/channels', {
    ...admin,
    summary: 'Adds a channel. A webhook’s secret is in the answer and never shown again.',
    status: 201,
    body: z.strictObject({
      kind: z.enum(['webhook', 'slack', 'email']),
      name: z.string().trim().min(1).max(100),
      target: z.string().min(3).max(2_000),
    }),
    response: z.strictObject({ channel: Channel, secret: z.string().nullable() }),
  }),
  removeChannel: operation('DELETE /v1/channels/{id}', {
    ...admin,
    summary: 'Removes a channel.',
    params: IdParams,
    status: 204,
  }),
  testChannel: operation('POST /v1/channels/{id}/test', {
    ...admin,
    summary: 'Sends a test alert through one channel.',
    params: IdParams,
    response: Alert,
    status: 202,
  }),
  listUsers: operation('GET /v1/users', { ...admin, summary: 'People.', query: PageQuery, response: page(User) }),
  inviteUser: operation('POST /v1/users', {
    ...admin,
    summary: 'Adds somebody; the answer has their one-time sign-in link (24 hours).',
    status: 201,
    body: z.strictObject({ name: z.string().trim().min(1).max(100), email: z.email().nullable(), roles: z.array(Role).min(1) }),
    response: z.strictObject({ user: User, link: z.string() }),
  }),
  changeUser: operation('PATCH /v1/users/{id}', {
    ...admin,
    summary: 'Changes roles, or shuts somebody out.',
    params: IdParams,
    ifMatch: true,
    response: User,
    body: z.strictObject({ roles: z.array(Role).min(1).optional(), disabled: z.boolean().optional() }),
  }),
  listKeys: operation('GET /v1/keys', {
    ...admin,
    summary: 'API keys; never the keys themselves.',
    query: PageQuery,
    response: page(ApiKey),
  }),
  addKey: operation('POST /v1/keys', {
    ...admin,
    summary: 'Makes an API key, shown once.',
    status: 201,
    body: z.strictObject({
      name: z.string().trim().min(1).max(100),
      permissions: z.array(Permission).min(1),
      expiresAt: Moment.nullable().default(null),
    }),
    response: z.strictObject({ key: ApiKey, secret: z.string() }),
  }),
  revokeKey: operation('DELETE /v1/keys/{id}', {
    ...admin,
    summary: 'Revokes an API key at once.',
    params: IdParams,
    status: 204,
  }),
  listAudit: operation('GET /v1/audit', {
    tag: 'administration',
    access: 'audit',
    summary: 'Who did what, and who saw what; newest first.',
    query: PageQuery.extend({ by: z.string().max(200).optional(), action: z.string().max(100).optional() }),
    response: page(AuditEntry),
  }),
  listSettings: operation('GET /v1/settings', {
    ...admin,
    summary: 'Every setting: value, where it comes from, what it does.',
    response: z.strictObject({ settings: z.array(Setting) }),
  }),
} as const;

const IntakeAnswer = z.strictObject({
  accepted: z.int(),
  rejected: z.int(),
  problems: z.array(z.strictObject({ code: z.string(), count: z.int(), samples: z.array(z.string()) })),
});
const intake = { tag: 'intake', access: 'intake' } as const;

/** Answered only when everything accepted is stored. Sending a batch again does no harm. */
export const INTAKE_OPERATIONS = {
  intake: operation('POST /v1/intake', {
    ...intake,
    summary: 'Exchanges as lines of JSON in any format that `stillwatch formats` lists; gzip and zstd welcome.',
    query: z.strictObject({ format: z.string().max(50).optional() }),
    accepts: ['application/x-ndjson', 'application/json'],
    body: z.unknown(),
    response: IntakeAnswer,
  }),
  intakeTraces: operation('POST /v1/traces', {
    ...intake,
    summary: 'OTLP/HTTP traces with GenAI spans.',
    accepts: ['application/x-protobuf', 'application/json'],
    body: z.unknown(),
    response: z.unknown(),
  }),
  intakeLogs: operation('POST /v1/logs', {
    ...intake,
    summary: 'OTLP/HTTP logs with GenAI events.',
    accepts: ['application/x-protobuf', 'application/json'],
    body: z.unknown(),
    response: z.unknown(),
  }),
  intakeLitellm: operation('POST /v1/litellm', {
    ...intake,
    summary: 'Batches of LiteLLM’s generic API callback.',
    accepts: ['application/json', 'application/x-ndjson'],
    body: z.unknown(),
    response: IntakeAnswer,
  }),
} as const;
