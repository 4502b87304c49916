// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Config, isLoopback } from '../config/index.ts';
import { isHttps } from './auth/sessions.ts';

/** Nothing from elsewhere, nothing inline; workers may be made from the console's own code. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export function setSecurityHeaders(reply: FastifyReply, config: Config, requestId: string): void {
  reply.headers({
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'x-request-id': requestId,
  });
  if (isHttps(config)) reply.header('strict-transport-security', 'max-age=31536000');
}

/** Answered under any name: who checks whether the node is alive may know it by its address only. */
const UNDER_ANY_NAME: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

/**
 * Refuses requests under a name that is not the node's: a stranger's page whose name was pointed at this address
 * (DNS rebinding) would otherwise be of the same origin. What comes with a key is no browser's doing.
 * @throws AppError REQUEST_INVALID.
 */
export function checkHost(request: FastifyRequest, config: Config): void {
  if (UNDER_ANY_NAME.has(request.routeOptions.url ?? '')) return;
  if (/^Bearer +swk_/i.test(request.headers.authorization ?? '')) return;
  const name = hostOf(request.headers.host ?? '');
  if (isLoopback(name)) return;
  if (config.publicUrl !== null && new URL(config.publicUrl).hostname === name) return;
  throw new AppError('REQUEST_INVALID', 'this node is not known under the name in Host', {
    hint: 'Set publicUrl to the address that people use.',
  });
}

function hostOf(header: string): string {
  return header.toLowerCase().replace(/:\d{1,5}$/, '');
}

/** Address under which who asks reaches the node, without a path. */
export function originOf(config: Config, request: FastifyRequest): string {
  if (config.publicUrl !== null) return new URL(config.publicUrl).origin;
  // Checked before: a loopback name.
  return `http://${request.headers.host ?? `${config.host}:${config.port}`}`;
}
