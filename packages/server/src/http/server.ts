// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import { AppError } from '@stillwatch/core';
import { API } from '@stillwatch/core/api';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { NOBODY } from './auth/caller.ts';
import { registerOidc } from './auth/oidc.ts';
import { watchConnections } from './connections.ts';
import { isConsolePage, registerConsole } from './console-files.ts';
import type { ServerParts } from './contract.ts';
import { createHandlers } from './handlers/index.ts';
import { createIntakeGate } from './intake-gate.ts';
import { describeFailure } from './log.ts';
import { registerSharing } from '../sharing/index.ts';
import { registerLogFiles } from './log-files.ts';
import { createMetrics } from './metrics.ts';
import { hasConsole } from './parts-status.ts';
import { problemOf, toRequestError } from './problems.ts';
import { identify, registerOperations } from './routes.ts';
import { checkHost, setSecurityHeaders } from './security.ts';
import { createStreams } from './stream.ts';

export interface HttpServer {
  readonly app: FastifyInstance;
  /** Begins to listen where the configuration says. @returns the address: `http://127.0.0.1:4780`. @throws AppError CONFIG_INVALID. */
  listen(): Promise<string>;
  /** Takes no more requests, finishes those it has, ends streams of events. */
  close(): Promise<void>;
}

export interface HttpServerOptions {
  /** Fail where an answer breaks the contract; for tests. */
  readonly checkAnswers?: boolean;
}

/** Bodies of everything but intake. */
const BODY_LIMIT = 1_000_000;

export async function createHttpServer(
  parts: ServerParts,
  { checkAnswers = false }: HttpServerOptions = {},
): Promise<HttpServer> {
  const { config } = parts.config;
  const started = new WeakMap<FastifyRequest, number>();
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    exposeHeadRoutes: false,
    trustProxy: config.trustProxy,
    requestTimeout: 120_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    genReqId: () => randomBytes(12).toString('base64url'),
    routerOptions: { maxParamLength: 2_000 },
    frameworkErrors: (error, request, reply) => {
      request.caller = NOBODY;
      setSecurityHeaders(reply, config, request.id);
      void sendProblem(request, reply, error);
    },
  });
  const connections = watchConnections(app.server);
  const metrics = createMetrics(parts);
  const streams = createStreams(parts.events);
  const gate = createIntakeGate(config.intake.maxPendingBytes, () => parts.intake.pendingBytes());

  app.decorateRequest('caller', null as never);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  await app.register(cookie);
  app.addHook('onRequest', async (request, reply) => {
    started.set(request, performance.now());
    request.caller = NOBODY;
    setSecurityHeaders(reply, config, request.id);
    if (request.url.startsWith('/v1/')) reply.header('cache-control', 'no-store');
    checkHost(request, config);
    await identify(request, parts);
  });
  await app.register(rateLimit, {
    max: config.rateLimit.perMinute,
    timeWindow: 60_000,
    cache: 20_000,
    enableDraftSpec: true,
    keyGenerator: (request) => (request.caller.kind === 'nobody' ? request.ip : `${request.caller.kind}:${request.caller.id}`),
    // Intake says by itself when it is enough.
    allowList: (request) => isIntake(request) && request.caller.kind !== 'nobody',
    errorResponseBuilder: (_request, { after }) =>
      new AppError('RATE_LIMITED', `too many requests; come again in ${after}`, { hint: 'Retry-After says when, in seconds.' }),
  });
  app.addHook('onRequestAbort', async (request) => gate.leave(request));
  app.addHook('onResponse', async (request, reply) => {
    gate.leave(request);
    const seconds = (performance.now() - (started.get(request) ?? performance.now())) / 1000;
    const operation = request.routeOptions.config.operation ?? (reply.statusCode === 404 ? 'none' : 'console');
    metrics.request(operation, reply.statusCode, seconds);
    parts.log.write('info', 'http.request', {
      requestId: request.id,
      operation,
      method: request.method,
      status: reply.statusCode,
      ms: Math.round(seconds * 1000),
      ...(request.caller.kind === 'nobody' ? {} : { caller: request.caller.id }),
      ...(codes.has(request) ? { code: codes.get(request) } : {}),
    });
  });
  const codes = new WeakMap<FastifyRequest, string>();

  async function sendProblem(request: FastifyRequest, reply: FastifyReply, thrown: unknown): Promise<FastifyReply> {
    const error = toRequestError(thrown);
    const problem = problemOf(error, request.id);
    codes.set(request, error.code);
    if (problem.status >= 500) {
      const operation = request.routeOptions.config.operation ?? 'none';
      parts.log.write('error', 'http.failed', { requestId: request.id, operation, ...describeFailure(error) });
    }
    if (error.code === 'INTAKE_OVERLOADED' && !reply.hasHeader('retry-after')) reply.header('retry-after', '5');
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
    return await reply.code(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
  }
  app.setErrorHandler(async (error, request, reply) => await sendProblem(request, reply, error));
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, async (request, reply) => {
    if (hasConsole(parts.consoleFolder) && isConsolePage(request.method, request.url, request.headers.accept)) {
      return await reply.header('cache-control', 'no-cache').sendFile('index.html');
    }
    return await sendProblem(request, reply, new AppError('NOT_FOUND', 'there is nothing at this address'));
  });

  registerOperations(app, parts, createHandlers({ metrics, streams }), { checkAnswers, gate });
  registerOidc(app, parts);
  registerLogFiles(app, parts);
  await registerSharing(app, parts.sharing);
  await registerConsole(app, parts.consoleFolder);
  app.addHook('preClose', async () => streams.close());
  await app.ready();

  return {
    app,
    async listen() {
      try {
        const address = await app.listen({ host: config.host, port: config.port });
        parts.log.write('info', 'http.listening', { port: Number(new URL(address).port) });
        return address;
      } catch (cause) {
        throw new AppError('CONFIG_INVALID', `cannot listen at ${config.host}:${config.port}`, {
          cause,
          hint: 'Is another program, or another Stillwatch, listening there? Choose another port.',
        });
      }
    },
    async close() {
      parts.log.write('info', 'http.closing');
      const done = connections.end();
      await app.close();
      done();
      metrics.close();
    },
  };
}

function isIntake(request: FastifyRequest): boolean {
  const id = request.routeOptions.config.operation;
  return id !== undefined && API[id].access === 'intake';
}
