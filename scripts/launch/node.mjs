// SPDX-License-Identifier: Apache-2.0
// Plain JavaScript, as everything in this folder: Node.js 18 has to be able to run it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Exit code for "something that is needed is not there", as in docs/reference/cli.md. */
export const UNAVAILABLE = 3;

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const BIN = join(ROOT, 'node_modules', '.bin');
/** Stripped and compiled sources, kept by their content: a thread or child that starts with them needs a third of the time. */
export const COMPILE_CACHE = join(ROOT, 'node_modules', '.cache', 'stillwatch');
/** Node.js 24 as npm brings it along, on the platforms that have such a package. */
const SUPPLIED_NODE = join(BIN, 'node');

/** Whether a Node.js can run TypeScript as it stands; the same floor as `engines` in package.json. */
export function isNodeNewEnough(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

export function hasSuppliedNode() {
  return existsSync(SUPPLIED_NODE);
}

/**
 * Path of a Node.js that can run Stillwatch: the running one if it can, else the supplied one.
 * Ends the process with one line when there is neither.
 */
export function findNode() {
  if (isNodeNewEnough()) return process.execPath;
  if (hasSuppliedNode()) return SUPPLIED_NODE;
  process.stderr.write(
    `stillwatch: NODE_TOO_OLD: Node.js 22.18 or newer is needed and this is ${process.versions.node}; ` +
      `install Node.js 24 from https://nodejs.org (or: nvm install 24)\n`,
  );
  return process.exit(UNAVAILABLE);
}
