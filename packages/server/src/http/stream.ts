// SPDX-License-Identifier: Apache-2.0
import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { EventBus, NodeEvent } from '../parts.ts';

const HEARTBEAT_MS = 15_000;
/** A browser that lost the stream comes again after this. */
const RETRY_MS = 3_000;
/** A stream ends after this, and its browser comes again if it still may: who was shut out hears no more. */
const MAX_AGE_MS = 15 * 60_000;
/** What a reader may leave unread; one that is slower is cut off and comes again. */
const MOST_UNREAD = 1 << 20;

/** The open streams of server-sent events. Events only say what to fetch again, so that none has to be replayed. */
export interface Streams {
  open(reply: FastifyReply): void;
  count(): number;
  /** Ends all of them. */
  close(): void;
}

export function createStreams(bus: EventBus, maxAgeMs = MAX_AGE_MS): Streams {
  const open = new Set<ServerResponse>();
  let number = 0;
  const end = (stream: ServerResponse): void => {
    open.delete(stream);
    stream.end();
  };
  const write = (stream: ServerResponse, text: string): void => {
    stream.write(text);
    if (stream.writableLength > MOST_UNREAD) {
      open.delete(stream);
      stream.destroy();
    }
  };
  const unsubscribe = bus.subscribe((event: NodeEvent) => {
    number++;
    const data = event.kind === 'parts' ? {} : { id: event.id };
    for (const stream of open) write(stream, `id: ${number}\nevent: ${event.kind}\ndata: ${JSON.stringify(data)}\n\n`);
  });
  const heartbeat = setInterval(() => {
    for (const stream of open) write(stream, ': still here\n\n');
  }, HEARTBEAT_MS);
  heartbeat.unref();

  return {
    count: () => open.size,
    open(reply) {
      reply.hijack();
      const stream = reply.raw;
      for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) stream.setHeader(name, value);
      stream.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // Proxies would otherwise gather the events.
        'x-accel-buffering': 'no',
      });
      const age = setTimeout(() => end(stream), maxAgeMs);
      age.unref();
      stream.on('close', () => {
        clearTimeout(age);
        open.delete(stream);
      });
      stream.on('error', () => open.delete(stream));
      open.add(stream);
      // `Last-Event-ID` needs no answer: whoever comes again fetches what it shows anew.
      stream.write(`retry: ${RETRY_MS}\n: open\n\n`);
    },
    close() {
      unsubscribe();
      clearInterval(heartbeat);
      for (const stream of open) end(stream);
    },
  };
}
