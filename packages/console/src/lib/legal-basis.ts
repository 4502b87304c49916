// SPDX-License-Identifier: Apache-2.0
import type { LegalBasis } from '@stillwatch/core/api';
import { formatDuration } from './time.ts';

export interface Standing {
  /** Does it hold now? Only then does anything leave under it. */
  readonly holds: boolean;
  readonly look: 'good' | 'warn' | 'bad';
  readonly text: string;
}

const DAY_MS = 86_400_000;
const SOON_MS = 14 * DAY_MS;

/** Whether something may leave under a legal basis now. A date that cannot be read does not hold. @param now milliseconds since 1970. */
export function standingOf(basis: LegalBasis | null, now: number): Standing {
  if (basis === null) return { holds: false, look: 'bad', text: 'there is none, so nothing leaves' };
  const from = Date.parse(basis.validFrom);
  if (!(from <= now)) return { holds: false, look: 'bad', text: 'does not hold yet, so nothing leaves' };
  if (basis.validUntil === null) return { holds: true, look: 'good', text: 'holds, without an end' };
  const rest = Date.parse(basis.validUntil) - now;
  if (!(rest > 0)) return { holds: false, look: 'bad', text: 'has ended, so nothing leaves under it' };
  return { holds: true, look: rest < SOON_MS ? 'warn' : 'good', text: `holds for ${formatDuration(rest)} more` };
}

/** What happens when a legal basis ends, for whoever writes or reviews a release under it. */
export const ON_EXPIRY =
  'When it ends, nothing more leaves under it, approved or not: the release has to be written anew on another basis. What has left before is not undone by itself; recall it where it must be.';
