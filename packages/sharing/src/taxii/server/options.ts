// SPDX-License-Identifier: Apache-2.0
import type { Collection, Principal, Rights } from '../model.ts';
import type { CollectionStore } from '../store/collection-store.ts';
import type { PostedObject } from './envelope.ts';
import type { Credentials } from './http.ts';

export interface TaxiiLimits {
  /** Objects of one page at most; a larger `limit` is cut down to it. */
  readonly pageObjects: number;
  /** Characters of one page's bodies, about; a single larger object still is a page. */
  readonly pageSize: number;
  /** Objects of one POST. Its bytes are limited per API root. */
  readonly postObjects: number;
  /** Characters of one object. */
  readonly objectSize: number;
  /** Nesting of JSON. */
  readonly depth: number;
  /** Milliseconds for the whole of a body. */
  readonly bodyMs: number;
  /** Milliseconds that a status can be asked for. */
  readonly statusMs: number;
  /** Values of one filter. */
  readonly filterValues: number;
}

export const TAXII_LIMITS: TaxiiLimits = {
  pageObjects: 1_000,
  pageSize: 8_000_000,
  postObjects: 20_000,
  objectSize: 1_000_000,
  depth: 64,
  bodyMs: 60_000,
  statusMs: 7 * 86_400_000,
  filterValues: 100,
};

/** What is wrong with an object; the same words go to whoever posted it. */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly message: string };

export interface TaxiiOptions {
  readonly store: CollectionStore;
  /** Who is it? Null for nobody who is known here: 401. */
  authenticate(credentials: Credentials): Promise<Principal | null>;
  /** What may it do with a collection, besides what the collection allows at all? Null: for it there is none (404). */
  authorise(principal: Principal, collection: Collection): Promise<Rights | null>;
  /** Is an object as it should be? */
  validate(object: PostedObject): Verdict;
  /**
   * What an object's readers are decided by, worked out once when it is taken in: marking, source, sharing group as one
   * text. At most 1,000 characters; hundreds of different ones in a collection are fine.
   */
  labelOf(object: PostedObject, context: { readonly collection: Collection; readonly principal: Principal }): string;
  /**
   * May this reader see what has this label? Asked at read time for every label of the collection, and applied within the
   * scan that makes a page, so that pages are as long and `more` as exact as if the rest were not there.
   */
  isVisible(principal: Principal, context: { readonly collection: Collection; readonly label: string }): boolean;
  readonly clock: { now(): number };
  /** At least 32 bytes, the same on all nodes of one server. */
  readonly cursorKey: Uint8Array;
  readonly limits?: Partial<TaxiiLimits>;
  /** What API roots are below, without a closing slash: '' (default) or, for instance, `/taxii2`. */
  readonly rootPrefix?: string;
  /** `https://host` for the URLs in the discovery; without it they are paths. */
  readonly publicUrl?: string;
  /** Told of what should not happen: it is answered with 500 and the same id. */
  readonly onError?: (error: unknown, errorId: string) => void;
  /** Told after objects were taken in that were new. */
  readonly onAdded?: (event: { readonly collection: Collection; readonly principal: Principal; readonly count: number }) => void;
}
