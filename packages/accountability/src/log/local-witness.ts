// SPDX-License-Identifier: Apache-2.0
import { ed25519Cosigner } from './cosignature.ts';
import { ed25519PrivateKey, formatVerifierKey, parseVerifierKey } from './keys.ts';
import { noteVerifier } from './note.ts';
import { openWitnessStore } from './witness-store.ts';
import { createWitness, type Witness } from './witness.ts';

/** A witness of this process, for demonstrations and tests: whoever runs log and witness proves nothing by it. */
export interface LocalWitness extends Pick<Witness, 'addCheckpoint'> {
  /** By which its cosignatures are verified. */
  readonly key: string;
  /** From now on it countersigns the log with this verifier key as well. */
  watch(logKey: string): void;
  close(): Promise<void>;
}

/**
 * @param folder for what it must not forget; for one process.
 * @param name of its key.
 * @param seed of its key: 32 bytes, secret.
 * @throws AppError DATA_LOCKED, LOG_CORRUPT
 */
export function openLocalWitness(
  folder: string,
  { name, seed, clock }: { name: string; seed: Uint8Array; clock: { now(): number } },
): LocalWitness {
  const signer = ed25519Cosigner(name, ed25519PrivateKey(seed));
  const store = openWitnessStore(folder);
  const known: string[] = [];
  const logs = () => known.map((key) => noteVerifier(parseVerifierKey(key)));
  const witness = createWitness({ store, signers: [signer], logs, clock });
  return {
    key: formatVerifierKey(signer.key),
    addCheckpoint: (body) => witness.addCheckpoint(body),
    watch: (logKey) => void known.push(logKey),
    close: () => store.close(),
  };
}
