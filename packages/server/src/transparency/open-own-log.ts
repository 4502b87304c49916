// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import {
  type Cosigner,
  dossierSigner,
  type DossierSigner,
  ed25519Cosigner,
  ed25519PrivateKey,
  formatVerifierKey,
  mlDsaCosigner,
  noteSigner,
  openLog,
  parsePolicy,
  type Policy,
  type TransparencyLog,
} from '@stillwatch/accountability';
import { AppError, type NodeKey } from '@stillwatch/core';
import type { Config } from '../config/index.ts';
import type { Clock } from '../parts.ts';
import { openSigningKeys } from './keys.ts';
import { logNames } from './names.ts';
import { policyText } from './policy-text.ts';

/** A node's log with everything that signs. */
export interface OpenedLog {
  readonly log: TransparencyLog;
  /** Verifier keys of the log; the Ed25519 one first. */
  readonly logKeys: readonly string[];
  readonly policy: Policy;
  readonly policyText: string;
  /** The node as a witness, ML-DSA too where it is asked for. */
  readonly cosigners: readonly Cosigner[];
  readonly dossierSigner: DossierSigner;
  /** The data folder. */
  readonly folder: string;
}

/**
 * Opens the transparency log of a data folder, making log and keys at the first start.
 * @throws AppError LOG_ROLLBACK, LOG_CORRUPT, DATA_LOCKED, NODE_KEY_INVALID, CONFIG_INVALID where witnesses do not make a policy.
 */
export async function openOwnLog(
  data: { readonly path: string; readonly nodeKey: NodeKey },
  config: Pick<Config, 'publicUrl' | 'log'>,
  clock: Clock,
): Promise<OpenedLog> {
  const names = logNames(config, data.nodeKey.fingerprint);
  const seeds = openSigningKeys(data.path, data.nodeKey);
  const signer = noteSigner(names.origin, ed25519PrivateKey(seeds.log));
  const second = config.log.postQuantum ? mlDsaCosigner(names.origin, seeds.logMlDsa) : null;
  const logKeys = [signer.key, ...(second === null ? [] : [second.key])].map(formatVerifierKey);
  const text = policyText(logKeys, config.log);
  const policy = readPolicy(text);
  const folder = join(data.path, 'log');
  const log = await openLog({
    folder,
    origin: names.origin,
    signer,
    clock,
    policy,
    ...(second === null ? {} : { postQuantum: second }),
  });
  const cosigners: Cosigner[] = [ed25519Cosigner(names.witness, ed25519PrivateKey(seeds.witness))];
  if (config.log.postQuantum) cosigners.push(mlDsaCosigner(names.witness, seeds.witnessMlDsa));
  return {
    log,
    logKeys,
    policy,
    policyText: text,
    cosigners,
    folder: data.path,
    dossierSigner: dossierSigner(ed25519PrivateKey(seeds.dossier)),
  };
}

function readPolicy(text: string): Policy {
  try {
    return parsePolicy(text);
  } catch (cause) {
    throw new AppError('CONFIG_INVALID', `log.witnesses: ${cause instanceof Error ? cause.message : ''}`, { cause });
  }
}
