// SPDX-License-Identifier: Apache-2.0
import type { ApiRoot, Collection, DatedObject, Discovery, NewObject, Status, StoredObject } from '../model.ts';

/** Which versions of an object are meant (TAXII 2.1 §3.4.1): any of these, or all. */
export type VersionMatch =
  | 'all'
  | {
      readonly first: boolean;
      readonly last: boolean;
      /** Exact versions, as timestamps. */
      readonly exact: readonly string[];
    };

/** What of a collection is meant. Several values of one filter are alternatives, several filters all hold. */
export interface Selection {
  readonly collection: Collection;
  readonly ids: readonly string[] | null;
  readonly types: readonly string[] | null;
  /** Versions of STIX; null for the newest of each object. */
  readonly specs: readonly string[] | null;
  readonly versions: VersionMatch;
  /** Is what has this label shown? Asked once for every label in the collection, not for every object. */
  readonly isVisible: (label: string) => boolean;
}

export interface PageRequest extends Selection {
  /** Only what was added after this, in microseconds. */
  readonly addedAfter: number | null;
  /** Where the page before ended. */
  readonly after: { readonly added: number; readonly seq: number } | null;
  readonly limit: number;
  /** The page ends early, but never empty, once its bodies have so many characters. */
  readonly maxSize: number;
  readonly bodies: boolean;
}

export interface ObjectPage {
  /** Ascending by `added`. */
  readonly objects: readonly StoredObject[];
  /** Is there at least one more? Exact: the next one has been seen. */
  readonly more: boolean;
}

/** What became of an object: taken, or there already, which is as good (§5.5). */
export interface AddOutcome {
  readonly id: string;
  readonly version: string;
  readonly isNew: boolean;
}

/**
 * Collections and their objects. `date_added` is unique and strictly increasing in a collection, in the order in which
 * what was added can be read; only {@link CollectionStore.load} brings other ones.
 */
export interface CollectionStore {
  discovery(): Promise<Discovery | null>;
  setDiscovery(discovery: Discovery): Promise<void>;
  roots(): Promise<ApiRoot[]>;
  root(name: string): Promise<ApiRoot | null>;
  /** Makes it, or replaces what is known of it. */
  putRoot(root: ApiRoot): Promise<void>;
  collections(root: string): Promise<Collection[]>;
  /** By id or alias. */
  collection(root: string, idOrAlias: string): Promise<Collection | null>;
  /** Makes it, or replaces what is known of it; ids are unique over all roots, aliases within one. */
  putCollection(collection: Collection): Promise<void>;
  /**
   * Takes objects in, one outcome for each, in order.
   * @param now microseconds since 1970
   */
  add(collection: Collection, objects: readonly NewObject[], now: number): Promise<AddOutcome[]>;
  /** Takes in what comes with a `date_added`, many at once; what is there already stays. Gives how many were new. */
  load(collection: Collection, objects: readonly DatedObject[]): Promise<number>;
  page(request: PageRequest): Promise<ObjectPage>;
  /** Is there any version of an object that is shown? */
  has(collection: Collection, id: string, isVisible: (label: string) => boolean): Promise<boolean>;
  /** Deletes what is meant, and gives how many objects that were. */
  remove(selection: Selection): Promise<number>;
  /** @param owner who alone may ask for it; null for everybody. @param at milliseconds since 1970 */
  putStatus(root: string, status: Status, owner: string | null, at: number): Promise<void>;
  status(root: string, id: string, owner: string): Promise<Status | null>;
  /** Forgets statuses from before a time, in milliseconds since 1970. */
  forgetStatuses(before: number): Promise<void>;
}
