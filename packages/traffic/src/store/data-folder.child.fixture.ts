// SPDX-License-Identifier: Apache-2.0
/** Opens the data folder that is named (or a temporary one) and holds it; started by `data-folder.test.ts`. */
import { openDataFolder } from './data-folder.ts';

try {
  const { path } = openDataFolder(process.argv[2] === '' ? null : process.argv[2]!);
  console.log(JSON.stringify({ pid: process.pid, path }));
  setInterval(() => {}, 1_000);
} catch (error) {
  console.log(JSON.stringify({ pid: process.pid, code: (error as { code?: string }).code }));
}
