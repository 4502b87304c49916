// SPDX-License-Identifier: Apache-2.0
import type { Erasure, HoldTarget } from '@stillwatch/core/api';
import type { Ledger } from '../ledger/index.ts';
import type { Clock, DossierRecord, Records } from '../parts.ts';
import { readHolds, refuseHeld, targetsOf } from './holds.ts';

/** What can be done to the files of a dossier. */
export interface Rebuild {
  /** Builds a dossier again without what it has about somebody, by any of their names; the stored bytes are replaced. */
  withhold(record: DossierRecord, names: readonly string[]): Promise<void>;
  /** Removes its files; what is known of it stays. */
  remove(record: DossierRecord): Promise<void>;
}

interface EraseParts {
  readonly records: Records;
  readonly ledger: Pick<Ledger, 'pseudonym' | 'vault'>;
  readonly clock: Clock;
  readonly dossiers: Rebuild;
}

/**
 * Makes what the log keeps about an account or a person unreadable, for good: dossiers are rebuilt without it, then key and
 * salts are destroyed. Leaves stay, and with them every proof. Done again after it was cut short, it does the rest.
 * @throws AppError EVIDENCE_HELD where a legal hold lies on them, their campaign, or a dossier about them.
 */
export async function eraseSubject(parts: EraseParts, whose: { kind: 'account' | 'person'; id: string }): Promise<Erasure> {
  const { records, ledger, clock, dossiers } = parts;
  const subject = ledger.pseudonym(
    whose.kind === 'account' ? { kind: 'account', id: whose.id } : { ...whose, kind: 'person', name: '' },
  );
  const about = await records.dossiers.about(subject);
  const membership = whose.kind === 'account' ? await records.campaigns.membership(whose.id) : null;
  const targets: HoldTarget[] = [
    whose,
    ...(membership === null ? [] : [{ kind: 'campaign' as const, id: membership.campaign }]),
    ...about.flatMap(({ dossier }) => targetsOf('dossier', dossier.id, dossier.campaign)),
  ];
  refuseHeld((await readHolds(records)).on(targets));
  for (const record of about) await dossiers.withhold(record, [subject, whose.id]);
  const at = clock.now();
  ledger.vault.forget(subject);
  const { payloads, evidence } = await records.vault.erase(subject, at);
  ledger.vault.forget(subject);
  for (const id of evidence) await records.custody.addDeed(id, { at, by: 'system:node', what: 'content erased', hash: null });
  return { subject, at: new Date(at).toISOString(), payloads, dossiers: about.length };
}
