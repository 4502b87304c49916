// SPDX-License-Identifier: Apache-2.0
import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { blindAll, evaluateAll, evaluateOwn, finalizeAll } from './operations.ts';

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));

describe('the oblivious function', () => {
  it('is that of RFC 9497, appendix A.1.2, first vector', () => {
    const keys = {
      secretKey: hex('e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909'),
      publicKey: hex('c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e'),
    };
    const input = hex('00');
    const blind = hex('64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706');
    const blinded = hex('863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945');
    const output =
      'b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7da4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c';
    const { evaluated, proof } = evaluateAll(keys, [blinded]);
    expect(Buffer.from(evaluated[0]!).toString('hex')).toBe('aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e');
    const [found] = finalizeAll(keys.publicKey, [input], { blinds: [blind], blinded: [blinded] }, evaluated, proof);
    expect(Buffer.from(found!).toString('hex')).toBe(output);
    expect(Buffer.from(evaluateOwn(keys.secretKey, [input])[0]!).toString('hex')).toBe(output);
    expect(ristretto255_oprf.name).toBe('ristretto255-SHA512');
  });

  it('hides the same input behind another element each time', () => {
    const { blinded } = blindAll(Array.from({ length: 8 }, () => hex('0102')));
    expect(new Set(blinded.map((one) => Buffer.from(one).toString('hex'))).size).toBe(8);
  });
});
