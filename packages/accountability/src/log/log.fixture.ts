// SPDX-License-Identifier: Apache-2.0
import { testCosigner, testSigner } from './keys.fixture.ts';
import { formatVerifierKey } from './keys.ts';
import { openLog } from './log.ts';
import type { LogOptions, TransparencyLog } from './transparency-log.ts';
import { MemoryDisk } from './memory-disk.fixture.ts';
import { parsePolicy, type Policy } from './policy.ts';
import type { NewEntry } from './writer.ts';

export const ORIGIN = 'node1.example/evidence';
/** POSIX milliseconds */
export const NOW = 1_790_000_000_000;

/** The policy that both of these witnesses have to sign. */
export const WITNESSES = [testCosigner('w1.example'), testCosigner('w2.example')] as const;

export function testPolicy(quorum = 'both'): Policy {
  const witnesses = WITNESSES.map(({ key }, i) => `witness w${i + 1} ${formatVerifierKey(key)} https://w${i + 1}.example/`);
  const log = `log ${formatVerifierKey(testSigner(ORIGIN).key)}`;
  return parsePolicy([log, ...witnesses, 'group both all w1 w2', `quorum ${quorum}`].join('\n'));
}

export function openTestLog(disk: MemoryDisk, options: Partial<LogOptions> = {}): Promise<TransparencyLog> {
  return openLog({ folder: 'log', origin: ORIGIN, signer: testSigner(ORIGIN), clock: { now: () => NOW }, disk, ...options });
}

export const entryOf = (i: number): Uint8Array => new Uint8Array(Buffer.from(`{"entry":${i}}`));

/** Entries `[from, to)`; their keys are `key <index>`. */
export function entriesOf(from: number, to: number): NewEntry[] {
  return Array.from({ length: to - from }, (_, i) => ({ key: `key ${from + i}`, entry: entryOf(from + i) }));
}

/** A log in memory with this many entries. */
export async function logOf(
  size: number,
  options: Partial<LogOptions> = {},
): Promise<{ disk: MemoryDisk; log: TransparencyLog }> {
  const disk = new MemoryDisk();
  const log = await openTestLog(disk, options);
  if (size > 0) await log.append(entriesOf(0, size));
  return { disk, log };
}
