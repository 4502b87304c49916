// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { AppError, type Authorisation } from '@stillwatch/core';
import {
  type Actor,
  createActors,
  readArrivals,
  readCorpus,
  type Scenario,
  type SimulateOptions,
  WIRE_FORMATS,
  writeScenario,
} from '@stillwatch/simulator';
import { gatherTruth, type Truth } from './score/truth.ts';

/** What is to be simulated and how often it is looked at; plain data, so that another process can be given it. */
export interface WorldSpec {
  readonly scenario: Scenario;
  readonly seed: number;
  /** Multiplies all numbers of accounts. */
  readonly scale: number;
  /** Hours between analyses; 0 = only at the end; null = by the length of the scenario. */
  readonly every: number | null;
  /** Folder of prompts, and file of arrival times, that take the place of the simulator's own. */
  readonly corpus?: string | undefined;
  readonly arrivals?: string | undefined;
}

export interface World {
  /** Folder of the logs; no label is in them. */
  readonly logs: string;
  /** Key of the store that is to hold them: the same world, the same hashes. */
  readonly nodeKey: Uint8Array;
  readonly actors: readonly Actor[];
  /** What the operator has permitted in writing. */
  readonly authorisations: readonly Authorisation[];
  readonly truth: Truth;
}

/**
 * Writes the logs of a world below `folder`, the labels beside them, and keeps the labels.
 * @throws AppError INPUT_EMPTY, INPUT_NOT_FOUND for a corpus or arrivals that cannot be used.
 */
export async function simulateWorld(spec: WorldSpec, folder: string): Promise<World> {
  const { scenario, seed, scale } = spec;
  const options = { seed, scale, ...readMaterial(spec) };
  const { files } = await writeScenario(scenario, { ...options, out: folder, formats: WIRE_FORMATS });
  // The same actors once more, for their labels: what they say is in the logs already.
  const actors = createActors(scenario, options);
  const authorisations = actors.flatMap(({ profile, authorised }) =>
    authorised === null ? [] : [{ account: profile.account, kind: authorised, note: 'simulated' }],
  );
  const nodeKey = createHash('sha256').update(`arena/${scenario.name}/${seed}`).digest();
  return { logs: dirname(files[0]!), nodeKey, actors, authorisations, truth: gatherTruth(actors, scenario.campaigns) };
}

function readMaterial({ corpus, arrivals }: WorldSpec): Pick<SimulateOptions, 'corpus' | 'arrivals'> {
  const prompts = corpus === undefined ? undefined : readCorpus(corpus).prompts;
  if (prompts?.length === 0) throw new AppError('INPUT_EMPTY', 'no prompts could be read', { place: { file: corpus! } });
  const trace = arrivals === undefined ? undefined : readArrivals(arrivals);
  if (trace === null) throw new AppError('INPUT_EMPTY', 'no arrival times could be read', { place: { file: arrivals! } });
  return { ...(prompts === undefined ? {} : { corpus: prompts }), ...(trace === undefined ? {} : { arrivals: trace }) };
}

/**
 * A world small enough to try things in: at most so many benign accounts, and so many in each campaign. Campaigns are
 * not scaled with the rest, since one of a handful of accounts is another kind of campaign.
 */
export function shrinkScenario(scenario: Scenario, benign = 5_000, members = 300): Scenario {
  const total = Object.values(scenario.populations).reduce((sum: number, accounts) => sum + (accounts ?? 0), 0);
  const share = Math.min(1, benign / Math.max(1, total));
  return {
    ...scenario,
    populations: Object.fromEntries(
      Object.entries(scenario.populations).map(([kind, accounts]) => [kind, Math.max(1, Math.round((accounts ?? 0) * share))]),
    ),
    campaigns: scenario.campaigns.map(({ waves, ...campaign }) => ({
      ...campaign,
      accounts: Math.min(campaign.accounts, members),
      ...(waves === undefined ? {} : { waves: waves.map((wave) => ({ ...wave, accounts: Math.min(wave.accounts, members) })) }),
    })),
  };
}
