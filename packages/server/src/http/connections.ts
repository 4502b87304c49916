// SPDX-License-Identifier: Apache-2.0
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** What requests that were under way get to come to their end. */
const GRACE_MS = 10_000;

/** Ends connections that would keep a server open which is closing. */
export interface Connections {
  /** Call it as the closing begins. @returns to be called when it has ended. */
  end(): () => void;
}

/**
 * Browsers open connections ahead of what they may ask. One on which nothing was asked yet is no idle one to Node, and once a
 * server is closing nobody looks after its time-outs: it would stay open for as long as the browser does.
 */
export function watchConnections(server: Server, graceMs = GRACE_MS): Connections {
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }) => unused.delete(socket));
  return {
    end() {
      for (const socket of unused) socket.destroy();
      const grace = setTimeout(() => server.closeAllConnections(), graceMs);
      return () => clearTimeout(grace);
    },
  };
}
