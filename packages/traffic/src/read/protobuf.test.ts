// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { PbfWriter } from 'pbf';
import { describe, expect, it } from 'vitest';
import { findAdapter } from '../formats/index.ts';
import { collect, makeTempFolder, writeSource } from './read.fixture.ts';

const folder = makeTempFolder();
const read = (bytes: Uint8Array) => collect(writeSource(folder, bytes, 'pb'), 'protobuf');

/** An OTLP trace export with one span: resource spans › scope spans › span. */
function makeExport(name: string): Uint8Array {
  const writer = new PbfWriter();
  writer.writeMessage(
    1,
    (_: null, resource) => {
      resource.writeMessage(
        2,
        (_inner: null, scope) => {
          scope.writeMessage(
            2,
            (_span: null, span) => {
              span.writeBytesField(1, Buffer.alloc(16, 7));
              span.writeBytesField(2, Buffer.alloc(8, 9));
              span.writeStringField(5, name);
              span.writeFixed64Field(7, 1_790_553_600_000_000_000);
              span.writeMessage(
                9,
                (_attribute: null, attribute) => {
                  attribute.writeStringField(1, 'gen_ai.request.model');
                  attribute.writeMessage(2, (_value: null, value) => value.writeStringField(1, 'frontier-large-4'), null);
                },
                null,
              );
            },
            null,
          );
        },
        null,
      );
    },
    null,
  );
  return writer.finish();
}

function delimit(messages: readonly Uint8Array[]): Buffer {
  return Buffer.concat(messages.flatMap((message) => [varint(message.length), message]));
}

function varint(number: number): Buffer {
  const writer = new PbfWriter();
  writer.writeVarint(number);
  return Buffer.from(writer.finish());
}

function spanNames(records: readonly unknown[]): string[] {
  return [...JSON.stringify(records).matchAll(/"name":"(\w+)"/g)].map((match) => match[1]!);
}

describe('OTLP protobuf files', () => {
  it('hold one bare message or several with their lengths', async () => {
    expect(spanNames((await read(makeExport('one'))).records)).toEqual(['one']);
    expect(spanNames((await read(delimit([makeExport('one'), makeExport('two')]))).records)).toEqual(['one', 'two']);
  });

  it('that break off keep their whole messages and say so', async () => {
    const bytes = delimit([makeExport('one'), makeExport('two'), makeExport('three')]);
    const { records, error } = await read(bytes.subarray(0, bytes.length - 10));
    expect(spanNames(records)).toEqual(['one', 'two']);
    expect(error).toMatchObject({ code: 'PROTOBUF_INVALID' });
  });

  it('of any bytes, or with any byte changed, end in records or PROTOBUF_INVALID', async () => {
    const good = Buffer.from(makeExport('span'));
    const damaged = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 }).map((changes) => {
      const bytes = Buffer.from(good);
      for (const [at, value] of changes) bytes[at] = value;
      return bytes;
    });
    const nested = fc.nat(2_000).map((depth) => {
      let bytes = Buffer.alloc(0);
      for (let i = 0; i < Math.min(depth, 1_200); i++)
        bytes = Buffer.concat([Buffer.of((2 << 3) | 2), varint(bytes.length), bytes]);
      return bytes;
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(damaged, nested, fc.uint8Array({ maxLength: 200 })), async (bytes) => {
        const { records, error } = await read(bytes);
        if (error !== null) expect(error).toMatchObject({ code: 'PROTOBUF_INVALID' });
        // What was decoded must not upset the adapter either.
        const reader = findAdapter('otlp-protobuf').open(null);
        for (const record of records) reader.read(record, () => {});
        reader.end(() => {});
      }),
      { numRuns: 200 },
    );
  });
});
