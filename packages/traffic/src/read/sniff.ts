// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { Adapter } from '../adapter.ts';
import { ADAPTERS, looksLikeProtobuf, sniffFormat } from '../formats/index.ts';
import { readChunks } from './chunks.ts';
import { readRecords } from './records.ts';
import type { Source } from './sources.ts';

const SAMPLE_RECORDS = 20;
const PROTOBUF_LIMIT = 64 << 20;

class Enough extends Error {}

/**
 * Recognises the format of a file by its first records.
 * @throws AppError FORMAT_UNKNOWN; whatever reading throws.
 */
export async function sniffSource(source: Source): Promise<Adapter> {
  const records: unknown[] = [];
  try {
    await readRecords(source, 'json', {
      record(value) {
        records.push(value);
        if (records.length >= SAMPLE_RECORDS) throw new Enough();
      },
      problem(_code, line) {
        if (line > 200 && records.length === 0) throw new Enough();
      },
    });
  } catch (error) {
    if (!(error instanceof Enough) && records.length === 0) throw error;
  }
  const found = sniffFormat(records);
  if (found !== null) return found;
  if (records.length === 0 && (await isProtobuf(source))) return ADAPTERS.find((adapter) => adapter.name === 'otlp-protobuf')!;
  throw new AppError(
    'FORMAT_UNKNOWN',
    records.length === 0 ? 'no JSON record in the first lines' : 'no known format fits its first records',
    {
      place: { file: source.name },
      hint: 'Name it with --format (see `stillwatch formats`), or describe it with --map FILE.',
    },
  );
}

/** With a mapping file, only the framing is to be told: JSON begins with a brace or bracket, CSV with a name. */
export async function sniffMapped(source: Source): Promise<'jsonl' | 'csv'> {
  for await (const chunk of readChunks(source)) {
    const first = /[^\s\ufeff]/.exec(chunk.toString('utf8', 0, 4_096))?.[0];
    if (first !== undefined) return first === '{' || first === '[' ? 'jsonl' : 'csv';
  }
  return 'jsonl';
}

async function isProtobuf(source: Source): Promise<boolean> {
  if (source.size > PROTOBUF_LIMIT) return false;
  const parts: Buffer[] = [];
  for await (const chunk of readChunks(source)) parts.push(chunk);
  return looksLikeProtobuf(Buffer.concat(parts));
}
