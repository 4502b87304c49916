// SPDX-License-Identifier: Apache-2.0
import type { Random } from '../random.ts';
import type { SimulatedExchange } from '../world.ts';
import { BODIES } from './bodies.ts';
import { clientOf, countTokens } from './parts.ts';

/** Stillwatch's own envelope around the bodies of the API that the account's client speaks. */
export function nativeRecord(exchange: SimulatedExchange, random: Random): unknown {
  const { profile, time, said, number } = exchange;
  const { userAgent, api } = clientOf(exchange);
  const { input, output } = countTokens(said, random);
  const id = number.toString(36);
  const { request, response } = BODIES[api](said, id, input, output);
  return {
    id: `req-${id}`,
    account: profile.account,
    time: new Date(time).toISOString(),
    ...(profile.org === '' ? {} : { org: profile.org }),
    ...(said.session === undefined ? {} : { session: said.session }),
    ...(said.endUser === undefined ? {} : { end_user: said.endUser }),
    ip: profile.ips[number % profile.ips.length],
    user_agent: userAgent,
    payment: profile.payment,
    device: profile.device,
    asn: profile.asn,
    asn_type: profile.asnType,
    email_domain: profile.emailDomain,
    plan: profile.plan,
    created_at: new Date(profile.createdAt).toISOString(),
    declared_use: profile.declaredUse,
    region: profile.region,
    language: profile.language,
    api,
    request,
    response,
  };
}
