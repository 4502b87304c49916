// SPDX-License-Identifier: Apache-2.0
import { createHmac, randomBytes } from 'node:crypto';
import { ristretto255_oprf } from '@noble/curves/ed25519.js';

/**
 * The four steps of RFC 9497 in verifiable mode (VOPRF, ristretto255-SHA512) over lists; what a worker thread does. All
 * bytes are plain `Uint8Array`s, which can be sent between threads.
 */
const voprf = ristretto255_oprf.voprf as typeof ristretto255_oprf.voprf & {
  /** There in every mode; the declarations have it for the third one only. */
  evaluate(secretKey: Uint8Array, input: Uint8Array): Uint8Array;
};

export interface Keys {
  readonly secretKey: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** Key pair of a node for one peer, kind and epoch (RFC 9497 §3.2.1). @param seed 32 secret bytes of the node. */
export function deriveKeys(seed: Uint8Array, info: string): Keys {
  return voprf.deriveKeyPair(seed, Buffer.from(info, 'utf8'));
}

export interface Blinded {
  readonly blinds: readonly Uint8Array[];
  readonly blinded: readonly Uint8Array[];
}

/** The client hides each input behind a fresh random blind. */
export function blindAll(inputs: readonly Uint8Array[]): Blinded {
  const all = inputs.map((input) => voprf.blind(input));
  return { blinds: all.map(({ blind }) => blind), blinded: all.map(({ blinded }) => blinded) };
}

/** The server evaluates what it cannot read, with one proof that its published key did it. @throws for what is no element. */
export function evaluateAll(
  { secretKey, publicKey }: Keys,
  blinded: readonly Uint8Array[],
): { evaluated: Uint8Array[]; proof: Uint8Array } {
  return voprf.blindEvaluateBatch(secretKey, publicKey, [...blinded]);
}

/** The client checks the proof and takes the blinds off. @throws where the proof does not hold for that public key. */
export function finalizeAll(
  publicKey: Uint8Array,
  inputs: readonly Uint8Array[],
  { blinds, blinded }: Blinded,
  evaluated: readonly Uint8Array[],
  proof: Uint8Array,
): Uint8Array[] {
  const items = inputs.map((input, i) => ({ input, blind: blinds[i]!, blinded: blinded[i]!, evaluated: evaluated[i]! }));
  return voprf.finalizeBatch(items, publicKey, proof);
}

/** The server's own values, without any exchange. */
export function evaluateOwn(secretKey: Uint8Array, inputs: readonly Uint8Array[]): Uint8Array[] {
  return inputs.map((input) => voprf.evaluate(secretKey, input));
}

/** Token of an output: bound to its epoch, so that it means nothing in the next one. 32 bytes, base64url. */
export function tokenOf(output: Uint8Array, epoch: string): string {
  return createHmac('sha256', output).update(`stillwatch/match-token/v1\0${epoch}`).digest('base64url');
}

/** Inputs that stand for nothing and fill up a batch, so that its size tells nothing. */
export function fillers(count: number): Uint8Array[] {
  return Array.from({ length: count }, () => new Uint8Array(randomBytes(32)));
}
