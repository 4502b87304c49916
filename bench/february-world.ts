// SPDX-License-Identifier: Apache-2.0
/**
 * The public record of February 2026 at its size: three campaigns, 24,000 accounts, 16 million exchanges, among other
 * customers. Written by several processes at once, each its own part.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benignMix, SCENARIOS, type Scenario, writeScenario } from '@stillwatch/simulator';

/** What the record says of each laboratory's exchanges; how the 24,000 accounts are shared out is our guess. */
const RECORD = [
  { name: 'deepseek', accounts: 1_000, exchanges: 150_000 },
  { name: 'moonshot', accounts: 6_000, exchanges: 3_400_000 },
  { name: 'minimax', accounts: 17_000, exchanges: 12_450_000 },
] as const;
const OTHERS = 'others';
const DAYS = 7;
const SEED = 2602;

/** One file of the log. */
export interface Part {
  readonly name: string;
  readonly scenario: Scenario;
}

/** @param share of the record, 0 to 1. @param customers benign accounts. */
export function listParts(share: number, customers: number): Part[] {
  const parts: Part[] = RECORD.map(({ name, accounts, exchanges }) => {
    const found = SCENARIOS.find((scenario) => scenario.name === name)!;
    const exchangesPerAccount = Math.round(exchanges / accounts);
    const campaigns = found.campaigns.map((campaign) => ({
      ...campaign,
      accounts: Math.max(4, Math.round(accounts * share)),
      exchangesPerAccount,
    }));
    return { name, scenario: { ...found, days: DAYS, populations: {}, campaigns } };
  });
  const others: Scenario = {
    name: OTHERS,
    about: 'Customers of every kind.',
    days: DAYS,
    suites: [],
    populations: benignMix(customers),
    campaigns: [],
  };
  // The longest campaign first, so that no process is left alone with it.
  return [...parts, { name: OTHERS, scenario: others }].sort((a, b) => volumeOf(b) - volumeOf(a));
}

function volumeOf({ scenario }: Part): number {
  return scenario.campaigns.reduce((sum, { accounts, exchangesPerAccount }) => sum + accounts * exchangesPerAccount, 0);
}

export interface Label {
  readonly account: string;
  readonly kind: string;
  readonly campaign: string | null;
}

const SCRIPT = fileURLToPath(new URL('./february.ts', import.meta.url));

/** Writes all parts below a folder, `processes` at a time; `args` make this program list the same parts. */
export async function writeParts(
  folder: string,
  parts: readonly Part[],
  args: readonly string[],
  processes: number,
): Promise<void> {
  const queue = [...parts];
  const work = async (): Promise<void> => {
    for (let part = queue.shift(); part !== undefined; part = queue.shift()) {
      const child = spawn(process.execPath, [SCRIPT, ...args, '--write', part.name, '--folder', folder], { stdio: 'inherit' });
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code !== 0) throw new Error(`writing ${part.name} ended with ${code}`);
    }
  };
  mkdirSync(join(folder, 'logs'), { recursive: true });
  await Promise.all(Array.from({ length: processes }, work));
}

/** In the process of its own. */
export async function writePart(folder: string, { name, scenario }: Part): Promise<void> {
  const out = join(folder, name);
  const { files } = await writeScenario(scenario, { seed: SEED, out, formats: ['native'] });
  renameSync(files[0]!, join(folder, 'logs', `${name}.jsonl`));
}

/** Labels of all accounts, and bytes of the logs. */
export function readParts(folder: string, parts: readonly Part[]): { labels: Label[]; bytes: number } {
  const labels = parts.flatMap(({ name }) =>
    readFileSync(join(folder, name, 'labels.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Label),
  );
  return { labels, bytes: parts.reduce((sum, { name }) => sum + statSync(join(folder, 'logs', `${name}.jsonl`)).size, 0) };
}
