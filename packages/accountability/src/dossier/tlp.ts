// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** TLP 2.0 levels (FIRST, August 2022), from what anybody may read to what named recipients may. */
export const TLP_LEVELS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const;
export const Tlp = z.enum(TLP_LEVELS);
export type Tlp = z.infer<typeof Tlp>;

/** Circles of readers, each with the strictest level that TLP lets it see. */
export const AUDIENCES = {
  recipients: 'RED',
  organisation: 'AMBER+STRICT',
  clients: 'AMBER',
  community: 'GREEN',
  public: 'CLEAR',
} as const satisfies Record<string, Tlp>;
export type Audience = keyof typeof AUDIENCES;

/** Whether a reader of level `reader` sees an item marked `item`. */
export function mayRead(reader: Tlp, item: Tlp): boolean {
  return TLP_LEVELS.indexOf(item) <= TLP_LEVELS.indexOf(reader);
}

/** Several markings combine to the strictest; none at all counts as RED. */
export function strictestTlp(levels: readonly Tlp[]): Tlp {
  if (levels.length === 0) return 'RED';
  return levels.reduce((worst, level) => (mayRead(worst, level) ? worst : level));
}

/** The wider of two circles loses. */
export function narrowerTlp(a: Tlp, b: Tlp): Tlp {
  return mayRead(a, b) ? b : a;
}

/** Marking definitions of STIX 2.1: TLP 2.0, and the four of TLP 1 (white is CLEAR, amber stays AMBER). */
const STIX_MARKINGS: Readonly<Record<string, Tlp>> = {
  'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487': 'CLEAR',
  'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb': 'GREEN',
  'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421': 'AMBER',
  'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003': 'AMBER+STRICT',
  'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1': 'RED',
  'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9': 'CLEAR',
  'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da': 'GREEN',
  'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82': 'AMBER',
  'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed': 'RED',
};

/** The level of one marking definition; null for one that is not known, which a reader must take for RED. */
export function tlpOfMarking(id: string): Tlp | null {
  return Object.hasOwn(STIX_MARKINGS, id) ? STIX_MARKINGS[id]! : null;
}
