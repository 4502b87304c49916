// SPDX-License-Identifier: Apache-2.0
export { explainConfig } from './explain.ts';
export { type ConfigSources, type LoadedConfig, loadConfig, parseConfig } from './load.ts';
export type { Config } from './schema.ts';
export { isLoopback } from './together.ts';
