// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameSealer, FRAME_HEAD, readFrameHead } from './frame.ts';

const secret = randomBytes(32);
const sealer = createFrameSealer(secret);

describe('a frame of the journal', () => {
  it('holds any body, and its head says how long it is and of when', () => {
    const second = fc.nat(0xffff_ffff);
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 3_000 }),
        fc.constantFrom('native', 'litellm'),
        second,
        second,
        (body, format, from, to) => {
          const frame = sealer.seal({ format, body }, from, to);
          expect(readFrameHead(frame)).toEqual({ length: frame.length - FRAME_HEAD, from, to });
          const opened = sealer.open(frame);
          expect(opened.format).toBe(format);
          expect(Buffer.compare(opened.body, body)).toBe(0);
        },
      ),
    );
  });

  it('opens with no other key, and not when a bit of it was changed', () => {
    const frame = sealer.seal({ format: 'native', body: randomBytes(50) }, 1, 2);
    expect(() => createFrameSealer(randomBytes(32)).open(frame)).toThrowWithCode('DATA_CORRUPT');
    fc.assert(
      fc.property(fc.nat(frame.length - 1), fc.nat(7), (at, bit) => {
        const changed = frame.slice();
        changed[at]! ^= 1 << bit;
        expect(() => sealer.open(changed)).toThrowWithCode('DATA_CORRUPT');
      }),
    );
    expect(() => sealer.open(frame.subarray(0, 20))).toThrowWithCode('DATA_CORRUPT');
  });
});
