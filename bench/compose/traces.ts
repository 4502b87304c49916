// SPDX-License-Identifier: Apache-2.0
/** Real arrivals: gaps of a service's request stream, and the turns of real conversations. */
export interface ArrivalTraces {
  /** Gaps between consecutive requests of the Azure traces, ms, in order. */
  readonly chatGapsMs: Float64Array;
  readonly codeGapsMs: Float64Array;
  /** Mooncake conversations: milliseconds from each turn to the next; one turn = no gap. */
  readonly sessions: readonly (readonly number[])[];
}

/** Gaps of a CSV `TIMESTAMP,ContextTokens,GeneratedTokens` with seven fractional digits and no zone. */
export function readGaps(csv: string): Float64Array {
  const rows = csv.split('\n');
  const times: number[] = [];
  for (let i = 1; i < rows.length; i++) {
    const stamp = rows[i]!.slice(0, 27);
    if (stamp.length < 20) continue;
    const whole = Date.parse(`${stamp.slice(0, 10)}T${stamp.slice(11, 19)}Z`);
    times.push(whole + Number(`0${stamp.slice(19, 27)}`) * 1000);
  }
  times.sort((a, b) => a - b);
  const gaps = new Float64Array(Math.max(0, times.length - 1));
  for (let i = 0; i < gaps.length; i++) gaps[i] = times[i + 1]! - times[i]!;
  return gaps;
}

/** A block in more rows than this is a common system prompt, not a conversation. */
const COMMON_BLOCK_ROWS = 40;

/** Conversations of a Mooncake trace: a row continues the latest row that holds its longest known, uncommon prefix block. */
export function readSessions(jsonl: string): number[][] {
  const rows = jsonl
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { timestamp: number; hash_ids: number[] });
  const uses = new Map<number, number>();
  for (const row of rows) for (const id of row.hash_ids) uses.set(id, (uses.get(id) ?? 0) + 1);
  const holder = new Map<number, number>();
  const session = new Int32Array(rows.length);
  const last: number[] = [];
  const sessions: number[][] = [];
  for (const [i, row] of rows.entries()) {
    let parent = -1;
    for (let j = row.hash_ids.length - 1; j >= 0 && parent < 0; j--) {
      const id = row.hash_ids[j]!;
      if (uses.get(id)! <= COMMON_BLOCK_ROWS) parent = holder.get(id) ?? -1;
    }
    if (parent < 0) {
      session[i] = sessions.length;
      sessions.push([]);
      last.push(row.timestamp);
    } else {
      const s = session[parent]!;
      session[i] = s;
      // Two turns in one moment are a retry; a person takes at least seconds.
      sessions[s]!.push(Math.max(3_000, row.timestamp - last[s]!));
      last[s] = row.timestamp;
    }
    for (const id of row.hash_ids) holder.set(id, i);
  }
  return sessions;
}
