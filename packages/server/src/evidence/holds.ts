// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { Hold, HoldTarget } from '@stillwatch/core/api';
import type { Ledger } from '../ledger/index.ts';
import type { Records } from '../parts.ts';

/** Legal holds as they are at one moment. */
export interface Holds {
  /** The hold on any of these; null where there is none. */
  on(targets: readonly HoldTarget[]): Hold | null;
  readonly all: readonly Hold[];
}

export async function readHolds(records: Pick<Records, 'custody'>): Promise<Holds> {
  const all = await records.custody.activeHolds();
  const byTarget = new Map(all.map((hold) => [keyOf(hold.target), hold]));
  return {
    all,
    on: (targets) => targets.map((target) => byTarget.get(keyOf(target))).find((hold) => hold !== undefined) ?? null,
  };
}

function keyOf({ kind, id }: HoldTarget): string {
  return `${kind} ${id}`;
}

/** Pseudonyms of whom holds lie on: payloads about them are kept. */
export function heldSubjects(holds: Holds, ledger: Pick<Ledger, 'pseudonym'>): string[] {
  return holds.all.flatMap(({ target: { kind, id } }) => {
    if (kind === 'account' || kind === 'campaign') return [ledger.pseudonym({ kind, id })];
    return kind === 'person' ? [ledger.pseudonym({ kind, id, name: '' })] : [];
  });
}

/** What a hold may lie on so that an item of a campaign is held. */
export function targetsOf(kind: 'evidence' | 'dossier', id: string, campaign: string | null): HoldTarget[] {
  return [{ kind, id }, ...(campaign === null ? [] : [{ kind: 'campaign' as const, id: campaign }])];
}

/** @throws AppError EVIDENCE_HELD */
export function refuseHeld(hold: Hold | null): void {
  if (hold === null) return;
  throw new AppError('EVIDENCE_HELD', `the legal hold ${hold.id} forbids this`, {
    hint: 'Another person than who placed it may lift it.',
  });
}
