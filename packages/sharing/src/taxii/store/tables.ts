// SPDX-License-Identifier: Apache-2.0
import type { Generated } from 'kysely';

/** The tables as Kysely sees them. Booleans are 0 or 1, lists and documents JSON in text. */
export interface TaxiiTables {
  taxii_migrations: { version: number; name: string; at: number };
  taxii_documents: { name: string; document: string };
  taxii_roots: { name: string; document: string };
  taxii_collections: {
    key: Generated<number>;
    id: string;
    root: string;
    alias: string | null;
    document: string;
    /** Largest `date_added` that was given out, in microseconds. */
    last_added: number;
  };
  /** The labels that a collection's objects have, so that a reader's view is worked out per label, not per object. */
  taxii_labels: { key: Generated<number>; collection: number; label: string };
  taxii_objects: ObjectsTable;
  taxii_statuses: { id: string; root: string; owner: string | null; at: number; document: string };
}

interface ObjectsTable {
  /** Breaks ties of `added` where these came from elsewhere. */
  seq: Generated<number>;
  collection: number;
  /** `date_added`, microseconds since 1970. */
  added: number;
  id: string;
  type: string;
  spec: string;
  /** Sorts as versions do; '' where the object has no version of its own. */
  version_key: string;
  /** As received; '' likewise. */
  version: string;
  label: number;
  /** 1 for the last version in the newest STIX version of each object, whoever may see it. */
  current: number;
  body: string;
}
