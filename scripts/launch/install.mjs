// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { hasSuppliedNode, isNodeNewEnough, ROOT, UNAVAILABLE } from './node.mjs';
import { installCleanly } from './npm.mjs';

/** Node.js as npm brings it along, on the platforms that have such a package. */
const NODE_PACKAGE = `node_modules/node-${process.platform}-${process.arch}`;

/**
 * What a lockfile says of one package.
 * @typedef {{
 *   version?: string, integrity?: string, link?: boolean, dev?: boolean, optional?: boolean, devOptional?: boolean,
 *   os?: string | string[], cpu?: string | string[], libc?: string[],
 * }} Entry
 * @typedef {{packages?: Record<string, Entry>}} Lockfile
 */

/**
 * Compares npm's record of what it installed with the lockfile. npm writes the record last, so an install
 * that was interrupted does not count, and one that was made by hand does.
 * @param {Lockfile} lock package-lock.json
 * @param {Lockfile | null} record node_modules/.package-lock.json
 * @param {boolean} withTools whether the development dependencies are needed
 */
export function isInstalled(lock, record, withTools) {
  if (record === null) return false;
  return Object.entries(lock.packages ?? {}).every(([path, wanted]) => {
    if (!path.startsWith('node_modules/')) return true;
    const found = record.packages?.[path];
    // Absent is right for another platform's package, and for what was left out on purpose with --omit.
    if (found === undefined) {
      return wanted.optional || wanted.devOptional ? !withTools || !isForThisPlatform(wanted) : wanted.dev && !withTools;
    }
    return wanted.link ? found.link : found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

/**
 * Whether a package is the part for just this platform, as native parts are.
 * @param {Entry} entry
 */
function isForThisPlatform({ os = [], cpu = [], libc = ['glibc'] }) {
  return [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch) && libc.includes('glibc');
}

/**
 * Installs the dependencies when they are missing or not those of the lockfile. Quiet when it works; shows
 * npm's output and ends the process when it does not.
 * @param {{withTools: boolean}} options
 */
export function ensureInstalled({ withTools }) {
  const lockText = readText(join(ROOT, 'package-lock.json'));
  if (lockText === null) return;
  const lock = parseLockfile(lockText);
  const record = parseLockfile(readText(join(ROOT, 'node_modules', '.package-lock.json')));
  const lacksNode = !isNodeNewEnough() && !hasSuppliedNode() && lock?.packages?.[NODE_PACKAGE] !== undefined;
  // A lockfile that cannot be read is for npm to complain about.
  if (lock !== null && isInstalled(lock, record, withTools) && !lacksNode) return;
  // Where npm leaves out what the lockfile names, asking it again would be no use.
  const stamp = createHash('sha256').update(lockText).digest('hex');
  const stampFile = join(ROOT, 'node_modules', '.stillwatch-installed');
  if (record !== null && readText(stampFile) === stamp) return;
  process.stderr.write(
    record === null
      ? 'Installing dependencies (first run, about 1 GB on disk) …\n'
      : 'Dependencies have changed, installing them again …\n',
  );
  if (!install(lock)) process.exit(UNAVAILABLE);
  writeFileSync(stampFile, stamp);
}

/**
 * `npm ci`, not `npm install`: exactly the versions of the lockfile, which it never rewrites, and from an
 * empty folder, so that nothing half-done survives. Returns whether it worked.
 * @param {Lockfile | null} lock
 */
function install(lock) {
  // What the caller's configuration leaves out is named again: Node.js itself is an optional dependency.
  const options = ['--include=dev', '--include=optional'];
  const supplied = lock?.packages?.[NODE_PACKAGE];
  if (isNodeNewEnough() || supplied === undefined) {
    return installCleanly(ROOT, options);
  }
  // npm silently leaves out optional packages that its own Node.js is too old for, native parts of our tools
  // among them. So Node.js comes first, and npm runs on it.
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-node-'));
  try {
    const dependencies = { [basename(NODE_PACKAGE)]: supplied.version };
    const packages = { '': { dependencies }, [NODE_PACKAGE]: { ...supplied, optional: false } };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, requires: true, packages }));
    return installCleanly(folder, ['--ignore-scripts']) && installCleanly(ROOT, options, join(folder, NODE_PACKAGE, 'bin'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string | null} text
 * @returns {Lockfile | null}
 */
function parseLockfile(text) {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * @param {string} file
 * @returns {string | null}
 */
function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
