// SPDX-License-Identifier: Apache-2.0
import { type AppError, systemCodeOf } from '@stillwatch/core';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from '../config/index.ts';

/** Events of a node. Fields hold no address, query, body, header, account or name of a person. */
export const LOG_EVENTS = {
  'http.listening': 'The server takes requests: `port`.',
  'http.request':
    'A request was answered: `requestId`, `operation`, `method`, `status`, `ms`, `caller` (id of the session’s person or of the key), `code` of a refusal.',
  'http.failed':
    'A request failed through the node’s own fault: `requestId`, `operation`, `code`, `cause`, `stack` (places in the program).',
  'http.closing': 'The server takes no more requests and finishes those it has.',
  'hunting.done': 'A hunt ended: `hunt`, `exchanges`, `accounts`, `campaigns`, `timings`.',
  'hunting.failed': 'A hunt failed: `hunt`, `code`; its record has the reason.',
  'hunting.lease': 'The lease by which one of several nodes hunts could not be renewed: `code`.',
  'alert.delivered': 'An alert was delivered: `alert`, `channel`, `kind`.',
  'alert.failed': 'An alert was not delivered: `alert`, `channel`, `code`, `attempts`.',
  'alert.outbox': 'The outbox of alerts could not be read or written: `code`.',
  'log.trouble': 'Something about the transparency log, custody or the watch over the parts failed and is tried again: `code`.',
  'sign-in.failed': 'Somebody could not be signed in: `requestId`, `by` (link, oidc), `cause`.',
} as const;
export type LogEvent = keyof typeof LOG_EVENTS;

/** A log that takes known events only. */
export interface Log {
  write(level: 'debug' | 'info' | 'warn' | 'error', event: LogEvent, fields?: Readonly<Record<string, unknown>>): void;
}

/** JSON lines. @param stream where they go; standard output without it. */
export function createLogger(level: Config['logLevel'], stream?: DestinationStream): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' };
  return stream === undefined ? pino(options) : pino(options, stream);
}

export function createLog(logger: Logger): Log {
  return { write: (level, event, fields = {}) => logger[level](fields, event) };
}

/** What can be said of an error without its message, which may quote what it failed on. */
export function describeFailure(error: AppError): { code: string; cause: string; stack: string[] } {
  const { cause } = error;
  const origin = cause instanceof Error ? cause : error;
  const stack = (origin.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    code: error.code,
    cause: [cause instanceof Error ? cause.name : '', systemCodeOf(cause)].filter((part) => part !== '').join(' '),
    stack: stack.slice(0, 12).map((line) => line.trim()),
  };
}

/** Text of `docs/reference/log-events.md`. */
export function documentLogEvents(): string {
  const rows = Object.entries(LOG_EVENTS).map(([name, about]) => `| \`${name}\` | ${about} |`);
  return `# Log events

A node writes JSON lines: \`level\`, \`time\`, \`event\`, and the event’s own fields. Names of events and fields are stable. No level
logs prompts, answers, credentials or personal data: a request is named by its operation, never by its address, and an error by
its code and its place in the program, never by a message that might quote what it failed on. A test sends marked words through
every operation and looks for them in the log.

This table is that of \`packages/server/src/http/log.ts\`; a test keeps them equal.

| Event | Meaning and fields |
|---|---|
${rows.join('\n')}
`;
}
