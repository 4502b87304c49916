// SPDX-License-Identifier: Apache-2.0
import type { EvidenceItem, Hold, HoldTarget, Permission } from '@stillwatch/core/api';

export interface CustodyStep {
  readonly at: string;
  readonly by: string;
  readonly what: string;
  /** Hash that was made, where something was. */
  readonly hash: string | null;
  readonly kind: 'collected' | 'changed' | 'seen';
}

/** Chain of custody of an item: how it came, what was made of it, who saw it, oldest first. */
export function chainOf(item: EvidenceItem): CustodyStep[] {
  const steps: CustodyStep[] = [
    { at: item.at, by: item.collector, what: 'taken into custody', hash: item.hash, kind: 'collected' },
    ...item.transformations.map((step) => ({ ...step, kind: 'changed' as const })),
    ...item.access.map((step) => ({ ...step, hash: null, kind: 'seen' as const })),
  ];
  return steps.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Holds that stand, on any of these. */
export function holdsOn(holds: readonly Hold[], targets: readonly HoldTarget[]): Hold[] {
  const keys = new Set(targets.map(({ kind, id }) => `${kind} ${id}`));
  return holds.filter(({ liftedAt, target }) => liftedAt === null && keys.has(`${target.kind} ${target.id}`));
}

/** Why somebody may not lift a hold; null where they may. */
export function refuseLift(hold: Hold, user: { readonly name: string }, permissions: readonly Permission[]): string | null {
  if (hold.liftedAt !== null) return 'It is lifted already.';
  if (!permissions.includes('allow')) return 'Lifting needs the approver role.';
  if (hold.by === user.name) return 'You placed it: another approver lifts it.';
  return null;
}

/** When an item goes, in words that stand before its date; null where no date counts. */
export function nameRetention({ gone, held, retainUntil }: Pick<EvidenceItem, 'gone' | 'held' | 'retainUntil'>): {
  readonly text: string;
  readonly until: string | null;
} {
  if (gone !== null) return { text: GONE[gone], until: null };
  if (held) return { text: 'kept while a hold lies on it', until: null };
  if (retainUntil === null) return { text: 'kept until somebody decides', until: null };
  return { text: 'kept until', until: retainUntil };
}

const GONE: Readonly<Record<NonNullable<EvidenceItem['gone']>, string>> = {
  erased: 'content erased; hash and history stay',
  expired: 'content gone, its time was over; hash and history stay',
  deleted: 'content deleted; hash and history stay',
};
