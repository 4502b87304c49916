// SPDX-License-Identifier: Apache-2.0
// `npm start` and `npm test` on any machine: node scripts/with-node24.mjs SCRIPT [ARGUMENT …]
// installs what is missing and runs a script of package.json with Node.js 24.
import { ensureInstalled } from './launch/install.mjs';
import { runScript } from './launch/run.mjs';

const [script = 'node', ...args] = process.argv.slice(2);
ensureInstalled({ withTools: script.startsWith('test') });
runScript(script, args);
