// SPDX-License-Identifier: Apache-2.0
import { createRandom, mixSeeds, type Random } from './random.ts';
import { DAY } from './rhythm.ts';
import type { Network } from './plan.ts';

/**
 * Networks, cards, machines and clients that exist before anybody uses them. Addresses are of ranges that
 * belong to nobody (240.0.0.0/4, 2001:db8::/32); region and language are drawn alike for everybody, so that
 * neither can tell a campaign from a customer.
 */
export interface World {
  readonly drawPlace: (r: Random) => { region: string; language: string; zone: number };
  readonly drawAsn: (type: AsnType, r: Random) => string;
  /** One address of a network, the same for the same number. */
  readonly addressOf: (asn: string, number: number, six?: boolean) => string;
  readonly drawClient: (style: ClientStyle, r: Random) => { client: string; tls: string };
  readonly drawMail: (style: MailStyle, r: Random) => string;
  readonly drawAge: (r: Random) => number;
  readonly token: (prefix: string, r: Random) => string;
}

export type AsnType = 'residential' | 'mobile' | 'business' | 'hosting' | 'education' | 'vpn';
export type ClientStyle = 'browser' | 'app' | 'script' | 'sdk' | 'ide';
export type MailStyle = 'public' | 'own' | 'throwaway';

const PLACES = [
  ['north-america', 24, [-8, -5], ['en', 'en', 'en', 'es', 'fr']],
  ['europe', 22, [0, 2], ['en', 'de', 'fr', 'es', 'tr', 'pt']],
  ['south-asia', 16, [5, 6], ['en', 'hi', 'hi', 'en']],
  ['east-asia', 15, [8, 9], ['zh', 'ja', 'en', 'zh']],
  ['latin-america', 11, [-6, -3], ['es', 'pt', 'pt', 'es']],
  ['southeast-asia', 8, [7, 8], ['id', 'en', 'zh']],
  ['africa', 4, [0, 3], ['en', 'fr', 'pt']],
] as const;

const ASNS: Readonly<Record<AsnType, readonly [count: number, exponent: number]>> = {
  residential: [70, 1.1],
  mobile: [24, 1],
  business: [260, 0.6],
  hosting: [40, 1.2],
  education: [60, 0.5],
  vpn: [10, 0.8],
};

const CLIENTS: Readonly<Record<ClientStyle, readonly string[]>> = {
  browser: [
    'Mozilla/5.0 Chrome/138',
    'Mozilla/5.0 Chrome/139',
    'Mozilla/5.0 Safari/18.5',
    'Mozilla/5.0 Firefox/141',
    'Mozilla/5.0 Edg/138',
  ],
  app: ['chat-ios/3.4', 'chat-android/3.4', 'chat-android/3.3', 'chat-desktop/1.9'],
  script: [
    'python-requests/2.32',
    'aiohttp/3.12',
    'node-fetch/3.3',
    'curl/8.9',
    'axios/1.10',
    'Go-http-client/2.0',
    'okhttp/4.12',
  ],
  sdk: [
    'OpenAI/Python 1.99',
    'OpenAI/Python 1.86',
    'OpenAI/JS 5.10',
    'Anthropic/Python 0.60',
    'langchain/0.3',
    'litellm/1.74',
    'LlamaIndex/0.12',
    'Vercel-AI/5.0',
  ],
  ide: ['code-helper/2.1', 'code-helper/2.0', 'opencode/0.5', 'Cline/3.20', 'Continue/1.1', 'aider/0.85'],
};

const PREFIXES_PER_NETWORK = 400;
const THROWAWAY_DOMAINS = 40;
const HEX = '0123456789abcdef';

export function createWorld(seed: number, from: number): World {
  const numbers = createRandom(mixSeeds(seed, 0x77));
  const base = numbers.int(1000) + 1;
  const weights = PLACES.map(([, weight]) => weight);
  const total = weights.reduce((sum, weight) => sum + weight, 0);

  const token = (prefix: string, r: Random): string => {
    let out = prefix;
    for (let i = 0; i < 16; i++) out += HEX[r.int(16)]!;
    return out;
  };
  return {
    token,
    drawPlace: (r) => {
      let left = r.float() * total;
      let index = 0;
      while (left > weights[index]! && index < weights.length - 1) left -= weights[index++]!;
      const [region, , [low, high], languages] = PLACES[index]!;
      return { region, language: r.chance(0.25) ? 'en' : r.pick(languages), zone: Math.round(r.between(low, high)) };
    },
    drawAsn: (type, r) => {
      const [count, exponent] = ASNS[type];
      const offset = Object.keys(ASNS).indexOf(type) * 1000;
      // Private-use AS numbers.
      return `AS${4_200_000_000 + base * 10_000 + offset + r.zipf(count, exponent)}`;
    },
    addressOf: (asn, number, six = false) => {
      // Prefixes of a network are few: strangers are neighbours, and an address returns to somebody else.
      const h = mixSeeds(mixSeeds(Number(asn.slice(2)) | 0, seed), (number >>> 8) % PREFIXES_PER_NETWORK);
      if (six)
        return `2001:db8:${(h >>> 16).toString(16)}:${(h & 0xffff).toString(16)}:${(number & 0xffff).toString(16)}::${((number >>> 16) % 9) + 1}`;
      return `${240 + ((h >>> 28) % 15)}.${(h >>> 20) & 255}.${(h >>> 8) & 255}.${number & 255 || 1}`;
    },
    drawClient: (style, r) => {
      const list = CLIENTS[style];
      const client = list[r.zipf(list.length, 0.9)]!;
      // A TLS fingerprint belongs to a client library and its version, so thousands share it.
      return {
        client,
        tls: `t13d${HEX[list.indexOf(client)]}${style.slice(0, 2)}_${mixSeeds(client.length, list.indexOf(client)).toString(16)}`,
      };
    },
    drawMail: (style, r) => {
      if (style === 'throwaway') return `drop${r.zipf(THROWAWAY_DOMAINS, 0.8)}.example`;
      if (style === 'own') return `${token('co', r).slice(0, 9)}.example`;
      return `mail${r.zipf(9, 1.3)}.example`;
    },
    // A service that grows: one account in fourteen is about a week old or opens within the window.
    drawAge: (r) =>
      r.chance(0.07) ? from + r.between(-10, 5) * DAY : from - Math.min(1_400 * DAY, 2 * DAY + r.exponential(330 * DAY)),
  };
}

/** A connection at home: an address of its provider that changes every few days. */
export function homeNetwork(world: World, asn: string, client: string, seed: number): Network {
  const r = createRandom(mixSeeds(seed, 0x40e));
  const keepsDays = r.pick([1, 2, 7, 30, 365]);
  const six = r.chance(0.3);
  return (time) => ({ ip: world.addressOf(asn, mixSeeds(seed, Math.floor(time / DAY / keepsDays)), six), client });
}

/** A phone: many strangers behind few addresses. */
export function mobileNetwork(world: World, asn: string, client: string, seed: number): Network {
  return (time, r) => ({
    ip: world.addressOf(asn, r.chance(0.7) ? mixSeeds(seed, Math.floor(time / DAY)) % 60 : r.int(60)),
    client,
  });
}

/** A fixed set of addresses: an office, a cloud's egress, a proxy pool. */
export function fixedNetwork(world: World, asn: string, clients: readonly string[], first: number, count = 1): Network {
  return (_, r) => ({
    ip: world.addressOf(asn, first + (count > 1 ? r.int(count) : 0)),
    client: clients.length > 1 ? r.pick(clients) : clients[0]!,
  });
}
