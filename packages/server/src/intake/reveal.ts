// SPDX-License-Identifier: Apache-2.0
import type { ExchangeRef } from '@stillwatch/traffic';
import { readSpan } from './followed-file.ts';
import type { Follower } from './follow.ts';
import type { Journal } from './journal.ts';
import type { FindJob, Text } from './messages.ts';

/** Read beyond a stretch whose ends are not known to be those of lines. */
const BEYOND = 1 << 20;
/** Bytes searched for one text; who asked is waiting. */
const MAX_SEARCHED = 1 << 30;

/**
 * The text of one exchange, from followed files that are still there, else from the journal; null where it is not
 * kept, or not found within a gigabyte of what was logged around its second.
 */
export async function findText(
  ref: ExchangeRef,
  follower: Follower | null,
  journal: Journal,
  find: (job: FindJob) => Promise<Text | null>,
): Promise<Text | null> {
  let searched = 0;
  for (const { path, format, mapping, span } of follower?.places(ref.second) ?? []) {
    if (searched > MAX_SEARCHED) break;
    const bytes = span === null ? null : await readSpan(path, span.offset, span.length + (span.to === 0 ? BEYOND : 0));
    if (span !== null && bytes === null) continue;
    searched += bytes?.length ?? 0;
    const where = bytes === null ? { path } : { bytes };
    // A file that vanished or was damaged since holds nothing to reveal.
    const text = await find({ kind: 'find', where, format, mapping, ref }).catch(() => null);
    if (text !== null) return text;
  }
  for await (const frame of journal.frames(ref.second)) {
    searched += frame.length;
    if (searched > MAX_SEARCHED) break;
    const text = await find({ kind: 'find', where: { frame }, format: '', mapping: null, ref }).catch(() => null);
    if (text !== null) return text;
  }
  return null;
}
