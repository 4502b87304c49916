// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { Evidence } from '../evidence/index.ts';
import { type Ledger, NODE } from '../ledger/index.ts';
import { readAll } from '../pages.ts';
import type { Records } from '../parts.ts';
import type { CaseFile } from './compose.ts';

interface CaseParts {
  readonly records: Records;
  readonly ledger: Pick<Ledger, 'pseudonym'>;
  readonly evidence: Pick<Evidence, 'list' | 'found'>;
}

/**
 * Everything that the node keeps about a campaign.
 * @throws AppError NOT_FOUND where there is no such campaign, or no hunt of which the figures are still known.
 */
export async function readCase({ records, ledger, evidence }: CaseParts, campaign: string): Promise<CaseFile> {
  const record = await records.campaigns.get(campaign);
  if (record === null) throw new AppError('NOT_FOUND', 'there is no such campaign');
  const { finding } = record;
  const hunts = await records.hunts.list({ limit: 50 });
  const hunt = hunts.items.find(({ status, summary, window }) => status === 'done' && summary !== null && window !== null);
  if (hunt?.summary == null || hunt.window === null) throw new AppError('NOT_FOUND', 'there has been no hunt yet');
  const at = hunt.finishedAt ?? hunt.startedAt;
  if ((await evidence.list(campaign, { limit: 1 })).items.length === 0) {
    // Found before there was custody: it is taken into custody as it stands.
    await evidence.found(finding, ['found'], { id: hunt.id, at: Date.parse(at) });
  }
  const review = await records.reviews.ofCampaign(campaign);
  const { summary, window, exchanges, accounts } = hunt;
  return {
    finding,
    hunt: { window, exchanges, accounts, calibration: summary.calibration, thresholds: summary.thresholds, at },
    evidence: await readAll((page) => evidence.list(campaign, page)),
    decisions:
      review?.decision == null || review.decidedAt === null
        ? []
        : [
            {
              at: new Date(review.decidedAt).toISOString(),
              by: await pseudonymOfName(records, ledger, review.decidedBy ?? ''),
              decision: review.decision,
              reason: review.reason ?? '',
            },
          ],
    authorisations: (await readAll((page) => records.exceptions.allowed(page))).map(({ entry }) => entry),
    checkedBy: ledger.pseudonym(NODE),
  };
}

/** Records name people; a dossier does not. */
async function pseudonymOfName(records: Records, ledger: Pick<Ledger, 'pseudonym'>, name: string): Promise<string> {
  const people = await readAll((page) => records.people.users(page));
  const user = people.find((one) => one.name === name);
  return user === undefined ? 'system:unknown' : ledger.pseudonym({ kind: 'person', id: user.id, name });
}
