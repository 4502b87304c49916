// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { ProjectedObject } from '../assertion/projection.ts';
import { strictestTlp, type Tlp, tlpLabel } from '../marking/tlp.ts';
import type { Skipped } from './import-context.ts';
import { valueOfPattern } from './observed.ts';

/** The widest distribution of MISP that a level allows; whoever loads the file can widen it, so nothing is given away. */
const DISTRIBUTION: Readonly<Record<Exclude<Tlp, 'red'>, string>> = { 'amber+strict': '0', amber: '0', green: '1', clear: '3' };

/**
 * What one reader may see as an event of MISP. Indicators with one comparison become attributes; anything else has no place
 * there. TLP:RED never goes into a file that others will load.
 */
export function exportMisp(
  shown: readonly ProjectedObject[],
  { uuid, info, now }: { uuid: string; info: string; now: number },
): { json: string; skipped: Skipped[] } {
  const skipped: Skipped[] = [];
  const attributes: object[] = [];
  const levels: Tlp[] = [];
  for (const { object, revoked, tlp } of shown) {
    const found = object.type === 'indicator' ? valueOfPattern(object['pattern']) : null;
    if (tlp === 'red' || found === null) {
      skipped.push({ where: object.id, why: tlp === 'red' ? 'TLP:RED is not for files' : 'MISP has no attribute for it' });
      continue;
    }
    levels.push(tlp);
    attributes.push({
      uuid: uuidOf(object.id),
      type: found.kind,
      category: 'Network activity',
      value: found.value,
      to_ids: true,
      timestamp: seconds(object['modified'], now),
      distribution: DISTRIBUTION[tlp],
      deleted: revoked,
      Tag: [{ name: tlpLabel(tlp).toLowerCase() }],
    });
  }
  const tlp = attributes.length === 0 ? 'amber+strict' : (strictestTlp(levels) as Exclude<Tlp, 'red'>);
  const event = {
    uuid,
    info,
    date: new Date(now).toISOString().slice(0, 10),
    timestamp: String(Math.floor(now / 1000)),
    published: false,
    analysis: '2',
    threat_level_id: '4',
    // Of the event as of what is in it: the narrowest.
    distribution: DISTRIBUTION[tlp],
    Tag: [{ name: tlpLabel(tlp).toLowerCase() }],
    Attribute: attributes,
  };
  return { json: JSON.stringify({ Event: event }), skipped };
}

/** The UUID of an id; of what has another form, one that follows from it. */
function uuidOf(id: string): string {
  const own = /--([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(id)?.[1];
  const hex = createHash('sha256').update(id).digest('hex');
  return own ?? `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function seconds(moment: unknown, now: number): string {
  const ms = typeof moment === 'string' ? Date.parse(moment) : Number.NaN;
  return String(Math.floor((Number.isNaN(ms) ? now : ms) / 1000));
}
