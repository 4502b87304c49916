// SPDX-License-Identifier: Apache-2.0
import type { Exchange } from '@stillwatch/core';
import { readSpan } from './followed-file.ts';
import type { Follower } from './follow.ts';
import type { Journal } from './journal.ts';
import type { SampleJob } from './messages.ts';

/** Exchanges of all accounts together, and of one. */
const MOST = 400;
const EACH = 4;
/** Bytes read for one campaign's examples: they are a courtesy, not evidence. */
const MAX_READ = 64 << 20;
/** Read beyond a stretch whose ends are not known to be those of lines. */
const BEYOND = 1 << 20;

/** Some exchanges of these accounts (pseudonyms), the newest places first, where text is kept. */
export async function sampleTexts(
  accounts: readonly bigint[],
  follower: Follower | null,
  journal: Journal,
  sample: (job: SampleJob) => Promise<readonly Exchange[]>,
): Promise<Exchange[]> {
  const found: Exchange[] = [];
  let read = 0;
  const take = async (place: Pick<SampleJob, 'where' | 'format' | 'mapping'>): Promise<void> => {
    const job: SampleJob = { kind: 'sample', ...place, accounts, most: MOST - found.length, each: EACH };
    // A place that vanished or was damaged since has no example to give.
    found.push(...(await sample(job).catch(() => [])));
  };
  for (const { path, format, mapping, span } of (follower?.places(null) ?? []).toReversed()) {
    if (found.length >= MOST || read > MAX_READ) return found;
    const bytes = span === null ? null : await readSpan(path, span.offset, span.length + (span.to === 0 ? BEYOND : 0));
    if (span !== null && bytes === null) continue;
    read += bytes?.length ?? 0;
    await take({ where: bytes === null ? { path } : { bytes }, format, mapping });
  }
  for await (const frame of journal.frames(null)) {
    if (found.length >= MOST || read > MAX_READ) return found;
    read += frame.length;
    await take({ where: { frame }, format: '', mapping: null });
  }
  return found;
}
