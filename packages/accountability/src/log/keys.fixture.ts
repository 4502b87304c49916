// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { ed25519Cosigner, mlDsaCosigner, type Cosigner } from './cosignature.ts';
import { ed25519PrivateKey } from './keys.ts';
import { noteSigner, type NoteSigner } from './note.ts';

const seedOf = (name: string): Uint8Array => hash('sha256', `a key for tests only: ${name}`, 'buffer');

/** Signers whose keys follow from their names. */
export const testSigner = (name: string): NoteSigner => noteSigner(name, ed25519PrivateKey(seedOf(name)));
export const testCosigner = (name: string): Cosigner => ed25519Cosigner(name, ed25519PrivateKey(seedOf(`cosigner ${name}`)));
export const testMlDsaCosigner = (name: string): Cosigner => mlDsaCosigner(name, seedOf(`ML-DSA ${name}`));
