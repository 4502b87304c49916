// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { Adapter } from '../adapter.ts';
import { azureApim } from './azure-apim.ts';
import { bedrock } from './bedrock.ts';
import { kong } from './kong.ts';
import { litellm, litellmSpend } from './litellm.ts';
import { csv, jsonl } from './mapped.ts';
import { native } from './native.ts';
import { nearest } from './nearest.ts';
import { otlpJson } from './otlp.ts';
import { otlpProtobuf } from './otlp-protobuf.ts';

/** Every log format that can be read; the order is that of the documentation. */
export const ADAPTERS: readonly Adapter[] = [
  native,
  litellm,
  litellmSpend,
  otlpJson,
  otlpProtobuf,
  bedrock,
  azureApim,
  kong,
  jsonl,
  csv,
];

/** @throws AppError FORMAT_UNSUPPORTED, naming the closest format in its hint. */
export function findAdapter(name: string): Adapter {
  const found = ADAPTERS.find((adapter) => adapter.name === name);
  if (found !== undefined) return found;
  const names = ADAPTERS.map((adapter) => adapter.name);
  const close = nearest(name, names);
  throw new AppError('FORMAT_UNSUPPORTED', `there is no format "${name}"`, {
    hint: close === null ? `Known formats: ${names.join(', ')}.` : `Did you mean ${close}? Known formats: ${names.join(', ')}.`,
  });
}

/**
 * The format that the first records of a file belong to: the highest mean score of at least 0.5; null when
 * there is none or two are alike.
 */
export function sniffFormat(records: readonly unknown[]): Adapter | null {
  let best: Adapter | null = null;
  let most = 0;
  let tied = false;
  for (const adapter of ADAPTERS) {
    let sum = 0;
    for (const record of records) sum += adapter.sniff(record);
    const score = records.length === 0 ? 0 : sum / records.length;
    if (score > most) {
      best = adapter;
      most = score;
      tied = false;
    } else if (score === most) tied = true;
  }
  return tied || most < 0.5 ? null : best;
}

export { parseMapping } from './mapping.ts';
export { nearest } from './nearest.ts';
export { type DecodedExports, decodeExports, looksLikeProtobuf } from './otlp-protobuf.ts';
export { timeOf } from './times.ts';
