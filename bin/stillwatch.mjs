#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The command `stillwatch` for any Node.js; it stays in this process where its version will do.
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../scripts/launch/install.mjs';
import { COMPILE_CACHE, findNode } from '../scripts/launch/node.mjs';
import { runChild } from '../scripts/launch/run.mjs';

ensureInstalled({ withTools: false });
const node = findNode();
if (node === process.execPath) {
  // Here, and in the threads and children to come.
  process.env.NODE_COMPILE_CACHE ??= COMPILE_CACHE;
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
  await import('../packages/cli/src/main.ts');
} else {
  runChild(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)]);
}
