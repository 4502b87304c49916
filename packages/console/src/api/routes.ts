// SPDX-License-Identifier: Apache-2.0
import type { API, OperationId } from '@stillwatch/core/api';

type LineOf<K extends OperationId> = `${(typeof API)[K]['method']} ${(typeof API)[K]['path']}`;

/**
 * Method and path of the operations that the console calls. The contract itself stays out of the bundle; its literal
 * types check every line here, so that this table cannot drift from it.
 */
export const ROUTES = {
  signInOptions: 'GET /v1/sign-in',
  signInByLink: 'POST /v1/session',
  getSession: 'GET /v1/session',
  signOut: 'DELETE /v1/session',
  overview: 'GET /v1/overview',
  listHunts: 'GET /v1/hunts',
  startHunt: 'POST /v1/hunts',
  listAlerts: 'GET /v1/alerts',
  replayAlert: 'POST /v1/alerts/{id}/replay',
  listChannels: 'GET /v1/channels',
  addChannel: 'POST /v1/channels',
  removeChannel: 'DELETE /v1/channels/{id}',
  testChannel: 'POST /v1/channels/{id}/test',
  listUsers: 'GET /v1/users',
  inviteUser: 'POST /v1/users',
  changeUser: 'PATCH /v1/users/{id}',
  listKeys: 'GET /v1/keys',
  addKey: 'POST /v1/keys',
  revokeKey: 'DELETE /v1/keys/{id}',
  listAudit: 'GET /v1/audit',
  listSettings: 'GET /v1/settings',
  listCampaigns: 'GET /v1/campaigns',
  getCampaign: 'GET /v1/campaigns/{id}',
  listCampaignAccounts: 'GET /v1/campaigns/{id}/accounts',
  listCampaignEvents: 'GET /v1/campaigns/{id}/events',
  whatIf: 'GET /v1/campaigns/{id}/what-if',
  addComment: 'POST /v1/campaigns/{id}/comments',
  viewTraffic: 'GET /v1/traffic',
  listExchanges: 'GET /v1/exchanges',
  revealExchange: 'POST /v1/exchanges/{id}/reveal',
  listAccounts: 'GET /v1/accounts',
  getAccount: 'GET /v1/accounts/{id}',
  listTemplates: 'GET /v1/templates',
  listReviews: 'GET /v1/reviews',
  getReview: 'GET /v1/reviews/{id}',
  claimReview: 'POST /v1/reviews/{id}/claim',
  releaseReview: 'DELETE /v1/reviews/{id}/claim',
  decideReview: 'POST /v1/reviews/{id}/decision',
  labelAccount: 'PUT /v1/accounts/{id}/label',
  listSuppressions: 'GET /v1/suppressions',
  addSuppression: 'POST /v1/suppressions',
  removeSuppression: 'DELETE /v1/suppressions/{id}',
  listAllowed: 'GET /v1/authorisations',
  previewAllowed: 'POST /v1/authorisations/preview',
  addAllowed: 'POST /v1/authorisations',
  removeAllowed: 'DELETE /v1/authorisations/{id}',
  getLog: 'GET /v1/log',
  listLeaves: 'GET /v1/log/leaves',
  getLeaf: 'GET /v1/log/leaves/{index}',
  auditLog: 'POST /v1/log/audit',
  listEvidence: 'GET /v1/campaigns/{id}/evidence',
  listHolds: 'GET /v1/holds',
  placeHold: 'POST /v1/holds',
  liftHold: 'POST /v1/holds/{id}/lift',
  eraseSubject: 'POST /v1/erasures',
  listDossiers: 'GET /v1/dossiers',
  previewDossier: 'POST /v1/dossiers/preview',
  buildDossier: 'POST /v1/dossiers',
  getDossier: 'GET /v1/dossiers/{id}',
  verifyDossier: 'GET /v1/dossiers/{id}/verification',
  deleteDossier: 'DELETE /v1/dossiers/{id}',
} as const satisfies { readonly [K in OperationId]?: LineOf<K> };

/** Operations that answer with a file. */
export const FILES = {
  proveLeaf: 'GET /v1/log/leaves/{index}/proof',
  downloadDossier: 'GET /v1/dossiers/{id}/download',
} as const satisfies { readonly [K in OperationId]?: LineOf<K> };

export type Called = keyof typeof ROUTES;
