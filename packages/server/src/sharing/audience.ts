// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import {
  type Assertion,
  type Clearance,
  clearanceOf,
  markingUnder,
  mayRead,
  type ProjectionReader,
  type ReadPath,
  TLP_LEVELS,
  type Tlp,
} from '@stillwatch/sharing';
import type { Tlp as WireTlp } from '@stillwatch/core/api';
import { z } from 'zod';
import type { PeerRecord } from './kept.ts';

/** Sharing counts in small letters, as signatures have it; the API in capitals. */
export const toTlp = (tlp: WireTlp): Tlp => tlp.toLowerCase() as Tlp;
export const fromTlp = (tlp: Tlp): WireTlp => tlp.toUpperCase() as WireTlp;

/** Recipients that fit one label of a collection. */
export const MOST_RECIPIENTS = 50;

const Label = z.strictObject({
  tlp: z.enum(TLP_LEVELS),
  source: z.string(),
  group: z.string().nullable(),
  to: z.array(z.string()),
});

/** Stands for an organisation where room is short. */
function shortOf(organisation: string): string {
  return createHash('sha256').update(organisation).digest('hex').slice(0, 12);
}

/** What decides who may read an object of a collection: strictest marking, source, group and named recipients. */
export function labelFor({ object, tlp, source, group }: Assertion, recipients: readonly string[]): string {
  const strictest = markingUnder(object, new Map(), tlp).tlp;
  return JSON.stringify({ tlp: strictest, source, group, to: recipients.slice(0, MOST_RECIPIENTS).map(shortOf) });
}

/** May a peer's node read it? It is no person, so that TLP:RED is never for it. */
export function peerMayRead(label: string, peer: Pick<PeerRecord, 'organisation' | 'groups'>): boolean {
  let value: unknown;
  try {
    value = JSON.parse(label);
  } catch {
    return false;
  }
  const parsed = Label.safeParse(value);
  if (!parsed.success) return false;
  const { tlp, source, group, to } = parsed.data;
  const { organisation, groups } = peer;
  if (!to.includes(shortOf(organisation))) return false;
  const relations = { source, individuals: [], recipients: [organisation], clients: [], community: [] };
  const clearance = clearanceOf('taxii', { person: null, organisation }, relations);
  return mayRead({ level: tlp, audience: { source, group }, reader: { organisation, memberships: groups, clearance } });
}

/** Who reads here: somebody who is signed in, or the node itself, a key, a file, an alert. */
export interface OwnReader {
  readonly path: ReadPath;
  /** Id of the person; null for whatever is none. */
  readonly person: string | null;
}

/** The node at work: detection, alerts, exports. What is for individuals is not for it. */
export const MACHINE: OwnReader = { path: 'alert', person: null };

/** A reader of this organisation over everything that its peers said. */
export function ownReader(
  reader: OwnReader,
  { organisation, memberships, peers }: { organisation: string; memberships: readonly string[]; peers: readonly PeerRecord[] },
): ProjectionReader {
  const readersOf = new Map(peers.map((peer) => [peer.organisation, peer.readers]));
  return {
    organisation,
    memberships,
    clearanceTo: (source): Clearance =>
      clearanceOf(
        reader.path,
        { person: reader.person, organisation },
        { source, individuals: readersOf.get(source) ?? [], recipients: [organisation], clients: [], community: [] },
      ),
  };
}
