// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LoadedConfig } from './config/index.ts';
import { type Ledger, NODE } from './ledger/index.ts';
import type { Records } from './parts.ts';

const KNOWN = 'log.settings';
const Known = z.record(z.string(), z.string());

/** Records with which settings the node runs, whenever they are not those of its last start. Of secrets it is told whether they are set. */
export async function recordSettings(
  records: Pick<Records, 'values'>,
  ledger: Pick<Ledger, 'record' | 'leave' | 'trouble'>,
  settings: LoadedConfig['settings'],
): Promise<void> {
  const now = Object.fromEntries(settings.map(({ key, value }) => [key, value]));
  const text = await records.values.get(KNOWN);
  const before = text === null ? null : Known.parse(JSON.parse(text));
  const changed = Object.keys({ ...before, ...now }).filter((key) => before?.[key] !== now[key]);
  if (before !== null && changed.length === 0) return;
  const pick = (from: Readonly<Record<string, string>> | null) => {
    if (from === null) return null;
    return Object.fromEntries(changed.filter((key) => from[key] !== undefined).map((key) => [key, from[key]!]));
  };
  const payload = { setting: changed.join(', '), from: pick(before), to: pick(now)! };
  const act = { kind: 'settings', actor: NODE, subject: null, payload } as const;
  // A node whose log is halted starts all the same, so that somebody can see to it.
  if (ledger.trouble() === null) await ledger.record({ ...act, key: `settings ${randomUUID()}` });
  else await ledger.leave(act);
  await records.values.set(KNOWN, JSON.stringify(now));
}
