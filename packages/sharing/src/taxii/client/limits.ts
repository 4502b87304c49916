// SPDX-License-Identifier: Apache-2.0

/** How much a peer may ask of a client. */
export interface PeerLimits {
  /** Bytes of one answer. */
  readonly answerBytes: number;
  /** Nesting of JSON. */
  readonly depth: number;
  /** Milliseconds until an answer begins. */
  readonly answerMs: number;
  /** Milliseconds from there to its end. */
  readonly bodyMs: number;
  /** Attempts at one request. */
  readonly attempts: number;
  /** Milliseconds before the second attempt, at most; doubled for each further one. */
  readonly backoffMs: number;
  /** Longest wait for the next attempt, also where the peer asks for more. */
  readonly mostBackoffMs: number;
  /** Pages of one pull. */
  readonly pages: number;
  /** Objects of one pull. */
  readonly objects: number;
  /** Pages in a row that have nothing new in them. */
  readonly barrenPages: number;
  /** Milliseconds that a status may stay pending. */
  readonly statusMs: number;
}

export const PEER_LIMITS: PeerLimits = {
  answerBytes: 64_000_000,
  depth: 64,
  answerMs: 30_000,
  bodyMs: 120_000,
  attempts: 6,
  backoffMs: 500,
  mostBackoffMs: 300_000,
  pages: 1_000_000,
  objects: 50_000_000,
  barrenPages: 10,
  statusMs: 600_000,
};

/** Time as the client needs it. */
export interface PeerClock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
