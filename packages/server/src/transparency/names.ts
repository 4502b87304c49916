// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../config/index.ts';

export interface LogNames {
  /** Of the log: its verifier key has it too. */
  readonly origin: string;
  /** By which the node countersigns others' logs; stays when the log gets another name. */
  readonly witness: string;
}

/**
 * Names of a node's log and of the node as a witness: URLs without scheme. Where nobody reaches the node, below the
 * domain that never exists (RFC 2606).
 * @param fingerprint of the node key: no other node has it.
 */
export function logNames({ publicUrl, log }: Pick<Config, 'publicUrl' | 'log'>, fingerprint: string): LogNames {
  const base = publicUrl === null ? `stillwatch.invalid/${fingerprint}` : new URL(publicUrl).host;
  return { origin: log.origin ?? `${base}/log`, witness: `${base}/witness` };
}
