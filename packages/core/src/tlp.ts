// SPDX-License-Identifier: Apache-2.0
/** Traffic Light Protocol 2.0 (FIRST, August 2022), and the identifiers under which STIX 2.1 carries it. */

/** From what anybody may read to what named recipients may. */
export const TLPS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const;
export type Tlp = (typeof TLPS)[number];

/** The one marking definition of each level; whoever writes a TLP 2.0 marking must use it. */
export const TLP_MARKINGS: Readonly<Record<Tlp, string>> = {
  CLEAR: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  GREEN: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  AMBER: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'AMBER+STRICT': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  RED: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
};

/**
 * TLP 1.x is still met on the wire. Its amber let recipients tell their clients, which is what amber means in 2.0: it
 * must not become amber+strict.
 */
export const TLP1_MARKINGS: Readonly<Record<string, Tlp>> = {
  'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9': 'CLEAR',
  'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da': 'GREEN',
  'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82': 'AMBER',
  'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed': 'RED',
};

/** Circles of readers, from the narrowest, each with the strictest level that TLP lets it see. */
export const AUDIENCE_TLP = {
  recipients: 'RED',
  organisation: 'AMBER+STRICT',
  clients: 'AMBER',
  community: 'GREEN',
  public: 'CLEAR',
} as const satisfies Record<string, Tlp>;
