// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { FastifyRequest } from 'fastify';

/** What a body without Content-Length is taken for until it is there. */
const UNTOLD_BYTES = 1_000_000;

/**
 * Bodies are held in memory while they arrive. What arrives and what waits in intake together stay below a limit:
 * more is refused before it is read, so that a crowd of senders does not make memory grow.
 */
export interface IntakeGate {
  /** @throws AppError INTAKE_OVERLOADED */
  enter(request: FastifyRequest): void;
  /** The body is there, or will not come; a second time nothing happens. */
  leave(request: FastifyRequest): void;
  /** Bytes that are arriving. */
  arriving(): number;
}

/** @param pendingBytes what waits in intake. */
export function createIntakeGate(limit: number, pendingBytes: () => number): IntakeGate {
  const reserved = new WeakMap<FastifyRequest, number>();
  let arriving = 0;
  return {
    enter(request) {
      const told = Number(request.headers['content-length'] ?? Number.NaN);
      const bytes = Number.isFinite(told) ? told : UNTOLD_BYTES;
      // The only one is let in whatever its size: its own limit holds.
      if (arriving + pendingBytes() > 0 && arriving + pendingBytes() + bytes > limit) {
        throw new AppError('INTAKE_OVERLOADED', 'more arrives than can be stored', { hint: 'Send it again after Retry-After.' });
      }
      reserved.set(request, bytes);
      arriving += bytes;
    },
    leave(request) {
      arriving -= reserved.get(request) ?? 0;
      reserved.delete(request);
    },
    arriving: () => arriving,
  };
}
