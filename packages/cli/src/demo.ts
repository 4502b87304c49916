// SPDX-License-Identifier: Apache-2.0
/**
 * `npm run demo`: hunts the demonstration traffic, prints the campaigns in it and writes the report.
 * The traffic is simulated from a fixed seed; nothing in it is anybody's.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SCENARIOS, writeScenario } from '@stillwatch/simulator';
import { run } from './run.ts';

const DEMO_SEED = 7;
const REPORT = 'stillwatch-report.html';
const NOTICE = 'Demonstration: simulated traffic. No account in this report exists.';

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-demo-'));
try {
  const scenario = SCENARIOS.find((entry) => entry.name === 'demo')!;
  process.stderr.write(`Simulated demonstration traffic (seed ${DEMO_SEED}): ${scenario.about}\n`);
  const written = await writeScenario(scenario, { seed: DEMO_SEED, out: folder, formats: ['litellm', 'native'] });
  process.stderr.write(
    `${written.exchanges.toLocaleString('en')} exchanges of ${written.accounts.toLocaleString('en')} accounts, as LiteLLM and Stillwatch logs.\n\n`,
  );
  const code = await run([
    'hunt',
    join(folder, 'logs'),
    '--report',
    resolve(REPORT),
    '--notice',
    NOTICE,
    ...process.argv.slice(2),
  ]);
  // Finding campaigns is what a demonstration is for.
  process.exitCode = code === 1 ? 0 : code;
  if (code <= 1) {
    process.stderr.write(`\nOpen ${REPORT} in a browser. Your own logs: ./stillwatch hunt <folder> --report report.html\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
