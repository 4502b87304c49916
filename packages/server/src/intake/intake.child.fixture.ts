// SPDX-License-Identifier: Apache-2.0
/** Delivers batches to an intake in a process of its own, and says which were acknowledged: FOLDER KEEP_TEXT [CANARY]. */
import { openDataFolder, openTrafficStore } from '@stillwatch/traffic';
import { createIntake } from './intake.ts';
import { bytesOf, envelope, lines, memoryValues, NDJSON, SETTINGS } from './intake.fixture.ts';

const [folder, keepText, canary] = process.argv.slice(2) as [string, string, string?];
const dataFolder = openDataFolder(folder);
const store = await openTrafficStore({ dataFolder });
const intake = createIntake({
  store,
  dataFolder,
  records: { values: memoryValues() },
  config: { ...SETTINGS, keepText: Number(keepText) },
  clock: { now: Date.now },
  onStored() {},
});

if (canary === undefined) {
  // Until somebody kills it.
  const deliver = async (first: number): Promise<void> => {
    for (let i = first; ; i += 4) {
      await intake.take(bytesOf(lines(i * 25, 25)), NDJSON);
      process.stdout.write(`${i}\n`);
    }
  };
  await Promise.all([0, 1, 2, 3].map(deliver));
} else {
  const said = { role: 'user', content: `${canary} ${canary}` };
  const change = {
    user_agent: canary,
    ip: canary,
    session: canary,
    end_user: canary,
    request: { model: 'm', system: canary, messages: [{ role: 'system', content: canary }, said] },
    response: { choices: [{ message: { content: canary } }] },
  };
  const broken = [`{"account":"${canary}`, `"${canary}"`, envelope(3, { api: canary }), envelope(4, { time: canary }), canary];
  for (const format of ['native', 'litellm', 'otlp', 'kong', canary]) {
    const body = bytesOf([envelope(1, change), envelope(2, change), ...broken].join('\n'));
    for (const encoding of ['identity', 'gzip'] as const) {
      try {
        console.log(JSON.stringify(await intake.take(body, { format, encoding, mediaType: 'application/x-ndjson' })));
      } catch (error) {
        const { code, message, hint } = error as { code: string; message: string; hint?: string };
        console.log(code, message, hint);
      }
    }
  }
  console.log(JSON.stringify([intake.status(), intake.counters()]));
  await intake.close();
  await store.close();
  dataFolder.close();
}
