// SPDX-License-Identifier: Apache-2.0
import { detect, LINK_FAMILIES, type LinkFamily } from '@stillwatch/detection';
import type { Detector } from './detector.ts';

/** Stillwatch as it hunts: campaigns of tier confirmed and probable accuse their accounts, those on watch do not. */
export const STILLWATCH: Detector = createStillwatch('stillwatch', 'Stillwatch: tiers confirmed and probable.', []);

/** Stillwatch without each family of links, one at a time. */
export const ABLATIONS: readonly Detector[] = LINK_FAMILIES.map((family) =>
  createStillwatch(`without-${family}`, `Stillwatch without links of the family ${family}.`, [family]),
);

function createStillwatch(name: string, about: string, without: readonly LinkFamily[]): Detector {
  return {
    name,
    about,
    detect({ table }) {
      const accusing = detect(table, undefined, { without }).campaigns.filter(({ judgement }) => judgement.tier !== 'watch');
      return { groups: accusing.map(({ judgement }) => Array.from(judgement.cohort.accounts)) };
    },
  };
}
