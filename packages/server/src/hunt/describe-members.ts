// SPDX-License-Identifier: Apache-2.0
import type { CampaignMember } from '@stillwatch/core/api';
import type { DetectedCampaign, DetectionContext, LoadedWindow } from '@stillwatch/detection';
import { iso, round } from './units.ts';

/** Why each account belongs, the strongest first; exchanges and times are those within the campaign. */
export function describeMembers(context: DetectionContext, found: DetectedCampaign, loaded: LoadedWindow): CampaignMember[] {
  const { exchanges, accounts } = context.table;
  const seen = new Map<number, { exchanges: number; first: number; last: number }>();
  for (const row of found.judgement.rows) {
    const account = exchanges.account[row]!;
    const ts = exchanges.ts[row]!;
    const known = seen.get(account);
    if (known === undefined) seen.set(account, { exchanges: 1, first: ts, last: ts });
    else {
      known.exchanges++;
      known.first = Math.min(known.first, ts);
      known.last = Math.max(known.last, ts);
    }
  }
  return found.members
    .map(({ account, total, template, identity, place, synchrony, intent }) => {
      // An account may belong by its cards alone and have sent nothing with the campaign's templates: its own times then.
      const own = seen.get(account) ?? {
        exchanges: 0,
        first: exchanges.ts[exchanges.rowStart[account]!]!,
        last: exchanges.ts[exchanges.rowStart[account + 1]! - 1]!,
      };
      return {
        account: loaded.accountName(account),
        exchanges: own.exchanges,
        bits: round(total),
        parts: {
          template: round(template),
          identity: round(identity),
          place: round(place),
          synchrony: round(synchrony),
          intent: round(intent),
        },
        plan: accounts.plan[account]!,
        firstSeen: iso(own.first),
        lastSeen: iso(own.last),
      };
    })
    .sort((a, b) => b.bits - a.bits || (a.account < b.account ? -1 : 1));
}
