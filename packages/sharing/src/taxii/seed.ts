// SPDX-License-Identifier: Apache-2.0
/**
 * Loads what another server had, with its `date_added` and its statuses, so that test suites written for a server's
 * default data can be run. The layout is that of medallion's data file: `/discovery`, and under the name of each API root
 * `information`, `status` and `collections`, each with `objects` and `manifest`.
 */
import { AppError } from '@stillwatch/core';
import { z } from 'zod';
import type { Collection, DatedObject, Status } from './model.ts';
import { specOf, versionOf } from './server/stix-version.ts';
import type { CollectionStore } from './store/collection-store.ts';
import { toMicros, versionKey } from './wire/timestamps.ts';

const discoverySchema = z.looseObject({
  title: z.string(),
  description: z.string().nullish(),
  contact: z.string().nullish(),
  default: z.string().nullish(),
  api_roots: z.array(z.string()).nullish(),
});

const objectSchema = z.looseObject({ id: z.string(), type: z.string() });

const manifestSchema = z.looseObject({
  id: z.string(),
  date_added: z.string(),
  version: z.string(),
  media_type: z.string().optional(),
});
type ManifestEntry = z.infer<typeof manifestSchema>;

const collectionSchema = z.looseObject({
  id: z.string(),
  alias: z.string().nullish(),
  title: z.string(),
  description: z.string().nullish(),
  can_read: z.boolean(),
  can_write: z.boolean(),
  media_types: z.array(z.string()).optional(),
  objects: z.array(objectSchema).default([]),
  manifest: z.array(manifestSchema).default([]),
});

const rootSchema = z.looseObject({
  information: z.looseObject({
    title: z.string(),
    description: z.string().nullish(),
    max_content_length: z.number().int().positive(),
  }),
  status: z.array(z.looseObject({ id: z.string() })).default([]),
  collections: z.array(collectionSchema).default([]),
});

const documentSchema = z.record(z.string(), z.unknown());

/** Gives how many objects were loaded. @throws AppError RECORD_INVALID for another layout. */
export async function seedTaxii(
  store: CollectionStore,
  document: unknown,
  { label = '' }: { label?: string } = {},
): Promise<number> {
  let loaded = 0;
  for (const [name, part] of Object.entries(read(documentSchema, document))) {
    if (name === '/discovery') {
      const { title, description, contact, default: chosen, api_roots } = read(discoverySchema, part);
      await store.setDiscovery({
        title,
        description: description ?? null,
        contact: contact ?? null,
        default: chosen ?? null,
        apiRoots: api_roots ?? null,
      });
    } else loaded += await seedRoot(store, name, read(rootSchema, part), label);
  }
  return loaded;
}

async function seedRoot(store: CollectionStore, name: string, part: z.infer<typeof rootSchema>, label: string): Promise<number> {
  const { title, description, max_content_length } = part.information;
  await store.putRoot({ name, title, description: description ?? null, maxContentLength: max_content_length });
  for (const status of part.status) await store.putStatus(name, status as unknown as Status, null, 0);
  let loaded = 0;
  for (const one of part.collections) {
    const collection: Collection = {
      root: name,
      id: one.id,
      alias: one.alias ?? null,
      title: one.title,
      description: one.description ?? null,
      canRead: one.can_read,
      canWrite: one.can_write,
      mediaTypes: one.media_types ?? [],
    };
    await store.putCollection(collection);
    loaded += await store.load(
      collection,
      one.objects.map((object) => datedOf(object, one.manifest, label)),
    );
  }
  return loaded;
}

function datedOf(object: z.infer<typeof objectSchema>, manifest: readonly ManifestEntry[], label: string): DatedObject {
  const version = versionOf(object);
  const key = version === null ? null : versionKey(version);
  const entry = manifest.find((one) => one.id === object.id && (key === null || versionKey(one.version) === key));
  const added = entry === undefined ? null : toMicros(entry.date_added);
  if (added === null) throw invalid(`the manifest does not say when ${object.id} was added`);
  const spec = /version=(\d+\.\d+)/.exec(entry?.media_type ?? '')?.[1] ?? specOf(object);
  return { id: object.id, type: object.type, spec, version, body: JSON.stringify(object), label, added };
}

function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(z.prettifyError(parsed.error));
}

function invalid(what: string): AppError {
  return new AppError('RECORD_INVALID', `this is no data of a TAXII server: ${what}`);
}
