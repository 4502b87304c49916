// SPDX-License-Identifier: Apache-2.0
/** Which package may know which; arrows point down only. Types count as much as values. */
const PILLARS = ['response', 'sharing', 'standards', 'coordination', 'accountability'];
const BELOW_SERVER = ['core', 'traffic', 'detection', ...PILLARS, 'simulator'];

export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  traffic: ['core'],
  detection: ['core', 'traffic'],
  ...Object.fromEntries(PILLARS.map((pillar) => [pillar, ['core']])),
  // For traffic's wire formats.
  simulator: ['core', 'traffic'],
  // Brings adversaries and detectors together; see ADR 0006.
  arena: ['core', 'traffic', 'detection', 'simulator'],
  // Hands out the built console.
  server: [...BELOW_SERVER, 'console'],
  cli: [...BELOW_SERVER, 'arena', 'server'],
  // The contracts of the API and how numbers are written, so that nothing is mirrored by hand; see ADR 0007.
  console: ['core'],
};

/** What tests may use beyond their package's layer: traffic to try things on. */
export const FOR_TESTS: readonly string[] = ['simulator'];

/**
 * Folders whose code takes data, `now` and a seed, and returns data. They may hold neither the names in
 * {@link AMBIENT} nor modules of Node.js, and what they run must be as pure as they are.
 */
export const PURE_FOLDERS: readonly string[] = [
  'packages/core/src',
  'packages/detection/src',
  'packages/traffic/src/signals',
  'packages/traffic/src/sketch',
];

/** Every exception is used, or the check fails. */
export const PURITY_EXCEPTIONS: readonly { file: string; name: string; why: string }[] = [
  {
    file: 'packages/core/src/keyed-hash.ts',
    name: 'node:crypto',
    why: 'HMAC, HKDF and AES are functions of their input; only the nonce of `seal` is random, and has to be',
  },
  {
    file: 'packages/traffic/src/signals/model.ts',
    name: 'node:fs',
    why: 'reads the weights that are shipped beside it, once; scoring itself takes the model as data',
  },
  {
    file: 'packages/traffic/src/signals/concepts/index.ts',
    name: 'node:crypto',
    why: 'a digest of the word lists, which ties a model to the lexicon it was trained with',
  },
];

/** Globals that bring in a clock, randomness, the disk, the network or the surroundings. */
export const AMBIENT: ReadonlySet<string> = new Set([
  'crypto',
  'EventSource',
  'fetch',
  'global',
  'globalThis',
  'navigator',
  'performance',
  'process',
  'queueMicrotask',
  'require',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'Temporal',
  'WebSocket',
  'Worker',
  'XMLHttpRequest',
]);

/** Objects of which only some members are a matter of input alone. */
export const AMBIENT_MEMBERS: Readonly<Record<string, (member: string) => boolean>> = {
  Date: (member) => member !== 'UTC' && member !== 'parse',
  Math: (member) => member === 'random',
};

/** Tests, what they share, and the training of models: never part of the running product. */
export function isDevelopmentFile(file: string): boolean {
  return /\.(test|fixture)\.ts$/.test(file) || file.endsWith('/src/testing.ts') || /^packages\/[^/]+\/training\//.test(file);
}
