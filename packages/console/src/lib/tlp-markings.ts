// SPDX-License-Identifier: Apache-2.0
import type { Tlp } from '@stillwatch/core/api';

/** Ids of the TLP 2.0 markings in STIX 2.1, as OASIS publishes them. */
const MARKINGS: Readonly<Record<string, Tlp>> = {
  'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487': 'CLEAR',
  'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb': 'GREEN',
  'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421': 'AMBER',
  'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003': 'AMBER+STRICT',
  'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1': 'RED',
};

/** The marking that an id stands for; null for one that is not TLP's. */
export function tlpOfMarking(id: string): Tlp | null {
  return Object.hasOwn(MARKINGS, id) ? MARKINGS[id]! : null;
}
