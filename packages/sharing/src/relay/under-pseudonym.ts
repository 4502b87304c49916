// SPDX-License-Identifier: Apache-2.0
import type { Assertion, Statement } from '../assertion/assertion.ts';
import { derivedId } from '../stix/derived-id.ts';
import { EXTENSION_OBJECTS } from '../stix/extension.ts';
import type { StixObject } from '../stix/objects.ts';
import type { PseudonymCertificate } from './pseudonym.ts';

const HOUR_MS = 3_600_000;
/** When something was written, and until when it holds; not when what it tells of happened. */
const WRITTEN = ['created', 'modified', 'valid_from', 'valid_until'] as const;
/** What is the same whoever publishes it. */
const PUBLIC = new Set(EXTENSION_OBJECTS.map(({ id }) => id));

type SharedObject = Statement['object'];
/** What an object shows of the one who is behind it. */
type Face = Pick<PseudonymCertificate, 'centre' | 'pseudonym' | 'validFrom'>;

/** A member's statement as its pseudonym makes it: nobody else in it, and its times to the hour. */
export function underPseudonym(statement: Statement, { pseudonym }: PseudonymCertificate): Statement {
  const { object, at, expiresAt } = statement;
  const coarse = Object.fromEntries(WRITTEN.flatMap((key) => (isMoment(object[key]) ? [[key, toHour(object[key])]] : [])));
  const by = object['created_by_ref'] === undefined ? {} : { created_by_ref: pseudonym };
  return {
    ...statement,
    object: { ...object, ...coarse, ...by },
    source: pseudonym,
    origin: pseudonym,
    at: toHour(at),
    expiresAt: expiresAt === null ? null : toHour(expiresAt),
  };
}

/** Does an assertion tell more exactly than to the hour when it was written? */
export function isExact({ object, at, expiresAt }: Assertion): boolean {
  const times = [at, expiresAt, ...WRITTEN.map((key) => object[key])];
  return times.filter(isMoment).some((time) => Date.parse(time) % HOUR_MS !== 0);
}

/**
 * A member's objects as its pseudonym publishes them. Ids that the member makes itself become others, or whoever has the
 * same from the member under its name would know the pseudonym by them; the member's identity becomes the pseudonym's. Ids
 * that follow from content, and those of others' objects, stay; what everybody knows anyway stays away.
 * @param idKey the member's secret, at least 32 bytes: the same object has the same id under one pseudonym.
 */
export function objectsUnderPseudonym(
  objects: readonly SharedObject[],
  { identity, certificate, idKey }: { identity: StixObject; certificate: Face; idKey: Uint8Array },
): SharedObject[] {
  const { pseudonym } = certificate;
  const ids = new Map([[identity.id, pseudonym]]);
  for (const object of objects) {
    if (object['created'] !== undefined && !PUBLIC.has(object.id) && object.type !== 'marking-definition' && !ids.has(object.id))
      ids.set(object.id, idUnderPseudonym(object.id, { pseudonym, idKey }));
  }
  return objects
    .filter(({ id }) => !PUBLIC.has(id))
    .map((object) => (object.id === identity.id ? identityOf(object, certificate) : (renamed(object, ids) as SharedObject)));
}

/** Id of a member's own object under its pseudonym. */
export function idUnderPseudonym(id: string, { pseudonym, idKey }: { pseudonym: string; idKey: Uint8Array }): string {
  return derivedId(idKey, id.split('--')[0]!, 'pseudonym', pseudonym, id);
}

/** What receivers call whoever is behind a pseudonym. */
export function pseudonymName(centre: string): string {
  return `a member of ${centre}`;
}

function identityOf(object: SharedObject, { centre, pseudonym, validFrom }: Face): SharedObject {
  const marked = object['object_marking_refs'] === undefined ? {} : { object_marking_refs: object['object_marking_refs'] };
  return {
    type: 'identity',
    spec_version: '2.1',
    id: pseudonym,
    created: validFrom,
    modified: validFrom,
    name: pseudonymName(centre),
    identity_class: 'organization',
    ...marked,
  };
}

/** The same value with other ids wherever one stands whole. */
function renamed(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return ids.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => renamed(one, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, renamed(one, ids)]));
}

function isMoment(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function toHour(time: string): string {
  return new Date(Math.floor(Date.parse(time) / HOUR_MS) * HOUR_MS).toISOString();
}
