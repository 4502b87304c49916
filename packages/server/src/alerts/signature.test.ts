// SPDX-License-Identifier: Apache-2.0
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { signBody } from './signature.ts';

const GUIDE = new URL('../../../../docs/guides/alerts.md', import.meta.url);
type IsGenuine = (secret: string, body: string, header: string, nowSeconds: number) => boolean;

/** The receiver's function as the guide prints it. */
function readGuide(): IsGenuine {
  const code = /```js\nimport [^\n]* from 'node:crypto';\n(.*?)```/s.exec(readFileSync(GUIDE, 'utf8'))![1]!;
  const script = `${code.replace('export function', 'function')}\nisGenuine;`;
  return runInNewContext(script, { createHmac, timingSafeEqual, Buffer }) as IsGenuine;
}

describe('the signature of a webhook', () => {
  it('is checked by what the guide tells receivers to do, and nothing else passes', () => {
    const isGenuine = readGuide();
    const header = signBody('secret', '{"a":1}', 1_000);
    expect(isGenuine('secret', '{"a":1}', header, 1_000)).toBe(true);
    expect(isGenuine('secret', '{"a":1}', header, 1_300)).toBe(true);
    expect(isGenuine('secret', '{"a":1}', header, 1_301)).toBe(false);
    expect(isGenuine('secret', '{"a":2}', header, 1_000)).toBe(false);
    expect(isGenuine('other', '{"a":1}', header, 1_000)).toBe(false);
    expect(isGenuine('secret', '{"a":1}', header.replace('t=1000', 't=1001'), 1_001)).toBe(false);
    expect(isGenuine('secret', '{"a":1}', 'v1=', 1_000)).toBe(false);
  });
});
