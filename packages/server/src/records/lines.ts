// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from 'node:fs';

const NEWLINE = 10;

/** Lines of a file as bytes, without their ends; only `\n` ends one. The last may lack its end. */
export async function* readLines(file: string): AsyncGenerator<{ line: Buffer; ended: boolean }> {
  let open: Buffer[] = [];
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      yield { line: Buffer.concat([...open, chunk.subarray(from, end)]), ended: true };
      open = [];
      from = end + 1;
    }
    if (from < chunk.length) open.push(chunk.subarray(from));
  }
  if (open.length > 0) yield { line: Buffer.concat(open), ended: false };
}
