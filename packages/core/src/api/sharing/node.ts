// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { Moment, operation } from '../operation.ts';
import { PublicKey } from './terms.ts';

/** What partners need of this node, and what it shares under. */
export const SharingSettings = z.strictObject({
  /** Identity that this node signs as. */
  organisation: z.string(),
  /** Id of the same as a STIX identity. */
  identity: z.string(),
  /** Key that signs what this node says; partners pin it. `id` names it in signatures. */
  key: z.strictObject({ id: z.string(), publicKey: PublicKey, since: Moment }),
  /** URL of the TAXII root that partners pull from. */
  taxiiUrl: z.string(),
  /** Group under whose key prompts are sketched; null: the node's own key, so that no fingerprint fits anybody's. */
  group: z.strictObject({ name: z.string(), keyId: z.string() }).nullable(),
  pullSeconds: z.int(),
});
export type SharingSettings = z.infer<typeof SharingSettings>;

/** Who this node is to its partners. */
export const NODE_OPERATIONS = {
  getSharing: operation('GET /v1/sharing', {
    tag: 'sharing',
    access: 'read',
    summary: 'Who this node is to its partners: identity, public key, TAXII address, group.',
    response: SharingSettings,
  }),
} as const;
