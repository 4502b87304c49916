// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addBenign } from './benign/index.ts';
import { CATALOGUE, type CampaignKind } from './campaigns/catalogue.ts';
import { createCorpora } from './campaigns/corpus.ts';
import { addCampaign, type Truth } from './campaigns/run.ts';
import type { Kit } from './kit.ts';
import { createPlan, type Plan } from './plan.ts';
import { createRandom, mixSeeds } from './random.ts';
import { DAY } from './rhythm.ts';
import type { Sets } from './sets.ts';
import { createLibrary } from './text/library.ts';
import { createWrapperDealer } from './text/wrappers.ts';
import { createWorld } from './world.ts';
import { writeLogs } from './write-logs.ts';

export interface ComposeOptions {
  /** Benign accounts. */
  readonly accounts: number;
  readonly seed: number;
  readonly days: number;
  /** Names of campaigns; null = the dozen that the seed draws. */
  readonly only: readonly string[] | null;
  /** The operator keeps neither payment nor device nor the day of creation. */
  readonly sparse: boolean;
}

export interface Composition {
  readonly plan: Plan;
  readonly truths: readonly Truth[];
  readonly logs: string;
  readonly authorisations: string;
  readonly exchanges: number;
  readonly bytes: number;
}

/** A Monday. */
const FIRST_DAY = Date.UTC(2026, 8, 7);

/** Half of the catalogue; two seeds that differ in their last bit only get complementary halves. */
export function drawCampaigns(seed: number): CampaignKind[] {
  const order = createRandom(mixSeeds(seed >>> 1, 0xca7)).shuffle(CATALOGUE.map((_, i) => i));
  const half = Math.ceil(order.length / 2);
  const chosen = new Set(seed % 2 === 0 ? order.slice(0, half) : order.slice(half - 1));
  return CATALOGUE.filter((_, i) => chosen.has(i));
}

/** Plans and writes one composition: `logs/`, and beside it `labels.jsonl`, `truth.json` and `authorisations.json`. */
export function compose(sets: Sets, folder: string, options: ComposeOptions): Composition {
  const from = FIRST_DAY;
  const until = from + options.days * DAY;
  const library = createLibrary(sets, mixSeeds(options.seed, 0x11b));
  const kit: Kit = {
    plan: createPlan(from, until),
    world: createWorld(options.seed, from),
    library,
    seed: options.seed,
    scale: options.accounts / 20_000,
    release: from + (until - from) * (0.4 + 0.2 * ((mixSeeds(options.seed, 0x4e1) % 1000) / 1000)),
    authorisations: [],
  };
  const kinds =
    options.only === null ? drawCampaigns(options.seed) : CATALOGUE.filter((kind) => options.only!.includes(kind.name));
  addBenign(kit, options.accounts);
  const corpusOf = createCorpora(kit, new Map(kinds.map((kind) => [kind.name, kind.corpus ?? 1])));
  const wrappers = createWrapperDealer(mixSeeds(options.seed, 0x3a9));
  const truths = kinds.map((kind) => addCampaign(kit, kind, { corpusOf, wrappers }));

  const logs = join(folder, 'logs');
  mkdirSync(logs, { recursive: true });
  const { exchanges, bytes } = writeLogs(kit, logs, { sparse: options.sparse });
  writeFileSync(
    join(folder, 'labels.jsonl'),
    kit.plan.accounts
      .map(
        ({ id, kind, campaign, org, region, language, plan }) =>
          `${JSON.stringify({ account: id, kind, campaign, org, region, language, plan })}\n`,
      )
      .join(''),
  );
  writeFileSync(join(folder, 'truth.json'), `${JSON.stringify({ options, campaigns: truths }, null, 2)}\n`);
  const authorisations = join(folder, 'authorisations.json');
  writeFileSync(authorisations, `${JSON.stringify(kit.authorisations, null, 2)}\n`);
  return { plan: kit.plan, truths, logs, authorisations, exchanges, bytes };
}
