// SPDX-License-Identifier: Apache-2.0
import { expect } from 'vitest';
import { ERROR_CODES, type ErrorCode } from './errors.ts';

/**
 * Matcher for coded errors, registered for every test by `vitest.config.ts`; messages may change, codes do not.
 * - `expect(() => work()).toThrowWithCode('CODE')`
 * - `await expect(promise).rejects.toThrowWithCode('CODE')`, also with an async function in place of the promise
 */
interface CodeMatchers<R = unknown> {
  toThrowWithCode: (code: ErrorCode) => R;
}

declare module 'vitest' {
  // The type parameters must be those of the interface that is merged with.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends CodeMatchers<R> {}
}

expect.extend({
  toThrowWithCode(received: unknown, code: ErrorCode) {
    if (!(code in ERROR_CODES)) throw new TypeError(`there is no error code ${code}`);
    const thrown = catchFrom(received);
    const found = thrown === null ? 'no error' : codeOf(thrown.error);
    return {
      pass: found === code,
      message: () =>
        `expected ${this.isNot ? 'no error with' : ''} code ${code}, got ${found}` +
        (thrown?.error instanceof Error ? `: ${thrown.error.message}` : ''),
      actual: found,
      expected: code,
    };
  },
});

/** What calling `received` throws, or `received` itself where `.rejects` has caught it already. */
function catchFrom(received: unknown): { error: unknown } | null {
  if (received instanceof Promise) throw new TypeError('write: await expect(promise).rejects.toThrowWithCode(…)');
  if (typeof received !== 'function') return { error: received };
  let value: unknown;
  try {
    value = (received as () => unknown)();
  } catch (error) {
    return { error };
  }
  if (value instanceof Promise) {
    value.catch(() => {});
    throw new TypeError('write: await expect(asyncFunction).rejects.toThrowWithCode(…)');
  }
  return null;
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : `an error without a code (${String(error)})`;
}
