// SPDX-License-Identifier: Apache-2.0
import type { Campaign, EvidenceFamily } from '@stillwatch/core';
import { type Detection, findSharedValues } from '@stillwatch/detection';
import { round } from './units.ts';

/** Links shown per campaign. */
const MAX_LINKS = 2_000;

/** Links to draw: shared identity values (a star each), common clocks, and one chain per shared template. */
export function linksOf(detection: Detection, accounts: Uint32Array): Campaign['links'] {
  const { context, pairs } = detection;
  const position = new Map(Array.from(accounts, (account, i) => [account, i]));
  const links = new Map<string, { a: number; b: number; bits: number; families: Set<EvidenceFamily> }>();
  const add = (x: number, y: number, bits: number, family: EvidenceFamily): void => {
    const a = Math.min(position.get(x)!, position.get(y)!);
    const b = Math.max(position.get(x)!, position.get(y)!);
    if (a === b) return;
    const known = links.get(`${a}.${b}`);
    if (known === undefined) links.set(`${a}.${b}`, { a, b, bits, families: new Set([family]) });
    else {
      known.bits += bits;
      known.families.add(family);
    }
  };
  for (const value of findSharedValues(context, accounts)) {
    for (const account of value.accounts.slice(1)) add(value.accounts[0]!, account, value.bits, 'identity');
  }
  for (const pair of pairs)
    if (position.has(pair.a) && position.has(pair.b)) add(pair.a, pair.b, Math.min(10, pair.bits), 'synchrony');
  const template = new Map<number, number[]>();
  for (const account of accounts) {
    for (const f of context.familiesOf[account]!) {
      const list = template.get(f);
      if (list === undefined) template.set(f, [account]);
      else list.push(account);
    }
  }
  for (const [f, users] of template) {
    if (users.length < 0.6 * context.families[f]!.accounts.length) continue;
    for (let i = 1; i < users.length; i++) add(users[i - 1]!, users[i]!, 2, 'template');
  }
  return [...links.values()]
    .sort((x, y) => y.bits - x.bits || x.a - y.a || x.b - y.b)
    .slice(0, MAX_LINKS)
    .map(({ a, b, bits, families }) => ({ a, b, bits: round(bits), families: [...families] }));
}
