// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { Context, Handlers } from '../contract.ts';
import { mediaTypeOf } from '../routes.ts';
import type { IntakeAnswer } from '../../parts.ts';

const ENCODINGS = ['identity', 'gzip', 'zstd'] as const;
type Encoding = (typeof ENCODINGS)[number];

export const intake: Pick<Handlers, 'intake' | 'intakeTraces' | 'intakeLogs' | 'intakeLitellm'> = {
  intake: async (context, { query: { format }, body }) => await take(context, body, format ?? null),
  intakeTraces: async (context, { body }) => await takeOtlp(context, body, 'rejectedSpans'),
  intakeLogs: async (context, { body }) => await takeOtlp(context, body, 'rejectedLogRecords'),
  intakeLitellm: async (context, { body }) => await take(context, body, 'litellm'),
};

async function take({ parts, request }: Context, body: unknown, format: string | null): Promise<IntakeAnswer> {
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (!(ENCODINGS as readonly string[]).includes(encoding)) {
    throw new AppError('MEDIA_UNSUPPORTED', 'the body’s encoding is not one that intake takes', {
      hint: `It takes ${ENCODINGS.join(', ')}.`,
    });
  }
  const options = { format, encoding: encoding as Encoding, mediaType: mediaTypeOf(request) };
  return await parts.intake.take(body as Uint8Array, options);
}

/** Answers as OTLP 1.x says: what was refused is a partial success, in the encoding of the request. */
async function takeOtlp(context: Context, body: unknown, field: 'rejectedSpans' | 'rejectedLogRecords'): Promise<unknown> {
  const { rejected, problems } = await take(context, body, 'otlp');
  const errorMessage = problems.map(({ code, count }) => `${code}: ${count}`).join(', ');
  if (mediaTypeOf(context.request) === 'application/x-protobuf') {
    context.reply.type('application/x-protobuf');
    return rejected === 0 ? Buffer.alloc(0) : encodePartialSuccess(rejected, errorMessage);
  }
  return rejected === 0 ? {} : { partialSuccess: { [field]: String(rejected), errorMessage } };
}

/** `{1: {1: rejected, 2: message}}` in protobuf; the same numbers for spans and for log records. */
function encodePartialSuccess(rejected: number, message: string): Buffer {
  const text = Buffer.from(message);
  const inner = Buffer.concat([Buffer.from([0x08]), varint(rejected), Buffer.from([0x12]), varint(text.length), text]);
  return Buffer.concat([Buffer.from([0x0a]), varint(inner.length), inner]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}
