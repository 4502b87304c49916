// SPDX-License-Identifier: Apache-2.0
import fastify from 'fastify';
import { expect, it } from 'vitest';
import { createEventBus } from '../events.ts';
import { createStreams } from './stream.ts';

it('a stream ends by itself, so that who asks again is looked at again', async () => {
  const streams = createStreams(
    createEventBus(() => {}),
    20,
  );
  const app = fastify();
  app.get('/', (_request, reply) => streams.open(reply));
  try {
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const answer = await fetch(address);
    expect(await answer.text()).toBe('retry: 3000\n: open\n\n');
    expect(streams.count()).toBe(0);
  } finally {
    streams.close();
    await app.close();
  }
});
