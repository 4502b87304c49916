// SPDX-License-Identifier: Apache-2.0
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { createCampaign } from './adversary.ts';
import { POPULATIONS, type PopulationKind } from './populations.ts';
import { createRandom } from './random.ts';
import type { Scenario } from './scenarios.ts';
import { type WireFormat, WRITERS } from './wire.ts';
import { type Actor, DAY, type SimulatedExchange, type World } from './world.ts';

export interface SimulateOptions {
  readonly seed: number;
  /** Multiplies all numbers of accounts. */
  readonly scale?: number;
}

/** Default first day of a simulated window. */
const START = Date.UTC(2026, 8, 7);

/** Builds the accounts of a scenario with the moments of their requests; no text yet. */
export function createActors(scenario: Scenario, options: SimulateOptions): Actor[] {
  const random = createRandom(`${scenario.name}/${options.seed}`);
  const scale = options.scale ?? 1;
  const world: World = { random, start: START + (options.seed % 7) * 7 * DAY, days: scenario.days };
  const actors: Actor[] = [];
  for (const [kind, accounts] of Object.entries(scenario.populations) as [PopulationKind, number][]) {
    actors.push(...POPULATIONS[kind](world, Math.max(1, Math.round(accounts * scale)), random.fork(kind)));
  }
  for (const campaign of scenario.campaigns) {
    const accounts = Math.max(4, Math.round(campaign.accounts * scale));
    actors.push(...createCampaign(world, { ...campaign, accounts }, random.fork(campaign.name)));
  }
  return actors;
}

/** All exchanges in time order; text is made as it is asked for and then forgotten. */
export function* simulate(actors: readonly Actor[]): Generator<SimulatedExchange> {
  const total = actors.reduce((sum, actor) => sum + actor.times.length, 0);
  const times = new Float64Array(total);
  const who = new Uint32Array(total);
  const which = new Uint32Array(total);
  let at = 0;
  actors.forEach((actor, a) => {
    actor.times.forEach((time, i) => {
      times[at] = time;
      who[at] = a;
      which[at++] = i;
    });
  });
  const order = Uint32Array.from({ length: total }, (_, i) => i).sort((x, y) => times[x]! - times[y]! || x - y);
  for (let number = 0; number < total; number++) {
    const i = order[number]!;
    const actor = actors[who[i]!]!;
    yield { profile: actor.profile, time: Math.floor(times[i]!), said: actor.say(which[i]!), number };
  }
}

export interface Written {
  readonly files: readonly string[];
  /** Path of the labels; keep it away from what is hunted. */
  readonly labels: string;
  readonly exchanges: number;
  readonly accounts: number;
}

/**
 * Writes a scenario as logs under `out/logs` (accounts dealt over the formats) and its labels to
 * `out/labels.jsonl`: `{account, kind, campaign}`.
 */
export async function writeScenario(
  scenario: Scenario,
  options: SimulateOptions & { out: string; formats: readonly WireFormat[] },
): Promise<Written> {
  const actors = createActors(scenario, options);
  const logs = join(options.out, 'logs');
  mkdirSync(logs, { recursive: true });
  const files = options.formats.map((format) => join(logs, `${format}.jsonl`));
  const streams = files.map((file) => createWriteStream(file, { highWaterMark: 1 << 20 }));
  const formatOf = new Map(actors.map((actor, i) => [actor.profile, i % options.formats.length]));
  const random = createRandom(`answers/${options.seed}`);
  let exchanges = 0;
  for (const exchange of simulate(actors)) {
    const f = formatOf.get(exchange.profile)!;
    exchanges++;
    const line = JSON.stringify(WRITERS[options.formats[f]!](exchange, random));
    if (!streams[f]!.write(`${line}\n`)) await once(streams[f]!, 'drain');
  }
  const labels = join(options.out, 'labels.jsonl');
  const labelStream = createWriteStream(labels);
  for (const { profile, kind, campaign } of actors)
    labelStream.write(`${JSON.stringify({ account: profile.account, kind, campaign })}\n`);
  await Promise.all(
    [...streams, labelStream].map(
      (stream) =>
        new Promise<void>((resolve, reject) => {
          stream.once('error', reject);
          stream.end(resolve);
        }),
    ),
  );
  return { files, labels, exchanges, accounts: actors.length };
}
