// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

/**
 * Runs `npm ci` and says whether that worked; when not, shows what npm said.
 * @param {string} folder
 * @param {readonly string[]} options
 * @param {string} [nodeFolder] of the Node.js that npm should run on, instead of ours
 */
export function installCleanly(folder, options, nodeFolder) {
  const { command, args } = npmCommand();
  const isScript = args.length > 0;
  const done = spawnSync(
    isScript && nodeFolder !== undefined ? join(nodeFolder, 'node') : command,
    [...args, 'ci', ...options, '--no-audit', '--no-fund', '--loglevel=warn'],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 << 20,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: nodeFolder === undefined ? process.env : { ...process.env, PATH: `${nodeFolder}${delimiter}${process.env.PATH}` },
      // npm is a batch file there.
      shell: process.platform === 'win32' && !isScript,
    },
  );
  if (done.status === 0) return true;
  if (done.error !== undefined) {
    process.stderr.write(`stillwatch: npm cannot be started (${done.error.message})\n`);
  } else {
    process.stderr.write(`${done.stdout}${done.stderr}stillwatch: npm could not install the dependencies, see above\n`);
  }
  return false;
}

/** The npm that called us, else the one on the path. */
export function npmCommand() {
  const script = process.env.npm_execpath ?? '';
  return /npm-cli\.c?js$/.test(script) ? { command: process.execPath, args: [script] } : { command: 'npm', args: [] };
}
