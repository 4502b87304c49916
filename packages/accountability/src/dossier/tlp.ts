// SPDX-License-Identifier: Apache-2.0
import { type AUDIENCE_TLP, TLP1_MARKINGS, TLP_MARKINGS, TLPS } from '@stillwatch/core';
import { z } from 'zod';

export { AUDIENCE_TLP as AUDIENCES, TLPS as TLP_LEVELS } from '@stillwatch/core';
export const Tlp = z.enum(TLPS);
export type Tlp = z.infer<typeof Tlp>;
export type Audience = keyof typeof AUDIENCE_TLP;

/** Whether a reader of level `reader` sees an item marked `item`. */
export function mayRead(reader: Tlp, item: Tlp): boolean {
  return TLPS.indexOf(item) <= TLPS.indexOf(reader);
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

/** The level of one marking definition, of either version; null for one that is not known, which a reader must take for RED. */
export function tlpOfMarking(id: string): Tlp | null {
  if (Object.hasOwn(TLP1_MARKINGS, id)) return TLP1_MARKINGS[id]!;
  return TLPS.find((level) => TLP_MARKINGS[level] === id) ?? null;
}
