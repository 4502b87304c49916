// SPDX-License-Identifier: Apache-2.0
import type { TaxiiRequest } from './http.ts';
import { Refusal } from './refusal.ts';

/**
 * Reads a body, counting what arrives: `Content-Length` may say anything, so it only refuses earlier.
 * @param patienceMs for the whole of it
 * @throws Refusal 408, 413, 400 where the connection breaks off
 */
export async function readBody(
  { body, headers }: Pick<TaxiiRequest, 'body' | 'headers'>,
  { maxBytes, patienceMs }: { maxBytes: number; patienceMs: number },
): Promise<Uint8Array> {
  const tooLarge = (): Refusal =>
    new Refusal(413, `A body has at most ${maxBytes} bytes here.`, { details: { max_content_length: String(maxBytes) } });
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  if (body instanceof Uint8Array) {
    if (body.length > maxBytes) throw tooLarge();
    return body;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const iterator = body[Symbol.asyncIterator]();
  const patience = timer(patienceMs);
  try {
    for (;;) {
      const step = await Promise.race([iterator.next(), patience.over]);
      if (step === null) throw new Refusal(408, 'The body did not arrive in time.', { headers: { connection: 'close' } });
      if (step.done === true) return Buffer.concat(chunks);
      size += step.value.length;
      if (size > maxBytes) throw tooLarge();
      chunks.push(step.value);
    }
  } catch (error) {
    // Nobody waits for it: a source that is stuck may never end.
    void Promise.resolve(iterator.return?.()).catch(() => {});
    if (error instanceof Refusal) throw error;
    throw new Refusal(400, 'The body broke off.');
  } finally {
    patience.stop();
  }
}

function timer(ms: number): { over: Promise<null>; stop: () => void } {
  let stop = (): void => {};
  const over = new Promise<null>((resolve) => {
    const timeout = setTimeout(resolve, ms, null);
    stop = () => clearTimeout(timeout);
  });
  return { over, stop };
}
