// SPDX-License-Identifier: Apache-2.0
import type { CampaignDetail } from '@stillwatch/core/api';

export type Family = CampaignDetail['finding']['evidence'][number]['family'];

interface FamilyWords {
  readonly label: string;
  /** What it looks at. */
  readonly about: string;
}

/** Their colours are custom properties `--f-<family>` in `tokens.css`. */
export const FAMILIES: Readonly<Record<Family, FamilyWords>> = {
  identity: { label: 'identity', about: 'cards, devices, credentials, addresses in common' },
  template: { label: 'template', about: 'rare prompt templates in common' },
  synchrony: { label: 'synchrony', about: 'acting on one clock' },
  partition: { label: 'partition', about: 'one corpus dealt out' },
  lifecycle: { label: 'lifecycle', about: 'created and active together' },
  pivot: { label: 'pivot', about: 'moving with a release' },
  intent: { label: 'intent', about: 'what is asked for' },
  harvest: { label: 'harvest', about: 'the shape of what is taken' },
  benign: { label: 'benign', about: 'benign explanations' },
};

export function isFamily(text: string): text is Family {
  return Object.hasOwn(FAMILIES, text);
}
