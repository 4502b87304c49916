// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { Tlp } from '../accountability.ts';
import { IdParams, operation } from '../operation.ts';
import { Name } from './terms.ts';

export const SharedCollection = z.strictObject({
  id: z.string(),
  alias: z.string().nullable(),
  title: z.string(),
  description: z.string(),
  /** URL of the collection for partners. */
  url: z.string(),
  /** Of what was put there: what stands now, and what was taken back since. What has expired is neither. */
  objects: z.int(),
  withdrawn: z.int(),
  canRead: z.boolean(),
  canWrite: z.boolean(),
});
export type SharedCollection = z.infer<typeof SharedCollection>;

/** Collections that partners pull from, and files where there is no feed. */
export const FILE_OPERATIONS = {
  listCollections: operation('GET /v1/collections', {
    tag: 'sharing',
    access: 'read',
    summary: 'TAXII collections of this node.',
    response: z.strictObject({ collections: z.array(SharedCollection) }),
  }),
  importIntelligence: operation('POST /v1/inbox/import', {
    tag: 'sharing',
    access: 'review',
    summary: 'Takes a file of MISP, CSV or STIX in, as the say of a source that is named.',
    query: z.strictObject({
      format: z.enum(['misp', 'csv', 'stix']),
      source: Name,
      tlp: Tlp.default('RED'),
    }),
    accepts: ['application/json', 'text/csv', 'application/stix+json'],
    body: z.unknown(),
    response: z.strictObject({
      imported: z.int(),
      skipped: z.array(z.strictObject({ where: z.string(), why: z.string() })),
    }),
  }),
  exportCampaign: operation('GET /v1/campaigns/{id}/intelligence', {
    tag: 'releases',
    access: 'release',
    summary: 'What was released of a campaign, as a file of STIX, MISP or CSV, for what TLP lets a file be read by.',
    params: IdParams,
    query: z.strictObject({ format: z.enum(['stix', 'misp', 'csv']).default('stix') }),
    media: 'application/octet-stream',
    response: z.unknown(),
  }),
} as const;
