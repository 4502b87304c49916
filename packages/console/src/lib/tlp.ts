// SPDX-License-Identifier: Apache-2.0
import type { Audience, Tlp } from '@stillwatch/core/api';
import { AUDIENCE_TLP } from '@stillwatch/core/tlp';

/** TLP 2.0 (FIRST, August 2022), from the widest. */
export const TLP_WORDS: Readonly<Record<Tlp, string>> = {
  CLEAR: 'anybody may read it',
  GREEN: 'the community may, not the public',
  AMBER: 'the recipient’s organisation and its clients, who need to know',
  'AMBER+STRICT': 'the recipient’s organisation only',
  RED: 'the named recipients only, nobody else',
};
export const TLP_NAMES = Object.keys(TLP_WORDS) as Tlp[];

interface AudienceWords {
  readonly name: string;
  readonly who: string;
}

/** Circles of readers, from the narrowest. */
export const AUDIENCE_WORDS: Readonly<Record<Audience, AudienceWords>> = {
  recipients: { name: 'Named recipients', who: 'a court, counsel, an authority: people you can name' },
  organisation: { name: 'One organisation', who: 'whoever in it needs to know' },
  clients: { name: 'It and its clients', who: 'a sharing centre with its members' },
  community: { name: 'The community', who: 'peers and partners of the field' },
  public: { name: 'The public', who: 'anybody, for good' },
};
export const AUDIENCE_NAMES = Object.keys(AUDIENCE_WORDS) as Audience[];

/** Markings up to the strictest that an audience may see. */
export function tlpsFor(audience: Audience): Tlp[] {
  return TLP_NAMES.slice(0, TLP_NAMES.indexOf(AUDIENCE_TLP[audience]) + 1);
}

/** The wish where the audience may see so much, else the most that it may. */
export function capTlp(audience: Audience, wish: Tlp | undefined): Tlp {
  const allowed = tlpsFor(audience);
  return wish !== undefined && allowed.includes(wish) ? wish : AUDIENCE_TLP[audience];
}
