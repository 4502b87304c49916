// SPDX-License-Identifier: Apache-2.0
import { type Clearance, mayRead } from '../marking/access.ts';
import { readablePart } from '../marking/granular.ts';
import { type KnownDefinitions, markingUnder } from '../marking/marking-of.ts';
import { type Pap, strictestPap } from '../marking/pap.ts';
import type { SharedObject } from '../marking/shared-object.ts';
import { strictestTlp, type Tlp } from '../marking/tlp.ts';
import type { Assertion } from './assertion.ts';
import { standingAssertions, versionOf } from './standing.ts';

/** Somebody who reads over all sources; the clearance depends on the source. */
export interface ProjectionReader {
  readonly organisation: string | null;
  readonly memberships: readonly string[];
  clearanceTo(source: string): Clearance;
}

/** One source's say, as this reader may know of it. */
export interface Claim {
  readonly assertion: string;
  readonly source: string;
  readonly origin: string;
  readonly tlp: Tlp;
  readonly at: string;
  readonly confidence: number;
  readonly hops: number;
}

/** An object as one reader sees it. Everything in it, counts included, comes from what this reader may read. */
export interface ProjectedObject {
  readonly object: SharedObject;
  /** True where every source that this reader hears has taken it back. */
  readonly revoked: boolean;
  /** Strictest of everything shown here. */
  readonly tlp: Tlp;
  readonly pap: Pap | null;
  readonly claims: readonly Claim[];
  readonly sources: number;
  readonly origins: number;
}

/**
 * Objects as a reader sees them at a moment, by id. What is shown of an object is the newest version among the readable
 * assertions that stand; the strictest of the assertion's level and the object's own marking decides.
 *
 * A source's withdrawal takes away its own assertions for everybody, also for those who may not read the withdrawal, and
 * touches nobody else's.
 */
export function project(
  assertions: readonly Assertion[],
  reader: ProjectionReader,
  now: number,
  definitions: KnownDefinitions = new Map(),
): ProjectedObject[] {
  const { standing, withdrawals } = standingAssertions(assertions, now);
  const shown = new Map<string, ProjectedObject>();
  for (const [id, ofObject] of groupByObject(standing)) {
    const projected = projectOne(ofObject, reader, definitions, false);
    if (projected !== null) shown.set(id, projected);
  }
  for (const [id, ofObject] of groupByObject(withdrawals)) {
    const projected = shown.has(id) ? null : projectOne(ofObject, reader, definitions, true);
    if (projected !== null) shown.set(id, projected);
  }
  return [...shown.values()].toSorted((a, b) => (a.object.id < b.object.id ? -1 : 1));
}

function groupByObject(assertions: readonly Assertion[]): Map<string, Assertion[]> {
  return Map.groupBy(assertions, ({ object }) => object.id);
}

interface Readable {
  readonly assertion: Assertion;
  readonly level: Tlp;
  readonly pap: Pap | null;
  readonly part: SharedObject;
}

function projectOne(
  assertions: readonly Assertion[],
  reader: ProjectionReader,
  definitions: KnownDefinitions,
  revoked: boolean,
): ProjectedObject | null {
  // From the newest, so that the first is the one that is shown.
  const readable = assertions.toSorted(newestFirst).flatMap((one) => readOne(one, reader, definitions));
  const [first] = readable;
  if (first === undefined) return null;
  const claims = readable.map(({ assertion, level }): Claim => {
    const { id, source, origin, at, confidence, hops } = assertion;
    return { assertion: id, source, origin, tlp: level, at, confidence, hops };
  });
  return {
    object: first.part,
    revoked,
    tlp: strictestTlp(readable.map(({ level }) => level)),
    pap: strictestPap(readable.map(({ pap }) => pap)),
    claims,
    sources: new Set(claims.map(({ source }) => source)).size,
    origins: new Set(claims.map(({ origin }) => origin)).size,
  };
}

function readOne(assertion: Assertion, reader: ProjectionReader, definitions: KnownDefinitions): Readable[] {
  const { object, source, group, tlp, pap } = assertion;
  const own = markingUnder(object, definitions, tlp);
  const level = own.tlp;
  const { organisation, memberships } = reader;
  const asking = { organisation, memberships, clearance: reader.clearanceTo(source) };
  const may = (one: Tlp): boolean => mayRead({ level: one, audience: { source, group }, reader: asking });
  const part = readablePart<SharedObject>(object, level, definitions, may);
  return part === null ? [] : [{ assertion, level, pap: strictestPap([pap, own.pap]), part }];
}

function newestFirst(a: Assertion, b: Assertion): number {
  return versionOf(b) - versionOf(a) || Date.parse(b.at) - Date.parse(a.at) || (a.id < b.id ? -1 : 1);
}
