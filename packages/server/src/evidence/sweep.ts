// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../config/index.ts';
import { type Ledger, NODE } from '../ledger/index.ts';
import type { Clock, Records } from '../parts.ts';
import type { Rebuild } from './erase.ts';
import { heldSubjects, readHolds, targetsOf } from './holds.ts';

interface SweepParts {
  readonly records: Records;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly config: Pick<Config, 'retention'>;
  readonly dossiers: Rebuild;
}

/** Lets go of what has been kept for long enough. What a legal hold lies on stays until it is lifted. */
export async function sweep({ records, ledger, clock, config, dossiers }: SweepParts): Promise<void> {
  const now = clock.now();
  const holds = await readHolds(records);
  const isFree = (kind: 'evidence' | 'dossier', id: string, campaign: string | null): boolean =>
    holds.on(targetsOf(kind, id, campaign)) === null;
  const items = (await records.custody.overdue(now)).filter(({ id, campaign }) => isFree('evidence', id, campaign));
  const files = (await records.dossiers.overdue(now)).filter(({ dossier: { id, campaign } }) => isFree('dossier', id, campaign));
  if (items.length + files.length > 0) {
    // In the log first: what is gone cannot be told of any more.
    await ledger.record({
      kind: 'deletion',
      actor: NODE,
      subject: null,
      payload: {
        what: `${items.length} evidence items, ${files.length} dossiers`,
        reason: 'kept for as long as they had to be',
        items: [...items.map(({ id }) => id), ...files.map(({ dossier: { id } }) => id)],
      },
      key: `retention ${now}`,
      at: now,
    });
  }
  for (const { id } of items) {
    await records.custody.remove(id, 'expired');
    await records.custody.addDeed(id, { at: now, by: ledger.pseudonym(NODE), what: 'retention ended', hash: null });
  }
  for (const record of files) await dossiers.remove(record);
  await records.vault.expire(now - config.retention.payloads, heldSubjects(holds, ledger));
}
