// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PartStatus } from '@stillwatch/core/api';
import { toRequestError } from './problems.ts';
import type { ServerParts } from './contract.ts';

/** How every part is at this moment. A store that does not answer is down; its words stay inside. */
export async function partStatuses(parts: ServerParts): Promise<PartStatus[]> {
  const ask = async (part: PartStatus['part'], work: () => Promise<unknown>): Promise<PartStatus> => {
    try {
      await work();
      return { part, status: 'ok', detail: '' };
    } catch (error) {
      return { part, status: 'down', detail: `does not answer (${toRequestError(error).code})` };
    }
  };
  return [
    ...(await Promise.all([
      ask('records', () => parts.records.ping()),
      ask('traffic', () => parts.traffic.rows('SELECT 1 AS one')),
    ])),
    parts.intake.status(),
    parts.hunting.status(),
    ...(parts.alerts === null ? [] : [parts.alerts.status()]),
    parts.transparency.status(),
    parts.sharing.status(),
    hasConsole(parts.consoleFolder)
      ? { part: 'console', status: 'ok', detail: '' }
      : { part: 'console', status: 'degraded', detail: 'the console was not built' },
  ];
}

export function hasConsole(folder: string | null): folder is string {
  return folder !== null && existsSync(join(folder, 'index.html'));
}
