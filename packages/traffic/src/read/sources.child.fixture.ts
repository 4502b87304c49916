// SPDX-License-Identifier: Apache-2.0
/** Lists the sources of a path as a user without rights; started by `sources.test.ts`. */
import { basename } from 'node:path';
import { listSources } from './sources.ts';

const NOBODY = 65_534;
process.setgid!(NOBODY);
process.setuid!(NOBODY);
try {
  const { sources, skipped } = listSources([process.argv[2]!]);
  console.log(
    JSON.stringify({
      sources: sources.map(({ path }) => basename(path)),
      skipped: skipped.map(({ code, place }) => `${code} ${basename(place!.file)}`),
    }),
  );
} catch (error) {
  console.log(JSON.stringify({ code: (error as { code?: string }).code }));
}
