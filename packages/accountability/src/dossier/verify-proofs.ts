// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { parseNote, type Policy, verifyCheckpoint, verifyProof } from '../log/index.ts';
import { verifyTimestamp } from '../timestamp/index.ts';
import { type DossierFiles, need, PROOFS, textOf } from './names.ts';

/** What a reader brings: nothing in a dossier is trusted for being in it. */
export interface TrustedKeys {
  /** Text of a tlog-policy. */
  readonly policy: string;
  /** Ed25519 public keys in PEM. */
  readonly signerKeys: readonly string[];
  /** Certificates in PEM. With them a timestamp is required; without them one that is there fails, unless it is let go. */
  readonly tsaRoots?: string;
  /** Policies (OIDs) of the authority that count; all when absent. */
  readonly tsaPolicies?: readonly string[];
  /** Do without the timestamp, whether there is one or not. */
  readonly withoutTimestamp?: boolean;
  /** POSIX milliseconds. */
  readonly now: number;
}

/** Clocks of witnesses and authorities may be ahead of ours by so much. */
const CLOCK_SKEW_MS = 10 * 60_000;

/** What a step found, or that there is nothing of the kind. */
export type Outcome<T> = { value: T; reason: string } | { value: T; absent: string };

/** Origin, log signature and inclusion; witnesses are the next step. */
export function checkLog(files: DossierFiles, policy: Policy): Outcome<{ origin: string; index: number; size: number }> {
  const proof = textOf(files, PROOFS.proof);
  const checkpoint = textOf(files, PROOFS.checkpoint);
  if (!proof.endsWith(`\n\n${checkpoint}`)) refuse('the checkpoint is not that of the proof');
  refuseRepeated(
    checkpoint,
    policy.logs.map(({ key }) => key),
  );
  const alone = { ...policy, witnesses: new Map(), groups: new Map(), quorum: null };
  const verified = verifyProof(proof, need(files, PROOFS.leaf), alone);
  if (!verified.ok) return refuse(verified.reason);
  const { origin, index, size } = verified.value;
  return { value: { origin, index, size }, reason: `leaf ${index} of ${size} of ${origin}` };
}

export function checkQuorum(
  checkpoint: string,
  policy: Policy,
  now: number,
): Outcome<ReturnType<typeof verifyCheckpoint>['cosigners']> {
  refuseRepeated(
    checkpoint,
    [...policy.witnesses.values()].map(({ key }) => key),
  );
  const { cosigners } = verifyCheckpoint(checkpoint, policy);
  const early = cosigners.find(({ at }) => at * 1000 > now + CLOCK_SKEW_MS);
  if (early !== undefined) refuse(`the cosignature of ${early.name} is from the future`);
  const names = cosigners.map(({ name }) => name).join(', ');
  return { value: cosigners, reason: policy.quorum === null ? 'the policy asks for no witness' : `signed by ${names}` };
}

/** One signature per key: a second one is never needed, and only muddles counting. */
function refuseRepeated(checkpoint: string, keys: readonly { name: string; keyId: number }[]): void {
  const seen = new Set<string>();
  for (const { name, keyId } of parseNote(checkpoint).signatures) {
    if (!keys.some((key) => key.name === name && key.keyId === keyId)) continue;
    if (seen.has(`${name} ${keyId}`)) refuse(`${name} signed twice`);
    seen.add(`${name} ${keyId}`);
  }
}

export function checkTimestamp(
  files: DossierFiles,
  { tsaRoots, tsaPolicies, withoutTimestamp, now }: TrustedKeys,
): Outcome<string | null> {
  const token = files.get(PROOFS.timestamp);
  if (withoutTimestamp === true) return { value: null, absent: 'done without' };
  if (token === undefined) {
    return tsaRoots === undefined ? { value: null, absent: 'there is no timestamp' } : refuse('there is no timestamp');
  }
  if (tsaRoots === undefined) return refuse('there is a timestamp, and no authority was given to check it by');
  const data = need(files, PROOFS.checkpoint);
  const verified = verifyTimestamp(token, {
    data,
    roots: tsaRoots,
    now: now + CLOCK_SKEW_MS,
    ...(tsaPolicies === undefined ? {} : { policies: tsaPolicies }),
  });
  if (!verified.ok) return refuse(verified.reason);
  const { time, authority } = verified.value;
  return { value: time, reason: `${time} by ${authority}` };
}

/** @throws AppError DOSSIER_INVALID */
export function refuse(reason: string): never {
  throw new AppError('DOSSIER_INVALID', reason);
}
