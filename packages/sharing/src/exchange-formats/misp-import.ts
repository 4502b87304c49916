// SPDX-License-Identifier: Apache-2.0
import type { Result } from '@stillwatch/core';
import type { Statement } from '../assertion/assertion.ts';
import { papOfLabel, strictestPap } from '../marking/pap.ts';
import { isRecord, type SharedObject } from '../marking/shared-object.ts';
import { strictestTlp, type Tlp, tlpOfLabel } from '../marking/tlp.ts';
import { derivedId } from '../stix/derived-id.ts';
import {
  groupFor,
  type Imported,
  type ImportContext,
  levelByOmission,
  type Marked,
  type Skipped,
  statementFor,
} from './import-context.ts';
import { patternFor } from './observed.ts';
import { readStrictJson } from '../json/read-strict-json.ts';

/**
 * How far MISP's distributions let a thing go: 0 this organisation, 1 this community, 2 connected communities, 3 all.
 * 4 is a sharing group, and 5 what is around it. What is not known goes to nobody.
 */
const DISTRIBUTION: Readonly<Record<string, Tlp>> = { 0: 'amber+strict', 1: 'amber', 2: 'green', 3: 'clear' };
const SHARING_GROUP = '4';
const INHERIT = '5';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Statements from MISP's JSON: `{"Event": …}`, a list of them, or `{"response": […]}`. Each attribute becomes an indicator,
 * each event a grouping of its own. A deleted attribute becomes a revoked version. The stricter of tags and distribution
 * counts; an unknown or empty sharing group is nobody.
 */
export function importMisp(input: string | Uint8Array, context: ImportContext): Result<Imported> {
  const read = readStrictJson(input);
  if (!read.ok) return read;
  const events = eventsIn(read.value);
  if (events === null) return { ok: false, code: 'FORMAT_UNKNOWN', reason: 'it is not an event of MISP' };
  const statements: Statement[] = [];
  const skipped: Skipped[] = [];
  for (const [i, event] of events.entries()) importEvent(event, `event ${i}`, context, statements, skipped);
  return { ok: true, value: { statements, skipped } };
}

function eventsIn(value: unknown): Fields[] | null {
  const listed = isRecord(value) && 'response' in value ? value['response'] : value;
  const all = Array.isArray(listed) ? (listed as unknown[]) : [listed];
  const events = all.map((one) => (isRecord(one) && isRecord(one['Event']) ? one['Event'] : null));
  return events.length === 0 || events.includes(null) ? null : (events as Fields[]);
}

function importEvent(event: Fields, where: string, context: ImportContext, statements: Statement[], skipped: Skipped[]): void {
  const around = markedBy(event, null, context);
  const refs: string[] = [];
  const attributes = [
    ...listOf(event['Attribute']).map((attribute) => ({ attribute, within: around })),
    ...listOf(event['Object']).flatMap((object) => {
      const within = markedBy(object, around, context);
      return listOf(object['Attribute']).map((attribute) => ({ attribute, within }));
    }),
  ];
  for (const [n, { attribute, within }] of attributes.entries()) {
    const object = indicatorOf(attribute, context);
    const made = object === null ? null : statementFor(object, markedBy(attribute, within, context), context);
    if (made === null) {
      skipped.push({
        where: `${where}, attribute ${n}`,
        why: `${textOf(attribute['type']).slice(0, 50) || 'its type'} has no pattern here, or the value is none`,
      });
      continue;
    }
    statements.push(made);
    refs.push(made.object.id);
  }
  if (refs.length === 0) return;
  const at = moment(event['timestamp'], context.now);
  const grouping = {
    type: 'grouping',
    spec_version: '2.1',
    id: idFor(context.key, 'grouping', event['uuid'], refs.join(' ')),
    created: at,
    modified: at,
    name: textOf(event['info']).slice(0, 500) || 'Event of MISP',
    context: 'suspicious-activity',
    object_refs: refs,
  };
  const made = statementFor(grouping, around, context);
  if (made !== null) statements.push(made);
}

function indicatorOf(attribute: Fields, { key, now }: ImportContext): SharedObject | null {
  const kind = textOf(attribute['type']);
  const pattern = patternFor(kind, textOf(attribute['value']).trim());
  if (pattern === null) return null;
  const at = moment(attribute['timestamp'], now);
  const comment = textOf(attribute['comment']).slice(0, 5_000);
  return {
    type: 'indicator',
    spec_version: '2.1',
    id: idFor(key, 'indicator', attribute['uuid'], pattern),
    created: at,
    modified: at,
    pattern,
    pattern_type: 'stix',
    valid_from: at,
    ...(comment === '' ? {} : { description: comment }),
    ...(attribute['deleted'] === true || attribute['deleted'] === '1' ? { revoked: true } : {}),
  };
}

/** Marking of a thing: its own tags and distribution, never wider than what is around it. */
function markedBy(thing: Fields, around: Marked | null, context: ImportContext): Marked {
  const labels = listOf(thing['Tag']).map(({ name }) => textOf(name));
  const levels = labels.filter((label) => /^\s*tlp\s*:/i.test(label)).map((label): Tlp => tlpOfLabel(label) ?? 'red');
  const paps = labels.map((label) => papOfLabel(label) ?? null);
  const said = thing['distribution'];
  const distribution = said === undefined && around !== null ? INHERIT : textOf(said);
  const isGroup = distribution === SHARING_GROUP;
  const inherits = distribution === INHERIT && around !== null;
  const limit = isGroup || inherits ? [] : [Object.hasOwn(DISTRIBUTION, distribution) ? DISTRIBUTION[distribution]! : 'red'];
  const own = levels.length > 0 ? levels : around === null ? [levelByOmission(context)] : [];
  const group = isGroup ? sharingGroup(thing, context) : null;
  return {
    tlp: strictestTlp([...own, ...limit, ...(around === null ? [] : [around.tlp])]),
    pap: strictestPap([...paps, around?.pap ?? null]),
    // Of two groups, those who are in both: that is neither of them, so nobody.
    group: around?.group == null ? group : group === null || group === around.group ? around.group : '',
  };
}

/** The node's group for MISP's, found by its universal id only: numbers differ between instances. */
function sharingGroup(thing: Fields, context: ImportContext): string {
  const group = thing['SharingGroup'];
  if (!isRecord(group)) return '';
  const members = group['SharingGroupOrg'];
  if (Array.isArray(members) && members.length === 0) return '';
  return groupFor(group['uuid'], context);
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? (value as unknown[]).filter(isRecord) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** Seconds since 1970, as text or number. */
function moment(seconds: unknown, now: number): string {
  const ms = Number(textOf(seconds) || Number.NaN) * 1000;
  return new Date(ms > 0 && ms < 4_102_444_800_000 ? ms : now).toISOString();
}

/** MISP's own id where it is one that STIX takes, so that the same thing has the same id whenever it is imported. */
function idFor(key: Uint8Array, type: string, uuid: unknown, content: string): string {
  const own = textOf(uuid).toLowerCase();
  return /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(own)
    ? `${type}--${own}`
    : derivedId(key, type, content);
}
