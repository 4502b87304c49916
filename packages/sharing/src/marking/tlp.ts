// SPDX-License-Identifier: Apache-2.0
/**
 * Traffic Light Protocol 2.0 (FIRST, August 2022) and the identifiers under which STIX 2.1 carries it.
 * From the widest audience to the narrowest.
 */
export const TLP_LEVELS = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const;
export type Tlp = (typeof TLP_LEVELS)[number];

/** Extension that says the TLP 2.0 level inside a marking definition. */
export const TLP2_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';

/** The one marking definition of each level; whoever writes a TLP 2.0 marking must use it. */
export const TLP_MARKING_IDS: Readonly<Record<Tlp, string>> = {
  clear: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  green: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  amber: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'amber+strict': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  red: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
};

/**
 * TLP 1.x is still met on the wire. Its amber let recipients tell their clients, which is what amber means in 2.0: it
 * must not become amber+strict. Two misprints of red circulate in published examples.
 */
const OLD_IDS: Readonly<Record<string, Tlp>> = {
  'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9': 'clear',
  'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da': 'green',
  'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82': 'amber',
  'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed': 'red',
  'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ec': 'red',
  'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ef': 'red',
};

const LEVEL_OF: ReadonlyMap<string, Tlp> = new Map([
  ...TLP_LEVELS.map((level) => [TLP_MARKING_IDS[level], level] as const),
  ...Object.entries(OLD_IDS),
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
