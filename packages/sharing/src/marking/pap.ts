// SPDX-License-Identifier: Apache-2.0
/**
 * Permissible Actions Protocol: TLP says who may read, PAP what a reader may do with it. From the freest to the narrowest.
 * - red: only what nobody outside can notice, such as searching one's own logs;
 * - amber: also passive checks with third parties, such as asking a reputation service;
 * - green: also what the one watched can notice, such as slowing down or blocking;
 * - clear: no limit.
 */
export const PAP_LEVELS = ['clear', 'green', 'amber', 'red'] as const;
export type Pap = (typeof PAP_LEVELS)[number];

/** What is done with foreign intelligence, by the freest PAP that it needs. */
const NEEDED = {
  'search-own-logs': 'red',
  'ask-third-party': 'amber',
  friction: 'green',
  block: 'green',
  'notify-account': 'green',
  'publish-detection': 'clear',
} as const satisfies Record<string, Pap>;
export type PapAction = keyof typeof NEEDED;
export const PAP_ACTIONS = Object.keys(NEEDED) as readonly PapAction[];

/**
 * May this be done under a PAP? A source that says nothing (null) has not forbidden acting, but has not allowed
 * publishing either: that counts as green.
 */
export function mayAct(pap: Pap | null, action: PapAction): boolean {
  return PAP_LEVELS.indexOf(pap ?? 'green') <= PAP_LEVELS.indexOf(NEEDED[action]);
}

/** Reads `PAP:AMBER`; `white` is the old name of clear. undefined for anything that is not a PAP label. */
export function papOfLabel(label: string): Pap | undefined {
  const word = /^\s*pap\s*:\s*"?([a-z]+)"?\s*$/i.exec(label)?.[1]?.toLowerCase();
  if (word === undefined) return undefined;
  // Says that it is a PAP, in words that nobody knows.
  return word === 'white' ? 'clear' : (PAP_LEVELS.find((level) => level === word) ?? 'red');
}

/** The strictest of some PAPs; null for none. */
export function strictestPap(levels: Iterable<Pap | null>): Pap | null {
  let rank = -1;
  for (const level of levels) if (level !== null) rank = Math.max(rank, PAP_LEVELS.indexOf(level));
  return PAP_LEVELS[rank] ?? null;
}
