// SPDX-License-Identifier: Apache-2.0
/**
 * Writes records without end and says what was acknowledged, a line each; started (and killed) by `crash.test.ts`.
 * Parameters: folder, name of this writer.
 */
import { writeSync } from 'node:fs';
import { AT, sampleHunt, sampleUpdate } from './contract/samples.fixture.ts';
import { openRecords } from './open.ts';

const [folder, name] = process.argv.slice(2) as [string, string];
const records = await openRecords({ url: null, folder, clock: { now: () => Date.now() } });
for (let i = 0; ; i++) {
  const { id } = await records.audit.add({ at: AT, by: name, action: 'x', object: String(i), reason: null, requestId: 'r' });
  writeSync(1, `audit ${id}\n`);
  const campaign = `${name}-${i}`;
  const accounts = Array.from({ length: 40 }, (_, k) => `${campaign}-${k}`);
  await records.campaigns.apply(sampleHunt(campaign), [sampleUpdate(campaign, { accounts }, { reviewCause: 'new' })]);
  writeSync(1, `campaign ${campaign}\n`);
}
