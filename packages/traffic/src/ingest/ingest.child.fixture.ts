// SPDX-License-Identifier: Apache-2.0
/** Ingests its standard input into a temporary store and says what came of it; started by `ingest.test.ts`. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from '../store/data-folder.ts';
import { openTrafficStore } from '../store/store.ts';
import { readExemplars } from './exemplars.ts';
import { ingest } from './ingest.ts';

const temporary = mkdtempSync(join(tmpdir(), 'stillwatch-test-'));
process.env.TMPDIR = temporary;
const dataFolder = openDataFolder(null);
const store = await openTrafficStore({ dataFolder });
const result = await ingest({ paths: [process.argv[2]!], endpoint: store.endpoint, secret: dataFolder.secret, workers: 1 });
const exemplars = await readExemplars(result.exemplars, result.sources, null, [...result.exemplars.lists.keys()]);
result.release();
const stored = (await store.deduplicate()).after;
await store.close();
dataFolder.close();
const left = readdirSync(temporary);
rmSync(temporary, { recursive: true });
const { exchanges, rejected, problems } = result;
console.log(
  JSON.stringify({
    exchanges,
    rejected,
    samples: problems.flatMap(({ samples }) => samples),
    stored,
    exemplars: exemplars.length,
    left,
  }),
);
