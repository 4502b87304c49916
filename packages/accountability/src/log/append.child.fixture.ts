// SPDX-License-Identifier: Apache-2.0
/**
 * Appends without end and says what was acknowledged, a line each; started (and killed) by `kill.fixture.ts`.
 * Parameter: folder.
 */
import { writeSync } from 'node:fs';
import { entriesOf, NOW, ORIGIN } from './log.fixture.ts';
import { testSigner } from './keys.fixture.ts';
import { openLog } from './log.ts';

const log = await openLog({
  folder: process.argv[2]!,
  origin: ORIGIN,
  signer: testSigner(ORIGIN),
  clock: { now: () => NOW },
});
writeSync(1, 'opened\n');
for (let round = 0; ; round++) {
  const from = log.size();
  // Callers at the same time: one with a batch, and some with one entry each.
  const batch = 1 + ((round * 7) % 40);
  const work = [entriesOf(from, from + batch), ...entriesOf(from + batch, from + batch + (round % 5)).map((one) => [one])];
  await Promise.all(
    work.map(async (entries) => {
      const appended = await log.append(entries);
      const said = appended.map(({ index }, i) => `entry ${index} ${entries[i]!.key.slice('key '.length)}\n`);
      writeSync(1, said.join(''));
    }),
  );
  if (round % 3 === 0) writeSync(1, `checkpoint ${JSON.stringify(await log.checkpoint())}\n`);
}
