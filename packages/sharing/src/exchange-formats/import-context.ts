// SPDX-License-Identifier: Apache-2.0
import type { LegalBasis, Statement } from '../assertion/assertion.ts';
import { AssertedObject } from '../assertion/assertion.ts';
import type { Pap } from '../marking/pap.ts';
import type { SharedObject } from '../marking/shared-object.ts';
import type { Tlp } from '../marking/tlp.ts';

/** What whoever imports a file says about it; the file cannot say it of itself. */
export interface ImportContext {
  /** Identity under which it is asserted here, which signs it. */
  readonly source: string;
  /** Identity of the one who observed it, where that is another. */
  readonly origin: string;
  /** Level of what comes without one; never clear by omission, red where null. */
  readonly tlp: Tlp | null;
  /** Sharing groups that this node knows, by the name or id that the file uses. */
  readonly groups: ReadonlyMap<string, string>;
  readonly confidence: number;
  readonly legalBasis: LegalBasis | null;
  readonly licence: string | null;
  /** Secret of the node, at least 32 bytes: ids of what has none follow from it, the same at every import. */
  readonly key: Uint8Array;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Something of a file that was not taken over, and why. */
export interface Skipped {
  readonly where: string;
  readonly why: string;
}

/** Statements that are to be signed; nothing here is in force yet. */
export interface Imported {
  readonly statements: readonly Statement[];
  readonly skipped: readonly Skipped[];
}

export interface Marked {
  readonly tlp: Tlp;
  readonly pap: Pap | null;
  readonly group: string | null;
  readonly confidence?: number;
  readonly expiresAt?: string | null;
}

/** A statement about an object, or null where the object is none. */
export function statementFor(object: SharedObject, marked: Marked, context: ImportContext): Statement | null {
  const checked = AssertedObject.safeParse(object);
  if (!checked.success) return null;
  const { source, origin, legalBasis, licence } = context;
  return {
    object: checked.data,
    source,
    origin,
    group: marked.group,
    tlp: marked.tlp,
    pap: marked.pap,
    at: new Date(context.now).toISOString(),
    confidence: marked.confidence ?? context.confidence,
    legalBasis,
    licence,
    expiresAt: marked.expiresAt ?? null,
    withdraws: null,
  };
}

/** Group of this node for one that a file names; the empty name, which is nobody, where it is not known here. */
export function groupFor(name: unknown, { groups }: ImportContext): string {
  return typeof name === 'string' || typeof name === 'number' ? (groups.get(String(name)) ?? '') : '';
}

/** What an unmarked thing counts as: see `markingOf`. */
export function levelByOmission({ tlp }: ImportContext): Tlp {
  return tlp === null ? 'red' : tlp === 'clear' ? 'green' : tlp;
}
