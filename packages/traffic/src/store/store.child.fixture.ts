// SPDX-License-Identifier: Apache-2.0
/** Opens a store, puts rows into it and waits to be killed; started by `embedded.test.ts`. */
import { openDataFolder } from './data-folder.ts';
import { openTrafficStore } from './store.ts';

const dataFolder = openDataFolder(process.argv[2]!);
const store = await openTrafficStore({ dataFolder });
const rows = Buffer.alloc(25 * 1_000);
for (let i = 0; i < 1_000; i++) rows.writeUInt32LE(i, i * 25);
await store.insert('handles', rows);
console.log(JSON.stringify({ engine: store.enginePid(), stored: 1_000 }));
setInterval(() => {}, 1_000);
