// SPDX-License-Identifier: Apache-2.0
import type { SignedBy } from '../log/index.ts';
import type { Withheld } from './markings.ts';
import type { DossierPredicate } from './statement.ts';

/** Steps of a verification, in order, as `verify.py` names them. */
export const DOSSIER_STEPS = {
  read: 'the files are those of a dossier, none too large, none elsewhere',
  bag: 'the BagIt declaration is that of this format',
  manifest: 'every payload file is listed and is what the manifest says',
  withheld: 'what is missing was withheld for a reason that the signed markings allow',
  tags: 'the tag manifest lists what stands beside the payload',
  statement: 'the statement is about this manifest and this bag',
  signature: 'a given signer made the statement',
  leaf: 'the log’s leaf commits to this manifest and statement',
  log: 'a log of the given policy signed the checkpoint, and the leaf is in it',
  quorum: 'enough witnesses of the given policy signed the checkpoint',
  timestamp: 'a given authority stamped the checkpoint',
} as const;
export type DossierStep = keyof typeof DOSSIER_STEPS;

export interface StepVerdict {
  readonly step: DossierStep;
  /** `absent`: there is nothing of the kind, and nobody asked for it. */
  readonly status: 'ok' | 'failed' | 'absent';
  readonly reason: string;
}

export interface DossierVerdict {
  readonly verified: boolean;
  /** The first step that failed. */
  readonly failed: DossierStep | null;
  readonly steps: readonly StepVerdict[];
  /** What the signed statement says of itself; null when it could not be read. */
  readonly about: DossierPredicate | null;
  readonly withheld: Withheld | null;
  /** Hex key id of the signer. */
  readonly signer: string | null;
  readonly log: {
    readonly origin: string;
    readonly index: number;
    readonly size: number;
    readonly cosigners: readonly SignedBy[];
  } | null;
  /** Time of the token. */
  readonly stampedAt: string | null;
}
