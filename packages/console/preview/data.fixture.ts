// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { createReadStream, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { type Campaign, type HuntReport, HuntReportSchema } from '@stillwatch/core';
import type { ExchangeRow, Permission, Role } from '@stillwatch/core/api';
import { permissionsOf, ROLES } from '@stillwatch/core/api';
import { SCENARIOS, writeScenario } from '@stillwatch/simulator';
import { drawLog, type PreviewLog } from './log.fixture.ts';
import { LOG_STATES } from './log-health.fixture.ts';

/** What the preview shows: a hunt of the real detector, and the exchanges of the logs it read. */
export interface Preview {
  readonly report: HuntReport;
  readonly exchanges: readonly ExchangeRow[];
  readonly plans: ReadonlyMap<string, string>;
  readonly campaignOf: ReadonlyMap<string, Campaign>;
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
  readonly log: PreviewLog;
  /** `empty`: nobody to share with; `down`: it does not work. */
  readonly sharing: 'well' | 'empty' | 'down';
}

export async function loadPreview(options: { report?: string; logs?: string; big: boolean; role: string; log: string; sharing: string }): Promise<Preview> {
  const logs = options.logs ?? (await simulate());
  const text = options.report === undefined ? await hunt(logs) : readFileSync(options.report, 'utf8');
  const report = HuntReportSchema.parse(JSON.parse(text));
  if (options.big) enlarge(report.campaigns[0]!);
  const campaignOf = new Map(
    report.campaigns.flatMap((campaign) => campaign.accounts.map((account) => [account, campaign] as const)),
  );
  const plans = new Map<string, string>();
  const exchanges = (await readLogs(logs, campaignOf, plans)).toSorted((a, b) => (a.at < b.at ? 1 : -1));
  const role = ROLES.find((name) => name === options.role);
  const roles: Role[] = role === undefined ? ['approver', 'admin'] : [role];
  return { report, exchanges, plans, campaignOf, roles, permissions: permissionsOf(roles), log: drawLog(LOG_STATES.find((state) => state === options.log) ?? 'well'), sharing: options.sharing === 'empty' || options.sharing === 'down' ? options.sharing : 'well' };
}

async function simulate(): Promise<string> {
  const out = mkdtempSync(join(tmpdir(), 'stillwatch-preview-'));
  await writeScenario(SCENARIOS.find(({ name }) => name === 'demo')!, { seed: 7, out, formats: ['litellm', 'native'] });
  return join(out, 'logs');
}

/** The detector itself, as people run it. Code 1 says that it found something. */
async function hunt(logs: string): Promise<string> {
  const main = join(import.meta.dirname, '../../cli/src/main.ts');
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [main, 'hunt', logs, '--json'], { maxBuffer: 1 << 28 });
    return stdout;
  } catch (error) {
    const { code, stdout } = error as { code?: number; stdout?: string };
    if (code !== 1 || stdout === undefined) throw error;
    return stdout;
  }
}

/** 5,000 accounts: the same campaign with its accounts copied, and its links among the copies. */
function enlarge(campaign: Campaign): void {
  const { accounts, links } = campaign;
  const size = accounts.length;
  const copies = Math.ceil(5_000 / size);
  const enlarged = Array.from({ length: copies * size }, (_, i) => `${accounts[i % size]!}-${Math.floor(i / size)}`).slice(
    0,
    5_000,
  );
  campaign.accounts.splice(0, size, ...enlarged);
  const all = Array.from({ length: copies }, (_, copy) =>
    links.map((link) => ({ ...link, a: link.a + copy * size, b: link.b + copy * size })),
  );
  campaign.links.splice(
    0,
    links.length,
    ...all
      .flat()
      .filter(({ a, b }) => a < 5_000 && b < 5_000)
      .slice(0, 2_000),
  );
}

async function readLogs(
  folder: string,
  campaignOf: ReadonlyMap<string, Campaign>,
  plans: Map<string, string>,
): Promise<ExchangeRow[]> {
  const rows: ExchangeRow[] = [];
  for (const name of readdirSync(folder)) {
    for await (const line of createInterface({ input: createReadStream(join(folder, name)) })) {
      const row = readLine(JSON.parse(line) as Loose, campaignOf, plans);
      rows.push({ ...row, ref: `${rows.length.toString(36)}-${Date.parse(row.at).toString(36)}` });
    }
  }
  return rows;
}

interface Loose {
  readonly account?: string;
  readonly time?: string;
  readonly startTime?: number;
  readonly plan?: string;
  readonly model?: string;
  readonly prompt_tokens?: number;
  readonly completion_tokens?: number;
  readonly request?: { model?: string };
  readonly response?: { usage?: Record<string, number> };
  readonly metadata?: { user_api_key_hash?: string; user_api_key_auth_metadata?: { plan?: string } };
}

function readLine(line: Loose, campaignOf: ReadonlyMap<string, Campaign>, plans: Map<string, string>): ExchangeRow {
  const account = line.account ?? line.metadata?.user_api_key_hash ?? 'unknown';
  plans.set(account, line.plan ?? line.metadata?.user_api_key_auth_metadata?.plan ?? '');
  const campaign = campaignOf.get(account);
  const usage = Object.values(line.response?.usage ?? {});
  return {
    ref: '',
    at: line.time ?? new Date(Math.round((line.startTime ?? 0) * 1000)).toISOString(),
    account,
    model: line.model ?? line.request?.model ?? '',
    techniques: campaign?.techniques.slice(0, 1).map(({ id }) => id) ?? [],
    signal: campaign === undefined ? 0 : 6.2,
    words: 40,
    turns: 1,
    inputTokens: line.prompt_tokens ?? usage[0] ?? 0,
    outputTokens: line.completion_tokens ?? usage[1] ?? 0,
    reasoningTokens: 0,
    flags: campaign === undefined ? [] : ['one-turn'],
    campaign: campaign?.id ?? null,
  };
}
