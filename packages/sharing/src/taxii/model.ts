// SPDX-License-Identifier: Apache-2.0
/** What a TAXII server is about (TAXII 2.1 §4, §5), as the stores and the handler speak of it. */

/** Who asks. */
export interface Principal {
  readonly id: string;
  /** Nobody in particular: what such a one may not do is answered with 401, not with 403. */
  readonly anonymous?: boolean;
}

/** `GET /taxii2/` (§4.1). */
export interface Discovery {
  readonly title: string;
  readonly description: string | null;
  readonly contact: string | null;
  /** Name of the default API root, or its URL. */
  readonly default: string | null;
  /** URLs of the API roots; null for those that the store has. */
  readonly apiRoots: readonly string[] | null;
}

/** An API root (§4.2). */
export interface ApiRoot {
  /** One segment of the path. */
  readonly name: string;
  readonly title: string;
  readonly description: string | null;
  /** Bytes of the largest body that is taken. */
  readonly maxContentLength: number;
}

/** A collection (§5.2). What a principal may do is at most what the collection allows at all. */
export interface Collection {
  readonly root: string;
  readonly id: string;
  readonly alias: string | null;
  readonly title: string;
  readonly description: string | null;
  readonly canRead: boolean;
  readonly canWrite: boolean;
  readonly mediaTypes: readonly string[];
}

export interface Rights {
  readonly read: boolean;
  readonly write: boolean;
}

/** An object on its way into a collection. */
export interface NewObject {
  readonly id: string;
  readonly type: string;
  /** `2.0`, `2.1` */
  readonly spec: string;
  /** `modified`, else `created`, as received; null where the object has neither and `date_added` stands for it (§3.4.1). */
  readonly version: string | null;
  /** The object's JSON as received. */
  readonly body: string;
  /** What decides who may read it; opaque to the store. At most {@link LONGEST_LABEL} characters. */
  readonly label: string;
}

export const LONGEST_LABEL = 1_000;

/** An object that some other server gave its `date_added`, which need not be unique. */
export interface DatedObject extends NewObject {
  /** Microseconds since 1970. */
  readonly added: number;
}

/** One object of a page. */
export interface StoredObject {
  readonly id: string;
  readonly spec: string;
  /** As received, or `date_added`. */
  readonly version: string;
  /** Microseconds since 1970. */
  readonly added: number;
  /** Breaks ties of `added`. */
  readonly seq: number;
  /** '' where the page is asked for without bodies. */
  readonly body: string;
}

/** One entry of a status (§4.3.1). */
export interface StatusEntry {
  readonly id: string;
  readonly version: string;
  readonly message?: string;
}

/** A status resource (§4.3). */
export interface Status {
  readonly id: string;
  readonly status: 'pending' | 'complete';
  readonly request_timestamp: string;
  readonly total_count: number;
  readonly success_count: number;
  readonly successes?: readonly StatusEntry[];
  readonly failure_count: number;
  readonly failures?: readonly StatusEntry[];
  readonly pending_count: number;
  readonly pendings?: readonly StatusEntry[];
}
