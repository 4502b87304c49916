// SPDX-License-Identifier: Apache-2.0
import { TLP_MARKINGS, type Tlp, TLPS } from '@stillwatch/core/tlp';

/** The TLP 2.0 marking that an id stands for; null for one that is not. */
export function tlpOfMarking(id: string): Tlp | null {
  return TLPS.find((level) => TLP_MARKINGS[level] === id) ?? null;
}
