// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Authorisations, type Authorisation } from '@stillwatch/core';
import { SCENARIOS, writeScenario } from '@stillwatch/simulator';

const SEED = 7;
const DAY = 86_400_000;
/** A Monday; whole weeks from it keep the week's rhythm where it is. */
const MONDAY = Date.UTC(2026, 8, 7);
const WEEK = 7 * DAY;

export interface Demonstration {
  /** Folder of logs to follow. */
  readonly logs: string;
  readonly authorisations: readonly Authorisation[];
  /** Newest moment that the traffic may have: the end of its last day, milliseconds since 1970 UTC. */
  readonly until: number;
}

/**
 * Writes the demonstration's traffic below a data folder, once: simulated from a fixed seed, moved by whole weeks
 * so that it ends before `now` and not more than a week before it. Nothing in it is anybody's.
 */
export async function writeDemonstration(folder: string, now: number): Promise<Demonstration> {
  const place = join(folder, 'demonstration');
  const scenario = SCENARIOS.find(({ name }) => name === 'demo')!;
  const span = scenario.days * DAY;
  if (!existsSync(join(place, 'until'))) {
    const start = MONDAY + Math.floor((now - span - MONDAY) / WEEK) * WEEK;
    // Whole or not at all: what was half written by an interrupted start is written anew.
    const draft = `${place}.new`;
    rmSync(draft, { recursive: true, force: true });
    await writeScenario(scenario, { seed: SEED, out: draft, formats: ['litellm', 'native'], start });
    // Who is who belongs to the simulator and is nothing that a node knows.
    rmSync(join(draft, 'labels.jsonl'));
    writeFileSync(join(draft, 'until'), `${start + span}\n`);
    rmSync(place, { recursive: true, force: true });
    renameSync(draft, place);
  }
  return {
    logs: join(place, 'logs'),
    authorisations: Authorisations.parse(JSON.parse(readFileSync(join(place, 'authorisations.json'), 'utf8'))),
    until: Number(readFileSync(join(place, 'until'), 'utf8')),
  };
}
