// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import {
  attachProofs,
  buildDossier,
  checkpointOf,
  type Dossier,
  type DossierInput,
  dossierLeafPayload,
  type DossierSigner,
  loadVerifier,
  requestTimestamp,
} from '@stillwatch/accountability';

export interface SealParts {
  readonly signer: DossierSigner;
  /** Logs what the dossier's leaf commits to; where the log has it, with the salt. */
  readonly record: (
    payload: ReturnType<typeof dossierLeafPayload>,
  ) => Promise<{ index: number; leaf: Uint8Array; salt: Uint8Array }>;
  /** Has the log countersigned, as far as witnesses answer, and proves a leaf. */
  readonly prove: (index: number) => Promise<string>;
  /** Policy by which the log's proofs are verified. */
  readonly policy: string;
  readonly authority: { readonly url: string; readonly roots: string } | null;
  readonly now: () => number;
  readonly fetch: typeof globalThis.fetch;
}

export interface SealedDossier {
  readonly dossier: Dossier;
  readonly index: number;
  /** SHA-256 of the manifest, hex. */
  readonly manifest: string;
  readonly timestamped: boolean;
}

const TIMESTAMP_MS = 20_000;

/**
 * Makes a dossier from its input: signed, logged, countersigned, then stamped, in this order: each proves what was there before.
 * @throws AppError DOSSIER_INVALID, LOG_UNAVAILABLE, TIMESTAMP_INVALID
 */
export async function sealDossier(input: DossierInput, parts: SealParts): Promise<SealedDossier> {
  const { signer, record, prove, policy, authority, now, fetch } = parts;
  const whole = buildDossier(input, { signer, saltSecret: randomBytes(32), verifier: loadVerifier() });
  const payload = dossierLeafPayload(whole);
  const { index, leaf, salt } = await record(payload);
  const tlogProof = await prove(index);
  const stamp =
    authority === null
      ? {}
      : {
          tsr: await requestTimestamp(Buffer.from(checkpointOf(tlogProof)), authority, { fetch, now, timeoutMs: TIMESTAMP_MS }),
          tsaChain: authority.roots,
        };
  const dossier = attachProofs(whole, { leaf, salt, tlogProof, policy, ...stamp });
  return { dossier, index, manifest: payload.manifest, timestamped: authority !== null };
}
