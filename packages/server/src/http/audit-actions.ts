// SPDX-License-Identifier: Apache-2.0
/** What the audit trail records: every change and every view of unmasked data. Names are stable. */
export const AUDIT_ACTIONS = {
  'session.started': 'Somebody signed in; the object is the person.',
  'session.ended': 'Somebody signed out.',
  'exchange.revealed': 'The text of an exchange was asked for, whether any is kept or not.',
  'campaign.commented': 'A remark was written into a campaign’s history.',
  'campaign.suppressed': 'Alerts of a campaign were silenced; the object is the campaign.',
  'suppression.removed': 'A suppression was lifted.',
  'review.claimed': 'A review was taken.',
  'review.released': 'A review was given back.',
  'review.decided': 'A campaign was decided; the reason is the reviewer’s.',
  'review.closed': 'A review was closed by itself, because what it rested on is gone; the reason says what.',
  'account.labelled': 'An account got an analyst’s label.',
  'authorisation.added': 'An account or organisation may do what looks like extraction.',
  'authorisation.removed': 'An authorisation was removed.',
  'hunt.requested': 'A hunt was asked for.',
  'alert.replayed': 'An alert was sent again.',
  'channel.added': 'A channel for alerts was added.',
  'channel.removed': 'A channel for alerts was removed.',
  'channel.tested': 'A test alert was sent.',
  'user.added': 'A person was added; by the identity provider, where they are new.',
  'user.changed': 'Roles of a person were changed, or they were shut out or let in again.',
  'key.created': 'An API key was made.',
  'key.revoked': 'An API key was revoked.',
  'log.audited': 'The transparency log was audited; the reason says how it went.',
  'hold.placed': 'A legal hold was placed; the object is what it lies on, and its id.',
  'hold.lifted': 'A legal hold was lifted.',
  'subject.erased': 'What the log keeps about somebody was to be made unreadable; the object is their pseudonym.',
  'dossier.built': 'A dossier was built; the reason is that of whoever built it.',
  'dossier.downloaded': 'A dossier left the node as a file.',
  'dossier.deleted': 'The files of a dossier were deleted.',
  'peer.added': 'A partner was added; the reason is its organisation.',
  'peer.changed': 'A partner was changed; the reason names what.',
  'peer.removed': 'A partner was removed.',
  'peer.credential': 'A partner’s credential was issued or revoked.',
  'peer.pulled': 'A partner was asked for what is new.',
  'report.accepted': 'Somebody found right what partners report; the object is its STIX id.',
  'report.disputed': 'Somebody found wrong what partners report.',
  'report.sighted': 'Partners were told that it was seen here too.',
  'report.imported': 'A file of intelligence was taken in; the object is whose say it is.',
  'release.drafted': 'A release was written, or written anew; the reason is its campaign.',
  'release.approved': 'Somebody agreed to a release; the reason is as what.',
  'release.released': 'A release left the node; the reason is the digest of what left.',
  'release.refused': 'A release was stopped before it left.',
  'release.recalled': 'A release was taken back.',
  'release.downloaded': 'A recipient’s copy of a release left the node as a file.',
  'intelligence.exported': 'What was released of a campaign left the node as a file.',
  'match.started': 'A private matching run was begun; the object is the partner and the kind.',
  'match.values': 'The list of values for private matching was changed.',
} as const;
export type AuditAction = keyof typeof AUDIT_ACTIONS;

/** Text of `docs/reference/audit.md`. */
export function documentAudit(): string {
  const rows = Object.entries(AUDIT_ACTIONS).map(([name, about]) => `| \`${name}\` | ${about} |`);
  return `# The audit trail

Every change, and every view of the text of an exchange, is written down before its answer is sent: when, who (a person’s name,
or \`key:\` and the name of an API key; \`sharing\` where the node closed a review by itself, which has no request), what, on
what, why, and the id of the request. Auditors and administrators read it at
\`GET /v1/audit\`; nothing changes or removes an entry. It holds no text of exchanges.

Names of actions are stable. This table is that of \`packages/server/src/http/audit-actions.ts\`; a test keeps them equal.

| Action | Meaning |
|---|---|
${rows.join('\n')}
`;
}
