// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../config/index.ts';

/** Policy (C2SP tlog-policy) by which proofs of a log are verified: its keys, its witnesses, how many of them. */
export function policyText(
  logKeys: readonly string[],
  { witnesses, quorum }: Pick<Config['log'], 'witnesses' | 'quorum'>,
): string {
  const names = witnesses.map(({ name }) => name);
  const lines = [
    ...logKeys.map((key) => `log ${key}`),
    ...witnesses.map(({ name, key, url }) => `witness ${name} ${key} ${url}`),
    ...(quorum === 0 ? [] : [`group witnesses ${quorum} ${names.join(' ')}`]),
    `quorum ${quorum === 0 ? 'none' : 'witnesses'}`,
  ];
  return `${lines.join('\n')}\n`;
}
