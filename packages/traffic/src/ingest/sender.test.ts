// SPDX-License-Identifier: Apache-2.0
import { AppError, type ErrorCode } from '@stillwatch/core';
import { describe, expect, it } from 'vitest';
import type { Batch } from './encoder.ts';
import { createSender } from './sender.ts';

const batch = (table: Batch['table'], mark: number): Batch => ({ table, rows: 1, bytes: Uint8Array.of(mark) });

/** An engine that answers with these codes, one after the other ('' = stored), and then stores everything. */
function engineThat(...answers: (ErrorCode | '')[]) {
  const stored: string[] = [];
  let atOnce = 0;
  let most = 0;
  const insert = async (table: string, rows: Uint8Array): Promise<void> => {
    most = Math.max(most, ++atOnce);
    await new Promise((resolve) => setImmediate(resolve));
    atOnce--;
    const code = answers.shift() ?? '';
    if (code !== '') throw new AppError(code, 'as told');
    stored.push(`${table} ${rows[0]}`);
  };
  return { insert, stored, most: () => most };
}

describe('sender', () => {
  it('stores the tables of a group in order, and holds back what comes too fast', async () => {
    const engine = engineThat();
    const sender = createSender(engine.insert);
    for (let i = 0; i < 10; i++) {
      sender.send([batch('accounts', i), batch('exchanges', i)]);
      await sender.drain();
    }
    await sender.finish();
    expect(engine.stored.length).toBe(20);
    for (let i = 0; i < 10; i++)
      expect(engine.stored.indexOf(`accounts ${i}`)).toBeLessThan(engine.stored.indexOf(`exchanges ${i}`));
    expect(engine.most()).toBeLessThanOrEqual(2);
  });

  it('sends again what a lost engine did not take', async () => {
    const engine = engineThat('', 'ENGINE_LOST', 'ENGINE_LOST', '');
    const sender = createSender(engine.insert);
    sender.send([batch('accounts', 1), batch('attributes', 2), batch('exchanges', 3)]);
    await sender.finish();
    expect(engine.stored).toEqual(['accounts 1', 'attributes 2', 'exchanges 3']);
  });

  it.each<ErrorCode>(['DISK_FULL', 'ENGINE_QUERY'])('gives up at once on %s, and says so at the next call', async (code) => {
    const engine = engineThat(code);
    const sender = createSender(engine.insert);
    sender.send([batch('exchanges', 1), batch('handles', 2)]);
    await expect(sender.finish()).rejects.toThrowWithCode(code);
    expect(() => sender.drain()).toThrowWithCode(code);
    expect(engine.stored).toEqual([]);
  });

  it('has nothing to wait for at first', async () => {
    const sender = createSender(engineThat().insert);
    sender.send([]);
    expect(sender.drain()).toBe(undefined);
    await sender.finish();
  });
});
