// SPDX-License-Identifier: Apache-2.0
import type { Permission, ReleaseDetail, Role } from '@stillwatch/core/api';

interface Person {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
}
type ActName = 'approve' | 'counsel' | 'release' | 'redraft' | 'refuse' | 'recall';
export type ReleaseAct = {
  readonly act: ActName /** Why this person may not; null where they may. */;
  readonly refused: string | null;
};

/** How releases name a person: keys can write one too. */
function actorOf({ id }: Person): string {
  return `person:${id}`;
}

/** What can be done with a release in its state, and why somebody may not do it. The node decides; this says so before it is asked. */
export function actsOf(detail: ReleaseDetail, person: Person, permissions: readonly Permission[]): ReleaseAct[] {
  const { state, needsCounsel } = detail.release;
  const may = permissions.includes('release') ? null : 'It needs the releaser or approver role.';
  const plain = (act: ActName): ReleaseAct => ({ act, refused: may });
  switch (state) {
    case 'draft':
      return [
        { act: 'approve', refused: may ?? refuseApproval(detail, person, 'releaser') },
        ...(needsCounsel ? [{ act: 'counsel' as const, refused: may ?? refuseApproval(detail, person, 'counsel') }] : []),
        plain('redraft'),
        plain('refuse'),
      ];
    case 'reviewed':
      return [{ act: 'release', refused: may ?? refuseRelease(detail, person) }, plain('redraft'), plain('refuse')];
    case 'released':
      return [plain('recall')];
    default:
      return [];
  }
}

function refuseApproval({ release, stale }: ReleaseDetail, person: Person, role: 'releaser' | 'counsel'): string | null {
  const self = actorOf(person);
  if (release.author.id === self) return 'You wrote it: somebody else has to agree.';
  // The history is told with names.
  if (release.history.some(({ by, what }) => by === person.name && what.endsWith('drafted'))) {
    return 'You wrote a part of it: somebody else has to agree.';
  }
  const own = release.approvals.find(({ by }) => by === self);
  if (own !== undefined) return `You have agreed as ${own.role}: the other has to be somebody else.`;
  const other = release.approvals.find((approval) => approval.role === role);
  if (other !== undefined) return `${other.name} has agreed as ${role}.`;
  if (role === 'counsel' && !person.roles.includes('approver')) return 'Agreeing as counsel needs the approver role.';
  if (stale) return 'What would leave has changed since it was written: write it anew first.';
  return null;
}

function refuseRelease({ release, stale, preview }: ReleaseDetail, person: Person): string | null {
  const self = actorOf(person);
  if (release.author.id === self) return 'You wrote it: the releaser who agreed lets it leave.';
  if (!release.approvals.some(({ by, role }) => by === self && role === 'releaser')) {
    const releaser = release.approvals.find(({ role }) => role === 'releaser')?.name ?? 'the releaser';
    return `Only ${releaser}, who agreed to it as releaser, lets it leave.`;
  }
  if (stale) return 'What would leave has changed since it was agreed to: write it anew.';
  const stops = preview.findings.filter(({ effect }) => effect === 'stops');
  return stops.length === 0 ? null : `It cannot leave: ${stops.map(({ text }) => text).join('; ')}.`;
}

/** Who has to agree still. */
export function missingApprovals({ needsCounsel, approvals }: ReleaseDetail['release']): ('releaser' | 'counsel')[] {
  const roles = needsCounsel ? (['releaser', 'counsel'] as const) : (['releaser'] as const);
  return roles.filter((role) => !approvals.some((approval) => approval.role === role));
}
