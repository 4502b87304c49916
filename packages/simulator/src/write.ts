// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { createWriteStream, mkdirSync, type WriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from './random.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { createActors, simulate, type SimulateOptions } from './simulate.ts';
import { type WireFormat, WRITERS } from './wire/index.ts';
import type { Actor } from './world.ts';

export interface Written {
  readonly files: readonly string[];
  /** Path of the labels; keep it away from what is hunted. */
  readonly labels: string;
  /** Path of the authorisations of those customers that have one, for a hunt. */
  readonly authorisations: string;
  readonly exchanges: number;
  readonly accounts: number;
}

/**
 * Writes a scenario as logs under `out/logs` (accounts dealt over the formats), its labels to `out/labels.jsonl`:
 * `{account, kind, campaign, level, region, language, plan, org}`, and `out/authorisations.json`.
 */
export async function writeScenario(
  scenario: Scenario,
  options: SimulateOptions & { out: string; formats: readonly WireFormat[] },
): Promise<Written> {
  const { out, formats, seed } = options;
  const actors = createActors(scenario, options);
  const logs = join(out, 'logs');
  mkdirSync(logs, { recursive: true });
  const files = formats.map((format) => join(logs, `${format}.jsonl`));
  const streams = files.map((file) => createWriteStream(file, { highWaterMark: 1 << 20 }));
  const formatOf = new Map(actors.map((actor, i) => [actor.profile, i % formats.length]));
  const random = createRandom(`answers/${seed}`);
  let exchanges = 0;
  for (const exchange of simulate(actors)) {
    const f = formatOf.get(exchange.profile)!;
    exchanges++;
    const line = JSON.stringify(WRITERS[formats[f]!](exchange, random));
    if (!streams[f]!.write(`${line}\n`)) await once(streams[f]!, 'drain');
  }
  const labels = join(out, 'labels.jsonl');
  const labelStream = createWriteStream(labels);
  for (const actor of actors) labelStream.write(`${JSON.stringify(labelOf(actor))}\n`);
  await Promise.all([...streams, labelStream].map(ended));
  const authorisations = join(out, 'authorisations.json');
  const permitted = actors.flatMap(({ profile, authorised }) =>
    authorised === null ? [] : [{ account: profile.account, kind: authorised }],
  );
  writeFileSync(authorisations, `${JSON.stringify(permitted, null, 1)}\n`);
  return { files, labels, authorisations, exchanges, accounts: actors.length };
}

function labelOf({ profile, kind, campaign, level }: Actor): Record<string, string | null> {
  const { account, region, language, plan, org } = profile;
  return { account, kind, campaign, level, region, language, plan, org };
}

function ended(stream: WriteStream): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once('error', reject);
    stream.end(resolve);
  });
}
