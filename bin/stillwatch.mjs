#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The command `stillwatch` for any Node.js; it stays in this process where its version will do.
import module from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../scripts/launch/install.mjs';
import { findNode, ROOT } from '../scripts/launch/node.mjs';
import { runChild } from '../scripts/launch/run.mjs';

ensureInstalled({ withTools: false });
const node = findNode();
if (node === process.execPath) {
  // Stripped and compiled sources, kept by their content: half of the time to start.
  module.enableCompileCache(join(ROOT, 'node_modules', '.cache', 'stillwatch'));
  await import('../packages/cli/src/main.ts');
} else {
  runChild(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)]);
}
