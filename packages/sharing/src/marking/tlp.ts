// SPDX-License-Identifier: Apache-2.0
import { TLP1_MARKINGS, TLP_MARKINGS, type Tlp as Level, TLPS } from '@stillwatch/core';

/** Levels of TLP 2.0 as STIX writes them, from the widest audience to the narrowest. */
export type Tlp = Lowercase<Level>;
const toWire = (level: Level): Tlp => level.toLowerCase() as Tlp;
export const TLP_LEVELS: readonly Tlp[] = TLPS.map(toWire);

/** Extension that says the TLP 2.0 level inside a marking definition. */
export const TLP2_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';

/** The one marking definition of each level; whoever writes a TLP 2.0 marking must use it. */
export const TLP_MARKING_IDS = Object.fromEntries(TLPS.map((level) => [toWire(level), TLP_MARKINGS[level]])) as Readonly<
  Record<Tlp, string>
>;

/** Two misprints of TLP 1's red circulate in published examples. */
const MISPRINTS: Readonly<Record<string, Tlp>> = {
  'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ec': 'red',
  'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ef': 'red',
};

const LEVEL_OF: ReadonlyMap<string, Tlp> = new Map([
  ...TLP_LEVELS.map((level) => [TLP_MARKING_IDS[level], level] as const),
  ...Object.entries(TLP1_MARKINGS).map(([id, level]) => [id, toWire(level)] as const),
  ...Object.entries(MISPRINTS),
]);

/** Level of a TLP marking's id, of either version; undefined for any other id. */
export function tlpOfMarkingId(id: string): Tlp | undefined {
  return LEVEL_OF.get(id);
}

/** The strictest of some levels; red for none, because nothing then says that anybody may read it. */
export function strictestTlp(levels: Iterable<Tlp>): Tlp {
  let rank = -1;
  for (const level of levels) rank = Math.max(rank, TLP_LEVELS.indexOf(level));
  return TLP_LEVELS[rank] ?? 'red';
}

/** Reads `TLP:AMBER+STRICT`, `tlp:white` or `amber` as people and tags write them; undefined for anything else. */
export function tlpOfLabel(label: string): Tlp | undefined {
  const word = /^\s*(?:tlp\s*:\s*)?([a-z]+(?:\s*\+\s*[a-z]+)?)\s*$/i.exec(label)?.[1]?.toLowerCase().replaceAll(/\s/g, '');
  return word === 'white' ? 'clear' : TLP_LEVELS.find((level) => level === word);
}

/** `TLP:AMBER+STRICT`, as TLP 2.0 wants it written. */
export function tlpLabel(level: Tlp): string {
  return `TLP:${level.toUpperCase()}`;
}
