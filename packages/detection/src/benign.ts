// SPDX-License-Identifier: Apache-2.0
import { type Cohort, countOwners } from './cohort.ts';
import { type DetectionContext, repeatedTexts } from './context.ts';
import { countBy } from './count.ts';
import { largestPlaceShare } from './evidence/place.ts';

/** One benign explanation that was considered, with what it takes off (zero or negative bits). */
export interface BenignExplanation {
  readonly kind: string;
  readonly bits: number;
  readonly statement: string;
}

/** Uses that an operator records about a customer and that look like extraction without being it. */
const DECLARED = /synthetic|evaluat|benchmark|red.?team|resell|resale|aggregat|research|distill|data.?generation|licen[cs]ed?/i;

/** What customers say of themselves is a claim, and attackers lie: it counts, but it does not decide. Bits. */
const CLAIM_BITS = 6;

/** Is this account in the registry of authorisations? Then it is never named. */
export function isAuthorised(context: DetectionContext, account: number): boolean {
  return context.table.accounts.authorised[account] !== '';
}

/** Everything that could explain the cohort without an operator who extracts; each line says what was found. */
export function explainBenignly(context: DetectionContext, cohort: Cohort, rows: Uint32Array): BenignExplanation[] {
  const { accounts } = cohort;
  const found: BenignExplanation[] = [];
  const { authorised, declaredUse } = context.table.accounts;
  const count = (holds: (account: number) => boolean): number =>
    accounts.reduce((sum, account) => sum + (holds(account) ? 1 : 0), 0);
  const registered = count((account) => authorised[account] !== '');
  found.push({
    kind: 'authorised',
    bits: -30 * (registered / accounts.length),
    statement: `${registered} of ${accounts.length} accounts are in the registry of authorisations`,
  });
  const claimed = count((account) => DECLARED.test(declaredUse[account]!));
  found.push({
    kind: 'declared-use',
    bits: -CLAIM_BITS * (claimed / accounts.length),
    statement: `${claimed} of ${accounts.length} accounts declare evaluation, synthetic data, research or resale as their use`,
  });
  const owners = countOwners(context, accounts);
  const largest = largestOwnerShare(context, accounts);
  found.push({
    kind: 'one-organisation',
    bits: largest >= 0.5 || owners < 4 ? -30 : -10 * Math.max(0, largest - 0.2),
    statement: `the accounts belong to ${owners} ${owners === 1 ? 'owner' : 'owners'}; the largest declared organisation has ${(100 * largest).toFixed(0)} %`,
  });
  const { different, share } = repeatedTexts(context.table, openingRows(context, rows));
  const perAccount = different / Math.max(1, accounts.length);
  // A class repeats a handful of texts; a public benchmark is a long list that each of its users works through.
  const same = share >= 0.4 && perAccount < 6;
  found.push({
    kind: same || share < 0.3 ? 'same-exercise' : 'public-corpus',
    bits: same ? -14 * share : share >= 0.3 ? -9 * share : 0,
    statement: `${(100 * share).toFixed(0)} % of the exchanges repeat a text that another account sent (${different.toLocaleString('en')} different texts)`,
  });
  const place = largestPlaceShare(context, accounts);
  found.push({
    kind: 'one-place',
    bits: place > 0.5 ? -10 * place : 0,
    statement: `${(100 * place).toFixed(0)} % of the accounts come from one network that is no data centre`,
  });
  const night = nightlyShare(context, rows);
  found.push({
    kind: 'nightly-job',
    bits: night >= 0.8 ? -12 * night : 0,
    statement: `${(100 * night).toFixed(0)} % of the exchanges fall into the same three hours of the day, on several days`,
  });
  const sitting = sittingShare(context, rows);
  found.push({
    kind: 'one-sitting',
    bits: sitting >= 0.9 ? -10 * Math.min(1, SITTING_ROWS / Math.max(1, rows.length)) : 0,
    statement: `${(100 * sitting).toFixed(0)} % of the ${rows.length.toLocaleString('en')} exchanges fall into one sitting of ${SITTING_HOURS} hours, as in a lesson or a workshop`,
  });
  const talk = conversationShare(context, rows);
  found.push({
    kind: 'conversation',
    bits: talk > 0.3 ? -4 * talk : 0,
    statement: `${(100 * talk).toFixed(0)} % of the exchanges continue a conversation`,
  });
  return found;
}

function largestOwnerShare(context: DetectionContext, accounts: Uint32Array): number {
  const counts = countBy(accounts, (account) => context.ownerOf[account]!);
  return Math.max(...counts.values()) / accounts.length;
}

/** Rows that open a conversation, where there are enough of them: "go on" is said by everybody. */
function openingRows(context: DetectionContext, rows: Uint32Array): Uint32Array {
  const opening = rows.filter((row) => context.table.exchanges.turns[row]! <= 1);
  return opening.length * 10 >= rows.length ? opening : rows;
}

/** Hours of the day that a scheduled job may take. */
const JOB_HOURS = 3;

/** Share of the rows within the best three hours of the day (UTC), where they lie on at least three days; else 0. */
function nightlyShare(context: DetectionContext, rows: Uint32Array): number {
  const hours = new Uint32Array(24);
  const days = new Set<number>();
  for (const row of rows) {
    const t = context.table.exchanges.ts[row]!;
    hours[Math.floor(t / 3600) % 24]!++;
    days.add(Math.floor(t / 86_400));
  }
  if (days.size < 3) return 0;
  let most = 0;
  for (let hour = 0; hour < 24; hour++) {
    let sum = 0;
    for (let k = 0; k < JOB_HOURS; k++) sum += hours[(hour + k) % 24]!;
    most = Math.max(most, sum);
  }
  return most / Math.max(1, rows.length);
}

/** A lesson, a workshop, an evening: how long it takes, and how much comes of it. */
const SITTING_HOURS = 3;
const SITTING_ROWS = 1_000;

/** Largest share of the rows within so many hours. */
function sittingShare(context: DetectionContext, rows: Uint32Array): number {
  const times = Uint32Array.from(rows, (row) => context.table.exchanges.ts[row]!).sort();
  let most = 0;
  for (let low = 0, high = 0; high < times.length; high++) {
    while (times[high]! - times[low]! > SITTING_HOURS * 3600) low++;
    most = Math.max(most, high - low + 1);
  }
  return most / Math.max(1, times.length);
}

function conversationShare(context: DetectionContext, rows: Uint32Array): number {
  let continued = 0;
  for (const row of rows) if (context.table.exchanges.turns[row]! > 2) continued++;
  return rows.length === 0 ? 0 : continued / rows.length;
}
