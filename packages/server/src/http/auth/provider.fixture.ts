// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

export type Claims = Readonly<Record<string, unknown>>;

/** The part of oidc-provider that is used here; it comes without types. */
interface Provider {
  callback(): (request: IncomingMessage, response: ServerResponse) => void;
  interactionDetails(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<{ params: { client_id: string; scope: string } }>;
  interactionFinished(request: IncomingMessage, response: ServerResponse, result: unknown): Promise<void>;
  Grant: new (of: { accountId: string; clientId: string }) => { addOIDCScope(scope: string): void; save(): Promise<string> };
}

export interface ProviderOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirect: string;
  /** Whom it knows, by their subject. */
  readonly accounts: ReadonlyMap<string, Claims>;
}

/** A provider that signs in as whomever `?login=` of its interaction page names, without asking for more. */
export async function startProvider(server: Server, issuer: string, options: ProviderOptions): Promise<void> {
  const { clientId, clientSecret, redirect, accounts } = options;
  // @ts-expect-error It comes without types.
  const module: unknown = await import('oidc-provider');
  const { default: OidcProvider } = module as { default: new (issuer: string, configuration: unknown) => Provider };
  const provider = new OidcProvider(issuer, {
    clients: [
      { client_id: clientId, client_secret: clientSecret, redirect_uris: [redirect], grant_types: ['authorization_code'] },
    ],
    claims: { openid: ['sub'], profile: ['name'], email: ['email'], groups: ['groups'] },
    scopes: ['openid', 'profile', 'email', 'groups'],
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    cookies: { keys: ['of a test'] },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, ...accounts.get(sub) }),
    }),
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) answer(request, response);
    else void finish(request, response);
  });

  async function finish(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const accountId = new URL(request.url!, issuer).searchParams.get('login')!;
    const { params } = await provider.interactionDetails(request, response);
    const grant = new provider.Grant({ accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    const grantId = await grant.save();
    await provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId } });
  }
}
