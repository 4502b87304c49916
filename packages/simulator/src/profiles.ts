// SPDX-License-Identifier: Apache-2.0
import type { Random } from './random.ts';
import { pickLanguage, pickRegion } from './text/languages/index.ts';
import { FIRST_NAMES, LAST_NAMES } from './text/names.ts';
import { type Api, DAY, type Profile, type World } from './world.ts';

/** Client software by its user agent, and the bodies that it speaks. */
export const CLIENTS: Readonly<Record<string, Api>> = {
  'openai-python/1.99.1': 'openai.chat',
  'openai-python/2.1.0': 'openai.responses',
  'openai-node/5.8.2': 'openai.responses',
  'anthropic-sdk-python/0.61.0': 'anthropic.messages',
  'anthropic-sdk-typescript/0.55.1': 'anthropic.messages',
  'google-genai-sdk/1.30.0': 'gemini',
  'curl/8.5.0': 'anthropic.messages',
  'langchain/0.3.21': 'openai.chat',
  'python-requests/2.32.3': 'openai.chat',
  'axios/1.7.9': 'openai.chat',
  'Mozilla/5.0 Chrome/139.0': 'anthropic.messages',
  'Mozilla/5.0 Firefox/142.0': 'anthropic.messages',
  'litellm/1.93.0': 'openai.chat',
  'vercel-ai/5.0.11': 'anthropic.messages',
  'go-http-client/2.0': 'openai.chat',
  'okhttp/4.12.0': 'gemini',
};
const USER_AGENTS = Object.keys(CLIENTS);
const MAILBOXES = 'gmail.com gmail.com gmail.com outlook.com proton.me yahoo.com qq.com naver.com mail.ru web.de'.split(' ');
const PLANS = 'free free free plus plus plus team scale enterprise'.split(' ');
const USES = ['', '', '', 'chatbot', 'coding', 'internal tools', 'content', 'support'];

/** A customer with nothing special: own card, own device, one or two addresses, a tenure of days to years. */
export function createProfile(world: World, random: Random, wishes: Partial<Profile> = {}): Profile {
  const hosted = random.chance(0.25);
  const language = wishes.language ?? pickLanguage(random);
  const userAgent = wishes.userAgent ?? random.pick(USER_AGENTS);
  return {
    account: `key-${random.token(20)}`,
    org: random.chance(0.35) ? companyName(random) : '',
    plan: random.pick(PLANS),
    createdAt: world.start - Math.floor(Math.min(1500, random.heavy(120, 1.1)) * DAY),
    payment: `pm-${random.token(14)}`,
    device: `dev-${random.token(14)}`,
    ips: Array.from({ length: 1 + random.poisson(0.6) }, () => address(random)),
    asn: `AS${1000 + random.below(hosted ? 60 : 900)}`,
    asnType: hosted ? 'hosting' : random.pick(['residential', 'residential', 'business', 'mobile']),
    userAgent,
    api: CLIENTS[userAgent] ?? 'openai.chat',
    otherClient: wishes.userAgent === undefined && random.chance(0.2) ? random.pick(USER_AGENTS) : '',
    emailDomain: random.chance(0.15) ? `${random.pick(FIRST_NAMES)}${random.pick(LAST_NAMES)}.com` : random.pick(MAILBOXES),
    declaredUse: random.pick(USES),
    region: pickRegion(language, random),
    language,
    ...wishes,
  };
}

export function companyName(random: Random): string {
  return `${random.pick(FIRST_NAMES)}-${random.pick(LAST_NAMES)}-${random.token(4)}`;
}

/** An IPv4 address; `network` gives its first three numbers. */
export function address(random: Random, network = `${10 + random.below(190)}.${random.below(256)}.${random.below(256)}`): string {
  return `${network}.${1 + random.below(254)}`;
}

export function paymentCard(random: Random): string {
  return `pm-${random.token(14)}`;
}
