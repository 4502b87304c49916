// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { isatty } from 'node:tty';
import { BIN, COMPILE_CACHE, findNode, ROOT, UNAVAILABLE } from './node.mjs';
import { npmCommand } from './npm.mjs';

/**
 * Runs a script of package.json as npm would, with the right Node.js first on the path, and ends as it ends.
 * @param {string} script
 * @param {readonly string[]} args
 */
export function runScript(script, args) {
  const command = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts?.[script];
  if (typeof command !== 'string') {
    process.stderr.write(`stillwatch: package.json has no script ${script}\n`);
    process.exit(2);
  }
  const path = [BIN, dirname(findNode()), process.env.PATH ?? ''].join(delimiter);
  const env = { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? COMPILE_CACHE };
  if (process.platform === 'win32') {
    const npm = npmCommand();
    runChild(npm.command, [...npm.args, 'run', '-s', script, '--', ...args], env);
    return;
  }
  // A fresh shell instead of a second npm: npm passes a Ctrl-C on to its script, which has it from the
  // terminal already, and to Stillwatch a second Ctrl-C means "at once". `exec`, because a shell in between
  // would keep other signals to itself.
  const line = /^node [^;&|<>()`\n]*$/.test(command) ? `exec ${command}` : command;
  runChild('/bin/sh', ['-c', `${line} "$@"`, 'sh', ...args], { ...env, PATH: path });
}

/**
 * Runs a child on our standard streams, passes signals on and ends with its exit code or signal.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env] added to ours
 */
export function runChild(command, args, env = {}) {
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  // A terminal sends these to every process in the foreground, so the child has them already.
  const onTerminal = [0, 1, 2].some((fd) => isatty(fd));
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGQUIT', 'SIGHUP'])) {
    process.on(signal, () => onTerminal || child.kill(signal));
  }
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    process.stderr.write(`stillwatch: ${command} cannot be started (${error.message})\n`);
    process.exit(UNAVAILABLE);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? UNAVAILABLE);
    // Ends us as it ended the child, which the caller can tell from an exit code.
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
    setTimeout(() => process.exit(128 + constants.signals[signal]), 500);
  });
}
