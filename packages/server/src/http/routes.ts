// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { API, type Operation, type OperationId } from '@stillwatch/core/api';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { type Done, recordAudit } from './audit.ts';
import { authorise, type Caller, findCaller } from './auth/caller.ts';
import type { Context, Handler, Handlers, ServerParts } from './contract.ts';
import { type Doing, recorded } from './recorded.ts';
import { type Answer, once } from './idempotency.ts';
import type { IntakeGate } from './intake-gate.ts';
import { check, parseJson, readIfMatch } from './validate.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
  }
  interface FastifyContextConfig {
    operation?: OperationId;
  }
}

export interface RouteSettings {
  /** Checks answers against the contract too, and fails where they break it. */
  readonly checkAnswers: boolean;
  readonly gate: IntakeGate;
}

/** Registers every operation of the API with its handler. */
export function registerOperations(app: FastifyInstance, parts: ServerParts, handlers: Handlers, settings: RouteSettings): void {
  for (const id of Object.keys(API) as OperationId[]) {
    registerOperation(app, parts, id, API[id], handlers[id], settings);
  }
}

/** Who asks, found before anything else is done for them; public operations ask nobody. */
export async function identify(request: FastifyRequest, parts: ServerParts): Promise<void> {
  const id = request.routeOptions.config.operation;
  if (id === undefined || API[id].access === 'public') return;
  request.caller = await findCaller(request, parts.records, parts.clock.now(), parts.config.config);
}

function registerOperation(
  app: FastifyInstance,
  parts: ServerParts,
  id: OperationId,
  operation: Operation,
  handler: Handler<OperationId>,
  { checkAnswers, gate }: RouteSettings,
): void {
  const { config } = parts.config;
  const isSignIn = id === 'signInByLink';
  const route: RouteOptions = {
    method: operation.method,
    url: operation.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    config: {
      operation: id,
      ...(isSignIn ? { rateLimit: { max: config.rateLimit.signInPerMinute, timeWindow: 60_000, groupId: id } } : {}),
    },
    ...(operation.accepts === undefined ? {} : { bodyLimit: config.intake.maxBytes }),
    // After the limits were counted, before the body is read.
    preParsing: async (request) => {
      authorise(request.caller, operation, request);
      if (operation.accepts !== undefined) gate.enter(request);
    },
    handler: async (request, reply) => {
      // From here on intake counts it.
      gate.leave(request);
      const input = readInput(operation, request);
      const { context, doing } = contextOf(parts, request, reply);
      const act = async (): Promise<unknown> => {
        const answer = await recorded(id, doing, () => handler(context, input as never));
        if (checkAnswers && operation.media === undefined && !Buffer.isBuffer(answer)) operation.response.parse(answer);
        return answer;
      };
      if (operation.method === 'POST' && operation.accepts === undefined && operation.access !== 'public') {
        return await sendOnce(id, operation, context, input, act);
      }
      const answer = await act();
      // Taken over by the handler: server-sent events.
      if (reply.sent) return reply;
      return await send(reply, operation, answer);
    },
  };
  app.route(route);
}

interface Parsed {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly ifMatch: string;
}

function readInput(operation: Operation, request: FastifyRequest): Parsed {
  return {
    params: check(operation.params, request.params, 'params'),
    query: check(operation.query, request.query, 'query'),
    ifMatch: operation.ifMatch ? readIfMatch(request.headers['if-match']) : '',
    body: readBody(operation, request),
  };
}

function readBody(operation: Operation, request: FastifyRequest): unknown {
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const type = mediaTypeOf(request);
  if (operation.accepts !== undefined) {
    if (operation.accepts.includes(type)) return bytes;
    throw new AppError('MEDIA_UNSUPPORTED', 'the media type is not one that the operation takes', {
      hint: `It takes ${operation.accepts.join(' and ')}.`,
    });
  }
  if (bytes.length === 0) return check(operation.body, null, 'body');
  if (type !== 'application/json') {
    throw new AppError('MEDIA_UNSUPPORTED', 'the body is not of type application/json', { hint: 'Set Content-Type.' });
  }
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new AppError('MEDIA_UNSUPPORTED', 'the body is compressed', { hint: 'Only intake takes compressed bodies.' });
  }
  return check(operation.body, parseJson(bytes), 'body');
}

/** Media type without its parameters, in small letters. */
export function mediaTypeOf(request: FastifyRequest): string {
  return (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
}

function contextOf(parts: ServerParts, request: FastifyRequest, reply: FastifyReply): { context: Context; doing: Doing } {
  const { caller, id: requestId } = request;
  const deeds: Done[] = [];
  const about: Doing['about'] = { who: null, leafKey: null };
  const context: Context = {
    parts,
    records: parts.records,
    caller,
    requestId,
    request,
    reply,
    now: parts.clock.now(),
    audit: (action, object, reason = null, by = caller.by) =>
      recordAudit(parts, { action, object, reason, by, requestId }, deeds),
    about(who) {
      about.who = who;
    },
    leafKey() {
      if (about.leafKey === null) throw new AppError('INTERNAL', 'the leaf of an operation that has none was asked for');
      return about.leafKey;
    },
  };
  return { context, doing: { parts, caller, requestId, deeds, about } };
}

async function sendOnce(
  id: OperationId,
  operation: Operation,
  context: Context,
  input: Parsed,
  act: () => Promise<unknown>,
): Promise<FastifyReply> {
  const { caller, reply, request, records, now } = context;
  const header = request.headers['idempotency-key'];
  const answer = await once(
    records.idempotency,
    {
      id,
      header: Array.isArray(header) ? header.join() : header,
      actor: `${caller.kind}:${caller.id}`,
      request: [input.params, input.query, input.body, input.ifMatch],
      now,
    },
    async (): Promise<Answer> => {
      const body = await act();
      return { status: operation.status, body: operation.status === 204 ? '' : JSON.stringify(body) };
    },
  );
  reply.code(answer.status);
  if (answer.body === '') return await reply.send();
  setEntityTag(reply, JSON.parse(answer.body));
  return await reply.type('application/json; charset=utf-8').send(answer.body);
}

async function send(reply: FastifyReply, operation: Operation, answer: unknown): Promise<FastifyReply> {
  if (reply.statusCode === 200) reply.code(operation.status);
  if (operation.status === 204) return await reply.send();
  if (Buffer.isBuffer(answer)) return await reply.send(answer);
  if (operation.media !== undefined) {
    if (!reply.hasHeader('content-type')) reply.type(operation.media);
    return await reply.send(answer);
  }
  setEntityTag(reply, answer);
  return await reply.type('application/json; charset=utf-8').send(JSON.stringify(answer));
}

function setEntityTag(reply: FastifyReply, answer: unknown): void {
  const { etag } = (answer ?? {}) as { etag?: unknown };
  if (typeof etag === 'string') reply.header('etag', etag);
}
