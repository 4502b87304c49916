// SPDX-License-Identifier: Apache-2.0
import { encode, sealTags } from './bag.ts';
import { checkLeaf, dossierLeafPayload, formatOpening } from './leaf-binding.ts';
import { type Dossier, PROOFS } from './names.ts';

export interface DossierProofs {
  /** The log's entry, byte for byte, and the salt that opens its commitment. */
  readonly leaf: Uint8Array;
  readonly salt: Uint8Array;
  /** `.tlog-proof` of that entry, with the cosignatures that were collected. */
  readonly tlogProof: string;
  /** For information only: a reader brings a policy of the own. */
  readonly policy: string;
  /** RFC 3161 response over the proof's checkpoint, signature lines included, in DER. */
  readonly tsr?: Uint8Array;
  /** The authority's certificates in PEM; for information only. */
  readonly tsaChain?: string;
}

/**
 * Adds the proofs. Whoever stamps, stamps {@link checkpointOf} the proof: a cosignature that is added later changes it.
 * @throws AppError DOSSIER_INVALID when the leaf does not commit to this dossier; the proofs themselves are not verified here
 */
export function attachProofs(dossier: Dossier, { leaf, salt, tlogProof, policy, tsr, tsaChain }: DossierProofs): Dossier {
  const files = new Map(dossier.files);
  files.set(PROOFS.leaf, leaf);
  files.set(PROOFS.opening, encode(formatOpening(salt, dossierLeafPayload(dossier))));
  checkLeaf(files);
  files.set(PROOFS.proof, encode(tlogProof));
  files.set(PROOFS.checkpoint, encode(checkpointOf(tlogProof)));
  files.set(PROOFS.policy, encode(policy));
  if (tsr !== undefined) files.set(PROOFS.timestamp, tsr);
  if (tsaChain !== undefined) files.set(PROOFS.authority, encode(tsaChain));
  return { name: dossier.name, files: sealTags(files) };
}

/** The checkpoint in a `.tlog-proof`: everything after its first empty line. */
export function checkpointOf(tlogProof: string): string {
  const end = tlogProof.indexOf('\n\n');
  return end < 0 ? '' : tlogProof.slice(end + 2);
}
