// SPDX-License-Identifier: Apache-2.0
import type { LegalBasis } from '../assertion/assertion.ts';
import type { PreparedRelease, ReleaseRequest } from './prepare.ts';

export type ApprovalRole = 'releaser' | 'counsel';

/** Somebody's agreement to exactly what the digest stands for. */
export interface Approval {
  readonly by: string;
  readonly role: ApprovalRole;
  readonly at: string;
  readonly digest: string;
}

/** A release on its way: draft → reviewed → released → recalled, or refused before it left. */
export interface Release {
  readonly id: string;
  readonly state: 'draft' | 'reviewed' | 'released' | 'refused' | 'recalled';
  readonly author: string;
  /** Of the prepared release that is decided about. */
  readonly digest: string;
  readonly needsCounsel: boolean;
  readonly approvals: readonly Approval[];
  readonly history: readonly {
    readonly at: string;
    readonly by: string;
    readonly what: string;
    readonly reason: string | null;
  }[];
}

/** A step that was taken, or every reason why it may not be. */
export type Step<T = Release> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: 'RELEASE_REFUSED'; readonly reason: string; readonly reasons: readonly string[] };

/** For the transparency log: proves what left, to whom and on what basis, and repeats none of it. */
export interface ReleaseReceipt {
  readonly kind: 'release' | 'recall';
  readonly release: string;
  readonly at: string;
  readonly digest: string;
  readonly author: string;
  readonly approvals: readonly Approval[];
  readonly template: string;
  readonly tlp: string;
  readonly legalBasis: LegalBasis | null;
  readonly copies: readonly { readonly recipient: string; readonly sha256: string; readonly bytes: number }[];
}

interface Act {
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A draft of what was prepared; changing the request means a new draft, and approvals of the old one count no more. */
export function draftRelease(id: string, prepared: PreparedRelease, { by, now }: Act): Release {
  const { digest, needsCounsel } = prepared;
  const history = [{ at: new Date(now).toISOString(), by, what: 'drafted', reason: null }];
  return { id, state: 'draft', author: by, digest, needsCounsel, approvals: [], history };
}

/** Takes what was prepared anew after a change; what was agreed to before is void. */
export function redraftRelease(release: Release, prepared: PreparedRelease, act: Act): Step {
  return step(release, ['draft', 'reviewed'], act, 'redrafted', [], {
    state: 'draft',
    digest: prepared.digest,
    needsCounsel: prepared.needsCounsel,
    approvals: [],
    author: act.by,
  });
}

/** One person agrees. It is reviewed once a releaser has, and the counsel too where that is needed. */
export function approveRelease(release: Release, { digest, role, ...act }: Act & { digest: string; role: ApprovalRole }): Step {
  const reasons: string[] = [];
  if (act.by === '') reasons.push('nobody approves it');
  if (act.by === release.author) reasons.push('its author cannot approve it');
  if (release.history.some(({ what, by }) => what.endsWith('drafted') && by === act.by) && act.by !== release.author) {
    reasons.push('who wrote a part of it cannot approve it');
  }
  if (digest !== release.digest) reasons.push('it is not what is to be released any more');
  if (release.approvals.some(({ by }) => by === act.by)) reasons.push('the same person has approved it already');
  if (release.approvals.some((approval) => approval.role === role)) reasons.push(`the ${role} has approved it already`);
  const approval = { by: act.by, role, at: new Date(act.now).toISOString(), digest };
  const approvals = [...release.approvals, approval];
  const state = missingApprovals(release.needsCounsel, approvals).length === 0 ? 'reviewed' : 'draft';
  return step(release, ['draft'], act, `approved as ${role}`, reasons, { state, approvals });
}

/**
 * Lets it leave. What leaves is prepared anew at this moment, so that a legal basis that has ended since, an embargo, or
 * any change of content stops it.
 */
export function performRelease(
  release: Release,
  request: ReleaseRequest,
  prepared: PreparedRelease,
  act: Act,
): Step<{ release: Release; receipt: ReleaseReceipt }> {
  const reasons = prepared.findings.filter(({ effect }) => effect === 'stops').map(({ rule, text }) => `${rule}: ${text}`);
  if (act.by === '' || act.by === release.author) reasons.push('its author cannot release it');
  if (prepared.digest !== release.digest) reasons.push('what would leave is not what was approved');
  reasons.push(...missingApprovals(prepared.needsCounsel || release.needsCounsel, release.approvals));
  if (!release.approvals.some(({ by, role }) => by === act.by && role === 'releaser'))
    reasons.push('only the releaser who approved it may release it');
  if (release.approvals.some(({ digest }) => digest !== prepared.digest)) reasons.push('an approval is of something else');
  if (prepared.copies.length === 0) reasons.push('there is no copy for anybody');
  const taken = step(release, ['reviewed'], act, 'released', reasons, { state: 'released' });
  if (!taken.ok) return taken;
  return { ok: true, value: { release: taken.value, receipt: receiptOf('release', taken.value, request, prepared, act.now) } };
}

export function refuseRelease(release: Release, { reason, ...act }: Act & { reason: string }): Step {
  const reasons = reason.trim() === '' ? ['a refusal needs a reason'] : [];
  return step(release, ['draft', 'reviewed'], act, 'refused', reasons, { state: 'refused' }, reason);
}

/** Anybody may call back; one pair of eyes is enough to stop harm. */
export function recallRelease(
  release: Release,
  request: ReleaseRequest,
  prepared: PreparedRelease,
  { reason, ...act }: Act & { reason: string },
): Step<{ release: Release; receipt: ReleaseReceipt }> {
  const reasons = reason.trim() === '' ? ['a recall needs a reason'] : [];
  const taken = step(release, ['released'], act, 'recalled', reasons, { state: 'recalled' }, reason);
  if (!taken.ok) return taken;
  return { ok: true, value: { release: taken.value, receipt: receiptOf('recall', taken.value, request, prepared, act.now) } };
}

function missingApprovals(needsCounsel: boolean, approvals: readonly Approval[]): string[] {
  const roles: readonly ApprovalRole[] = needsCounsel ? ['releaser', 'counsel'] : ['releaser'];
  return roles.filter((role) => !approvals.some((one) => one.role === role)).map((role) => `the ${role} has not approved it`);
}

function step(
  release: Release,
  from: readonly Release['state'][],
  { by, now }: Act,
  what: string,
  reasons: readonly string[],
  changes: Partial<Release>,
  reason: string | null = null,
): Step {
  const all = from.includes(release.state) ? reasons : [`it is ${release.state}`, ...reasons];
  if (all.length > 0) return { ok: false, code: 'RELEASE_REFUSED', reason: all.join('; '), reasons: all };
  const history = [...release.history, { at: new Date(now).toISOString(), by, what, reason }];
  return { ok: true, value: { ...release, ...changes, history } };
}

function receiptOf(
  kind: ReleaseReceipt['kind'],
  { id, digest, author, approvals }: Release,
  { template, legalBasis }: ReleaseRequest,
  { tlp, copies }: PreparedRelease,
  now: number,
): ReleaseReceipt {
  return {
    kind,
    release: id,
    at: new Date(now).toISOString(),
    digest,
    author,
    approvals,
    template: template.name,
    tlp,
    legalBasis,
    copies: copies.map(({ recipient, sha256, bytes }) => ({ recipient, sha256, bytes: bytes.length })),
  };
}
