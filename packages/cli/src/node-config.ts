// SPDX-License-Identifier: Apache-2.0
import type { LoadedConfig } from '@stillwatch/server/config';

/** Options that are settings of a node by another name. */
export interface NodeFlags {
  readonly config?: string;
  readonly data?: string;
  readonly port?: string;
  readonly demonstration?: true;
}

/**
 * The configuration of a node. Options go where the environment goes, so that one rule checks them all.
 * @throws AppError CONFIG_INVALID, INPUT_NOT_FOUND, INPUT_UNREADABLE.
 */
export async function readNodeConfig({ config, data, port, demonstration }: NodeFlags): Promise<LoadedConfig> {
  // Loaded for the commands that need it only: a hunt starts without.
  const { loadConfig } = await import('@stillwatch/server/config');
  return loadConfig(config ?? null, {
    ...process.env,
    ...(data === undefined ? {} : { STILLWATCH_DATA: data }),
    ...(port === undefined ? {} : { STILLWATCH_PORT: port }),
    ...(demonstration === undefined ? {} : { STILLWATCH_DEMONSTRATION: 'true' }),
  });
}
