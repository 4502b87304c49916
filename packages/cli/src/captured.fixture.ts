// SPDX-License-Identifier: Apache-2.0
import { vi } from 'vitest';
import { run } from './run.ts';

/** Runs the command line in this process, and keeps what it says. */
export async function runCaptured(args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const capture = (add: (text: string) => void) => (text: unknown, done?: unknown) => {
    add(String(text));
    if (typeof done === 'function') done();
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(capture((text) => (out += text))),
    vi.spyOn(process.stderr, 'write').mockImplementation(capture((text) => (err += text))),
  ];
  try {
    const code = await run(args);
    return { code, out, err };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
