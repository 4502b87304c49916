// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as client from 'openid-client';
import { z } from 'zod';
import type { Config } from '../../config/index.ts';
import { type Done, recordAudit } from '../audit.ts';
import type { ServerParts } from '../contract.ts';
import { type Doing, recordedAs } from '../recorded.ts';
import { RECORDING } from '../recording.ts';
import { originOf } from '../security.ts';
import { NOBODY } from './caller.ts';
import { type Claims, findPerson } from './oidc-person.ts';
import { isHttps, startSession } from './sessions.ts';

/** What the browser keeps between leaving for the provider and coming back: ten minutes, for one sign-in. */
const Pending = z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string() });
const PENDING_SECONDS = 600;

const START = '/v1/oidc/start';
const CALLBACK = '/v1/oidc/callback';

/**
 * Sign-in by OpenID Connect: authorization code with PKCE (RFC 7636), state and nonce. Whatever goes wrong ends on
 * the sign-in page with a code; the provider's words go nowhere.
 */
export function registerOidc(app: FastifyInstance, parts: ServerParts): void {
  const { config } = parts.config;
  const { issuer, clientId } = config.oidc;
  if (issuer === null || clientId === null) return;
  let found: Promise<client.Configuration> | null = null;
  /** A provider that was away is asked again next time. */
  const discover = async (): Promise<client.Configuration> => {
    found ??= discoverProvider(config, issuer, clientId);
    try {
      return await found;
    } catch (cause) {
      found = null;
      throw new AppError('SIGN_IN_FAILED', 'the identity provider does not answer', { cause });
    }
  };
  const options = { config: { rateLimit: { max: config.rateLimit.signInPerMinute, timeWindow: 60_000, groupId: 'oidc' } } };

  app.get(START, options, async (request, reply) => {
    try {
      const provider = await discover();
      const pending = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
      const address = client.buildAuthorizationUrl(provider, {
        redirect_uri: redirectOf(config, request),
        scope: config.oidc.scopes,
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      });
      // Lax, because the provider's page sends the browser back here.
      reply.setCookie(pendingCookie(config), Buffer.from(JSON.stringify(pending)).toString('base64url'), {
        httpOnly: true,
        sameSite: 'lax',
        path: '/',
        secure: isHttps(config),
        maxAge: PENDING_SECONDS,
      });
      return await reply.redirect(address.href);
    } catch (error) {
      return await refuse(request, reply, error);
    }
  });

  app.get(CALLBACK, options, async (request, reply) => {
    try {
      const pending = readPending(request.cookies[pendingCookie(config)]);
      reply.clearCookie(pendingCookie(config), { path: '/', secure: isHttps(config), httpOnly: true, sameSite: 'lax' });
      const provider = await discover();
      const back = new URL(redirectOf(config, request));
      back.search = new URL(request.url, back).search;
      const claims = await readClaims(provider, back, pending, config);
      const now = parts.clock.now();
      const requestId = request.id;
      const deeds: Done[] = [];
      const about: Doing['about'] = { who: null, leafKey: null };
      await recordedAs('signInByOidc', RECORDING.signInByLink, { parts, caller: NOBODY, requestId, deeds, about }, async () => {
        const user = await findPerson(parts, claims, { issuer, requestId, now }, deeds);
        about.who = { kind: 'person', id: user.id, name: user.name };
        await startSession(reply, parts.records, config, user, now);
        const started = { action: 'session.started', object: user.id, by: user.name, requestId, reason: null } as const;
        await recordAudit(parts, started, deeds);
      });
      return await reply.redirect('/');
    } catch (error) {
      return await refuse(request, reply, error);
    }
  });

  async function refuse(request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<FastifyReply> {
    const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
    parts.log.write('warn', 'sign-in.failed', { requestId: request.id, by: 'oidc', cause: `${String(name)} ${String(code)}` });
    const known = error instanceof AppError ? error.code : 'SIGN_IN_FAILED';
    return await reply.redirect(`/sign-in?problem=${known}`);
  }
}

function pendingCookie(config: Config): string {
  return isHttps(config) ? '__Host-stillwatch-oidc' : `stillwatch-oidc-${config.port}`;
}

function redirectOf(config: Config, request: FastifyRequest): string {
  return `${originOf(config, request)}${CALLBACK}`;
}

async function discoverProvider(config: Config, issuer: string, clientId: string): Promise<client.Configuration> {
  const { clientSecret } = config.oidc;
  // Only a provider on this machine may do without TLS: the configuration refuses others.
  const plain = issuer.startsWith('http:');
  return await client.discovery(
    new URL(issuer),
    clientId,
    undefined,
    clientSecret === null ? client.None() : client.ClientSecretBasic(clientSecret),
    { timeout: 10, ...(plain ? { execute: [client.allowInsecureRequests] } : {}) },
  );
}

function readPending(cookie: string | undefined): z.infer<typeof Pending> {
  try {
    return Pending.parse(JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString('utf8')));
  } catch (cause) {
    throw new AppError('SIGN_IN_FAILED', 'this sign-in was not begun here, or too long ago', { cause });
  }
}

/** Claims of the ID token, and those that the provider tells only when asked. */
async function readClaims(
  provider: client.Configuration,
  back: URL,
  pending: z.infer<typeof Pending>,
  config: Config,
): Promise<Claims> {
  const tokens = await client.authorizationCodeGrant(provider, back, {
    pkceCodeVerifier: pending.verifier,
    expectedState: pending.state,
    expectedNonce: pending.nonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new AppError('SIGN_IN_FAILED', 'the provider sent no ID token');
  const complete = ['name', config.oidc.rolesClaim].every((name) => claims[name] !== undefined);
  if (complete || provider.serverMetadata().userinfo_endpoint === undefined) return claims;
  return { ...(await client.fetchUserInfo(provider, tokens.access_token, claims.sub)), ...claims };
}
