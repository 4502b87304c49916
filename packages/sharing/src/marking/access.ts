// SPDX-License-Identifier: Apache-2.0
import { type Tlp, TLP_LEVELS } from './tlp.ts';

/**
 * Where a reader stands towards the source of an assertion, from nearest to farthest:
 * - own: belongs to the organisation that is the source;
 * - individual: a person whom the source named as recipient;
 * - recipient: of an organisation that received it;
 * - client: of a client of such an organisation, who needs to know to protect themselves;
 * - community: of the community of source and recipients;
 * - public: anybody else.
 */
export const CLEARANCES = ['own', 'individual', 'recipient', 'client', 'community', 'public'] as const;
export type Clearance = (typeof CLEARANCES)[number];

/** The farthest reader of each level, by the definitions of TLP 2.0. */
const FARTHEST: Readonly<Record<Tlp, Clearance>> = {
  clear: 'public',
  green: 'community',
  amber: 'client',
  'amber+strict': 'recipient',
  red: 'individual',
};

export interface Audience {
  /** Identity of the organisation that says it. */
  readonly source: string;
  /** Sharing group to which it is limited besides its TLP; null for no such limit. */
  readonly group: string | null;
}

export interface Reader {
  /** Identity of the reader's organisation; null for the public. */
  readonly organisation: string | null;
  /** Sharing groups that the organisation is in, from {@link membershipsOf}. */
  readonly memberships: readonly string[];
  /** Towards the source of what is asked for, from {@link clearanceOf}. */
  readonly clearance: Clearance;
}

/**
 * May this reader read this? The one answer for every way out of a node: API, console, TAXII, export, dossier, alert.
 * Fails closed: of an unknown level, clearance or group nobody reads anything, nor of a group without members.
 */
export function mayRead({ level, audience, reader }: { level: Tlp; audience: Audience; reader: Reader }): boolean {
  if (!TLP_LEVELS.includes(level) || !CLEARANCES.includes(reader.clearance)) return false;
  // A clearance that was worked out for another source.
  if (reader.clearance === 'own' && reader.organisation !== audience.source) return false;
  if (reader.clearance !== 'public' && reader.organisation === null) return false;
  const { group } = audience;
  if (group !== null && (group === '' || !reader.memberships.includes(group))) return false;
  return CLEARANCES.indexOf(reader.clearance) <= CLEARANCES.indexOf(FARTHEST[level]);
}

/** A sharing group as its owner publishes it; signed and versioned by the channel that brought it. */
export interface SharingGroup {
  readonly id: string;
  readonly owner: string;
  readonly members: readonly string[];
}

/** Ids of the groups that an organisation is in. A group without members has none, not even its owner. */
export function membershipsOf(organisation: string | null, groups: Iterable<SharingGroup>): string[] {
  if (organisation === null) return [];
  return [...groups]
    .filter(({ id, members }) => id !== '' && members.length > 0)
    .filter(({ owner, members }) => owner === organisation || members.includes(organisation))
    .map(({ id }) => id);
}

/** Ways in which something is read. */
export const READ_PATHS = ['api', 'console', 'taxii', 'export', 'dossier', 'alert'] as const;
export type ReadPath = (typeof READ_PATHS)[number];

/** Ways on which one known person may read; files and channels are read by whoever holds them. A peer's node is no person. */
const PERSONAL: ReadonlySet<ReadPath> = new Set(['api', 'console', 'taxii']);

/** What a node knows about who is what to a source. All are identities. */
export interface Relations {
  readonly source: string;
  /** Persons whom the source named. */
  readonly individuals: readonly string[];
  /** Organisations that it gave it to. */
  readonly recipients: readonly string[];
  /** Clients of those, who need to know. */
  readonly clients: readonly string[];
  readonly community: readonly string[];
}

/**
 * Clearance of somebody on a read path. TLP:RED is for the eyes and ears of individuals, so on a path without a known
 * person nobody stands nearer than a recipient, not even the source itself.
 */
export function clearanceOf(
  path: ReadPath,
  { person, organisation }: { person: string | null; organisation: string | null },
  { source, individuals, recipients, clients, community }: Relations,
): Clearance {
  if (organisation === null || organisation === '') return 'public';
  const personal = PERSONAL.has(path) && person !== null && person !== '';
  if (organisation === source) return personal ? 'own' : 'recipient';
  if (personal && individuals.includes(person) && recipients.includes(organisation)) return 'individual';
  if (recipients.includes(organisation)) return 'recipient';
  if (clients.includes(organisation)) return 'client';
  return community.includes(organisation) ? 'community' : 'public';
}
