// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { AppError, type Result } from '@stillwatch/core';
import { formatCheckpoint, openCheckpoint, type Checkpoint } from './checkpoint.ts';
import { cosign, cosignatureVerifier, verifyCosignature, type Cosigner } from './cosignature.ts';
import type { Disk } from './disk.ts';
import { noteVerifier, parseNote, parseSignatureLine, signNote, type NoteSigner } from './note.ts';
import { quorumOf, type Policy, type PolicyWitness } from './policy.ts';

/** Checkpoints that still take cosignatures; a witness that takes longer than this many is asked again. */
const RECENT = 32;

/** A checkpoint that this log has signed. */
export interface SignedCheckpoint extends Checkpoint {
  /** With all its signature lines. */
  readonly note: string;
}

export interface SignedOptions {
  readonly disk: Disk;
  readonly folder: string;
  readonly origin: string;
  readonly signer: NoteSigner;
  readonly postQuantum: Cosigner | null;
  readonly policy: Policy | null;
}

/**
 * What the log has signed: the newest checkpoint, and the newest one that a quorum has witnessed, each in a file of its own.
 * A checkpoint is durable before anybody sees it.
 */
export class Signed {
  readonly #options: SignedOptions;
  readonly #recent = new Map<number, SignedCheckpoint>();
  #newest: SignedCheckpoint | null = null;
  #witnessed: SignedCheckpoint | null = null;

  constructor(options: SignedOptions) {
    this.#options = options;
  }

  get newest(): SignedCheckpoint | null {
    return this.#newest;
  }

  /** The newest that meets the policy's quorum; null without a policy. */
  get witnessed(): SignedCheckpoint | null {
    return this.#witnessed;
  }

  /** @throws AppError LOG_CORRUPT when a file is not what this log has signed */
  load(): void {
    this.#newest = this.#read('checkpoint');
    this.#witnessed = this.#read('witnessed');
    for (const one of [this.#witnessed, this.#newest]) if (one !== null) this.#recent.set(one.size, one);
    // Who trusts nobody yet may have kept a quorum from a policy of former times.
    if (this.#witnessed !== null && !this.#meetsQuorum(this.#witnessed)) this.#witnessed = null;
  }

  /**
   * Reads the files again: what is in them now, and everything that is wrong with their signatures. The lines of
   * keys that neither the log nor its policy has are wrong too, since none is ever put there.
   */
  inspect(): { checkpoints: SignedCheckpoint[]; problems: string[] } {
    const { origin, signer, postQuantum, policy } = this.#options;
    const verifiers = [noteVerifier(signer.key), ...(postQuantum ? [cosignatureVerifier(postQuantum.key)] : [])];
    for (const { key } of policy?.witnesses.values() ?? []) verifiers.push(cosignatureVerifier(key));
    const checkpoints: SignedCheckpoint[] = [];
    const problems: string[] = [];
    for (const [name, expected] of [
      ['checkpoint', this.#newest],
      ['witnessed', this.#witnessed],
    ] as const) {
      if (expected === null) continue;
      try {
        const found = this.#read(name);
        if (found === null) throw new AppError('LOG_CORRUPT', `the file ${name} is gone`);
        const { unknown } = openCheckpoint(found.note, verifiers, origin);
        if (unknown.length > 0) problems.push(`${name}: a signature of an unknown key, ${unknown[0]!.name}`);
        if (name === 'witnessed' && !this.#meetsQuorum(found)) problems.push(`${name}: the quorum is not met`);
        checkpoints.push(found);
      } catch (error) {
        problems.push(`${name}: ${(error as Error).message}`);
      }
    }
    return { checkpoints, problems };
  }

  /** Signs a tree, which has to be a later one, and keeps it. @param seconds POSIX time for the second signature */
  async sign(size: number, root: Uint8Array, seconds: number): Promise<SignedCheckpoint> {
    const { origin, signer, postQuantum } = this.#options;
    const text = formatCheckpoint({ origin, size, root });
    const second = postQuantum === null ? '' : `${cosign(text, postQuantum, seconds)}\n`;
    const signed = { origin, size, root, note: signNote(text, [signer]) + second };
    await this.#keep(signed);
    return signed;
  }

  /**
   * Adds what witnesses of the policy have signed of the checkpoint of this size; unknown keys are ignored.
   * @returns names of the witnesses whose signatures are there now for the first time, or why not: NOT_FOUND for a
   * size that takes none (any more), SIGNATURE_INVALID for a known witness's signature that fails
   */
  async addCosignatures(size: number, lines: readonly string[]): Promise<Result<string[]>> {
    const signed = this.#recent.get(size);
    if (signed === undefined) return { ok: false, code: 'NOT_FOUND', reason: `no recent checkpoint of size ${size}` };
    const { text } = parseNote(signed.note);
    const there = new Set(this.#cosigners(signed.note));
    const added: string[] = [];
    let { note } = signed;
    for (const line of lines) {
      const signature = parseSignatureLine(line);
      const witness = this.#witnessOf(signature);
      if (witness === null || there.has(witness.name)) continue;
      const { name, key } = witness;
      if (verifyCosignature(text, key, signature.signature) === null) {
        return { ok: false, code: 'SIGNATURE_INVALID', reason: `the cosignature of ${name} does not fit the checkpoint` };
      }
      note += `${line}\n`;
      there.add(name);
      added.push(name);
    }
    if (added.length > 0) await this.#keep({ ...signed, note });
    return { ok: true, value: added };
  }

  async #keep(signed: SignedCheckpoint): Promise<void> {
    const { disk, folder } = this.#options;
    const bytes = Buffer.from(signed.note);
    if (signed.size >= (this.#newest?.size ?? 0)) {
      await disk.replace(join(folder, 'checkpoint'), bytes);
      this.#newest = signed;
    }
    if (signed.size >= (this.#witnessed?.size ?? 0) && this.#meetsQuorum(signed)) {
      await disk.replace(join(folder, 'witnessed'), bytes);
      this.#witnessed = signed;
    }
    this.#recent.set(signed.size, signed);
    if (this.#recent.size > RECENT) this.#recent.delete(this.#recent.keys().next().value!);
  }

  /** @throws AppError LOG_CORRUPT */
  #read(name: string): SignedCheckpoint | null {
    const { disk, folder, origin, signer } = this.#options;
    const bytes = disk.load(join(folder, name));
    if (bytes === null) return null;
    const note = bytes.toString();
    try {
      const { size, root } = openCheckpoint(note, [noteVerifier(signer.key)], origin);
      return { origin, size, root, note };
    } catch (cause) {
      const hint = 'If the log’s key was replaced, the log has to be continued under another origin.';
      throw new AppError('LOG_CORRUPT', `the file ${name} is not what this log has signed`, { cause, hint });
    }
  }

  #meetsQuorum({ note }: SignedCheckpoint): boolean {
    const { policy } = this.#options;
    return policy !== null && quorumOf(policy, this.#cosigners(note)).met;
  }

  /** Witnesses of the policy that have signed a note. */
  #cosigners(note: string): string[] {
    const { text, signatures } = parseNote(note);
    const witnesses = signatures.map((signature) => {
      const witness = this.#witnessOf(signature);
      return witness !== null && verifyCosignature(text, witness.key, signature.signature) !== null ? witness.name : null;
    });
    return witnesses.filter((name) => name !== null);
  }

  #witnessOf({ name, keyId }: { name: string; keyId: number }): PolicyWitness | null {
    for (const witness of this.#options.policy?.witnesses.values() ?? []) {
      if (witness.key.name === name && witness.key.keyId === keyId) return witness;
    }
    return null;
  }
}
