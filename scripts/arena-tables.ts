// SPDX-License-Identifier: Apache-2.0
/**
 * Prints Markdown tables of arena results: node scripts/arena-tables.ts RESULT.json [OTHER.json …]
 * Each file is what `stillwatch arena --json FILE` wrote. Scenarios × detectors first, then Stillwatch's campaigns by level.
 */
import { readFileSync } from 'node:fs';

interface Rate {
  readonly accused: number;
  readonly accounts: number;
  readonly interval: readonly [number, number];
}
interface Totals {
  readonly name: string;
  readonly campaigns: number;
  readonly found: number;
  readonly accountRecall: number | null;
  readonly leakedShare: number | null;
  readonly hours: number | null;
  readonly accountFpr: Rate;
  readonly everAccused: Rate;
}
interface CampaignScore {
  readonly name: string;
  readonly level: string;
  readonly accounts: number;
  readonly accused: number;
  readonly found: boolean;
  readonly leakedShare: number;
}
interface ArenaResult {
  readonly command: readonly string[];
  readonly totals: readonly Totals[];
  readonly scenarios: readonly {
    readonly name: string;
    readonly totals: readonly Totals[];
    readonly runs: readonly {
      readonly seed: number;
      readonly detectors: readonly { readonly name: string; readonly score: { readonly campaigns: readonly CampaignScore[] } }[];
    }[];
  }[];
}

const percent = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`);
const count = (n: number): string => n.toLocaleString('en');
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function scenarioTable(result: ArenaResult): string[] {
  const lines = [
    row(['scenario', 'detector', 'found', 'accounts', 'benign accused', 'FPR at most', 'ever accused', 'leaked', 'hours']),
    row(Array.from({ length: 9 }, () => '---')),
  ];
  for (const { name, totals } of [...result.scenarios, { name: '**all**', totals: result.totals }]) {
    for (const of of totals) {
      lines.push(
        row([
          name,
          of.name,
          `${of.found}/${of.campaigns}`,
          percent(of.accountRecall),
          `${count(of.accountFpr.accused)}/${count(of.accountFpr.accounts)}`,
          of.accountFpr.interval[1].toExponential(1),
          count(of.everAccused.accused),
          percent(of.leakedShare),
          of.hours === null ? '–' : of.hours.toFixed(0),
        ]),
      );
    }
  }
  return lines;
}

/** Accounts accused of Stillwatch's campaigns, by level and seed. */
function levelTable(result: ArenaResult): string[] {
  const levels = new Map<string, { seed: number; campaign: CampaignScore }[]>();
  for (const { runs } of result.scenarios) {
    for (const { seed, detectors } of runs) {
      for (const campaign of detectors.find(({ name }) => name === 'stillwatch')?.score.campaigns ?? []) {
        const key = campaign.level === '' ? campaign.name : `${campaign.level} ${campaign.name}`;
        levels.set(key, [...(levels.get(key) ?? []), { seed, campaign }]);
      }
    }
  }
  const lines = [row(['campaign', 'account recall', 'by seed', 'leaked before detection']), row(['---', '---', '---', '---'])];
  for (const [key, list] of levels) {
    const sum = (value: (campaign: CampaignScore) => number): number =>
      list.reduce((all, { campaign }) => all + value(campaign), 0);
    lines.push(
      row([
        key,
        (sum((campaign) => campaign.accused) / sum((campaign) => campaign.accounts)).toFixed(2),
        list.map(({ seed, campaign }) => `${seed}: ${count(campaign.accused)}/${count(campaign.accounts)}`).join(', '),
        percent(sum((campaign) => campaign.leakedShare) / list.length),
      ]),
    );
  }
  return lines;
}

for (const file of process.argv.slice(2)) {
  const result = JSON.parse(readFileSync(file, 'utf8')) as ArenaResult;
  process.stdout.write(
    `\`${result.command.join(' ')}\`\n\n${scenarioTable(result).join('\n')}\n\n${levelTable(result).join('\n')}\n\n`,
  );
}
