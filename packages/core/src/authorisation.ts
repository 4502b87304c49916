// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** Kinds of permitted use that can look like extraction. */
export const AUTHORISATION_KINDS = ['synthetic-data', 'evaluation', 'reseller', 'research', 'internal'] as const;

/** One entry of the authorisation registry: who may do what looks like extraction, and for how long. */
export const Authorisation = z
  .strictObject({
    account: z.string().min(1).optional(),
    org: z.string().min(1).optional(),
    kind: z.enum(AUTHORISATION_KINDS),
    note: z.string().default(''),
    from: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
    to: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  })
  .refine((entry) => (entry.account === undefined) !== (entry.org === undefined), {
    message: 'name either an account or an org',
  })
  .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) <= Date.parse(to), {
    message: 'from lies after to',
    path: ['to'],
  });
export type Authorisation = z.infer<typeof Authorisation>;
export const Authorisations = z.array(Authorisation);
