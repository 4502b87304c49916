// SPDX-License-Identifier: Apache-2.0
import { arch, platform } from 'node:os';
import type { ArenaResult } from '@stillwatch/arena';

/** The result with what is needed to repeat it. */
export function toArenaJson(
  { campaignRecall, accountFpr, ...rest }: ArenaResult,
  facts: { readonly command: readonly string[]; readonly suite: string | undefined; readonly tuning: boolean },
): object {
  return {
    arena: 1,
    campaignRecall,
    accountFpr,
    command: ['stillwatch', ...facts.command],
    suite: facts.suite ?? null,
    tuning: facts.tuning,
    versions: { stillwatch: '0.1.0', node: process.versions.node, system: `${platform()}-${arch()}` },
    ...rest,
  };
}

/** Head of a result of ours. */
export function isArenaJson(head: string): boolean {
  return /^\{\s*"arena":\s*1,\s*"campaignRecall"/.test(head);
}
