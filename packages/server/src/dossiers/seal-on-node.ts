// SPDX-License-Identifier: Apache-2.0
import type { DossierInput, DossierSigner } from '@stillwatch/accountability';
import { AppError } from '@stillwatch/core';
import { type Ledger, NODE, type Who } from '../ledger/index.ts';
import type { Clock, Records } from '../parts.ts';
import type { Transparency } from '../transparency/index.ts';
import { sealDossier, type SealedDossier } from './seal.ts';

export interface NodeSealParts {
  readonly ledger: Ledger;
  readonly transparency: Transparency;
  readonly records: Pick<Records, 'vault'>;
  readonly signer: DossierSigner;
  readonly authority: { readonly url: string; readonly roots: string } | null;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
}

/** Seals a dossier with a node's own log, witnesses and time-stamp authority. @param id of the dossier: it is logged once. */
export async function sealOnNode(input: DossierInput, parts: NodeSealParts, by: Who, id: string): Promise<SealedDossier> {
  const { ledger, transparency, records, signer, authority, clock, fetch } = parts;
  return await sealDossier(input, {
    signer,
    authority,
    fetch,
    policy: transparency.policy,
    now: () => clock.now(),
    async record(payload) {
      const act = {
        kind: 'dossier',
        actor: by,
        subject: null,
        payload: { ...payload },
        key: `dossier ${id}`,
      } as const;
      const { key, index } = await ledger.record({
        ...act,
        sealedFor: NODE,
      });
      const entry = await records.vault.entryByKey(ledger.origin, key);
      const opened = entry === null ? null : await ledger.payloadOf(entry);
      if (entry === null || opened === null) throw new AppError('INTERNAL', 'a leaf that was just written cannot be read');
      return {
        index,
        leaf: new Uint8Array(Buffer.from(entry.leaf)),
        salt: opened.salt,
      };
    },
    prove: (index) => transparency.prove(index),
  });
}
