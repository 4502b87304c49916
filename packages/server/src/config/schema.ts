// SPDX-License-Identifier: Apache-2.0
import { Role } from '@stillwatch/core/api';
import { z } from 'zod';
import { choice, duration, flag, list, mapping, secret, size, text, whole, word } from './kinds.ts';
import { readSketchKey } from './sketch-key.ts';
import { isVerifierKey } from './verifier-key.ts';

const isHttp = (url: URL): boolean => url.protocol === 'http:' || url.protocol === 'https:';
const isPostgres = (url: URL): boolean => url.protocol === 'postgres:' || url.protocol === 'postgresql:';
/** A URL without scheme and without slash at its end, as names of logs are. */
const ORIGIN = /^(?!.*\/\/)[A-Za-z0-9][A-Za-z0-9._:/-]{0,198}[A-Za-z0-9]$/;
const isSmtp = (url: URL): boolean => url.protocol === 'smtp:' || url.protocol === 'smtps:';

/** A section may be left out whole: its settings then have their defaults. */
function section<T extends z.ZodRawShape>(shape: T) {
  return z.strictObject(shape, 'is not a mapping').prefault({} as never);
}

const Followed = z.strictObject(
  {
    path: z.string('is not text').min(1, 'is empty'),
    format: z.string('is not text').min(1, 'is empty').optional(),
    map: z.string('is not text').min(1, 'is empty').optional(),
  },
  'is not a mapping with `path`',
);

const Key = z.string('is not text').refine(isVerifierKey, 'is not a verifier key: name+hash+base64');
const HttpUrl = z
  .string('is not text')
  .refine((value) => URL.canParse(value) && isHttp(new URL(value)), 'is not a URL that begins with https:// or http://');
const Origin = z.string('is not text').regex(ORIGIN, 'is not the name of a log');
const Witness = z.strictObject(
  { name: z.string('is not text').regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'is not a plain name'), key: Key, url: HttpUrl },
  'is not a mapping with `name`, `key` and `url`',
);
const Watched = z.strictObject({ origin: Origin, key: Key, url: HttpUrl.optional() }, 'is not a mapping with `origin` and `key`');

const Organisation = z
  .string('is not text')
  .regex(/^[^\p{C}]{1,200}$/u, 'is empty, longer than 200 characters, or has some that cannot be printed');

const Canary = z
  .strictObject(
    {
      prompt: z
        .string('is not text')
        .min(100, 'is shorter than 100 characters')
        .max(100_000, 'is longer than 100,000 characters')
        .optional(),
      file: z.string('is not text').min(1, 'is empty').optional(),
      value: z
        .string('is not text')
        .trim()
        .min(3, 'is shorter than 3 characters')
        .max(1_000, 'is longer than 1,000 characters')
        .optional(),
    },
    'is not a mapping with `prompt`, `file` or `value`',
  )
  .refine(
    (one) => Object.values(one).filter((value) => value !== undefined).length === 1,
    'is not a mapping with exactly one of `prompt`, `file` and `value`',
  );

/** Every setting of a node; `docs/reference/configuration.md` is written from it. */
export const ConfigSchema = z.strictObject(
  {
    host: word('127.0.0.1', 'Address to listen at. Any but a loopback address asks for a `publicUrl` with `https`.'),
    port: whole(4780, 0, 65_535, 'Port to listen at; 0 takes a free one.'),
    data: word('stillwatch-data', 'Folder of everything the node keeps: its key, its records, its traffic.', 'path'),
    publicUrl: text(
      'Address under which people reach the node, without a path. With `https`, cookies are for encrypted connections only; something in front of the node must then speak TLS.',
      { kind: 'URL' },
    ).refine(
      (value) => value === null || (URL.canParse(value) && isHttp(new URL(value)) && /^https?:\/\/[^/?#@]+\/?$/.test(value)),
      'is not a URL like https://stillwatch.example.org',
    ),
    trustProxy: flag(
      false,
      'Believe `X-Forwarded-For` of whoever connects. Only where nobody but your proxy can; without it, everybody behind a proxy has one address and one rate limit.',
    ),
    clickhouse: section({
      url: secret('ClickHouse server for the traffic; without it, an embedded engine in the data folder.', 'URL', isHttp),
    }),
    records: section({
      url: secret('PostgreSQL for the records; without it, SQLite in the data folder.', 'URL', isPostgres),
    }),
    intake: section({
      maxBytes: size('64MB', '1kB', '1GB', 'Largest body of one delivery, as it arrives.'),
      maxPendingBytes: size(
        '256MB',
        '1MB',
        '16GB',
        'What may wait to be stored, unpacked. Beyond it senders are told to come again later.',
      ),
      follow: list(
        Followed,
        'list of {path, format, map}',
        'Log files or folders to read as they grow; `format` and `map` as for `hunt`, where a format cannot be recognised.',
      ),
      keepText: duration(
        '0',
        '0',
        '90d',
        'How long the text of delivered exchanges can be revealed. 0 keeps none: then only followed files that are still there can be read again.',
      ),
    }),
    hunting: section({
      window: duration('7d', '1h', '90d', 'Stretch of time that a hunt looks at, up to its start.'),
      every: duration('15m', '10s', '7d', 'Longest time between two hunts while exchanges arrive.'),
      minArrivals: whole(2_000, 1, 1_000_000_000, 'Exchanges whose arrival brings the next hunt about at once.'),
    }),
    alerts: section({
      smtp: section({
        url: secret('Mail server for e-mail alerts: `smtp://` or `smtps://`, with user and password.', 'URL', isSmtp),
        from: text('Sender of e-mail alerts.', { kind: 'e-mail address' }),
      }),
    }),
    oidc: section({
      issuer: text('OpenID Connect provider; without it, people sign in by one-time links.', { kind: 'URL' }).refine(
        (value) => value === null || (URL.canParse(value) && isHttp(new URL(value))),
        'is not a URL',
      ),
      clientId: text('The node’s client id at the provider.'),
      clientSecret: secret('The node’s client secret at the provider; none for a public client.', 'text'),
      name: word('Single sign-on', 'What the sign-in page calls it.'),
      scopes: word('openid profile email', 'Scopes to ask for.'),
      rolesClaim: word('groups', 'Claim of the ID token that holds the person’s groups: a text or a list.'),
      roles: mapping(
        z.array(Role),
        'mapping of groups to lists of roles',
        'Which roles each value of the claim gives. Where any are given, the provider decides roles at every sign-in.',
      ),
      defaultRoles: list(
        Role,
        'list of roles',
        'Roles of somebody who is new and to whom the claim gives none. Without any, they are refused.',
      ),
    }),
    signIn: section({
      sessionHours: whole(12, 1, 720, 'Hours after which one has to sign in again.'),
    }),
    rateLimit: section({
      perMinute: whole(
        600,
        10,
        1_000_000,
        'Requests a minute of one person, key or address. Intake has its own limit, `intake.maxPendingBytes`.',
      ),
      signInPerMinute: whole(10, 1, 10_000, 'Attempts a minute to sign in, of one address.'),
    }),
    log: section({
      origin: text(
        'Name of the transparency log: where its tiles are read, without scheme and final slash. Without it, `publicUrl` with `/log`, or one that no other node has. A log keeps its name for good.',
        { kind: 'name of a log' },
      ).refine((value) => value === null || ORIGIN.test(value), 'is not the name of a log'),
      postQuantum: flag(false, 'Sign checkpoints with ML-DSA-44 too, beside Ed25519.'),
      witnesses: list(
        Witness,
        'list of {name, key, url}',
        'Who countersigns the log: verifier key of type 4 or 6, and the address below which it takes `/add-checkpoint`.',
      ),
      quorum: whole(0, 0, 100, 'How many of the witnesses have to countersign before a checkpoint counts as witnessed.'),
      timestampAuthority: section({
        url: text('Time-stamp authority (RFC 3161) that stamps the checkpoints of dossiers.', { kind: 'URL' }).refine(
          (value) => value === null || (URL.canParse(value) && isHttp(new URL(value))),
          'is not a URL',
        ),
        roots: text('File of the certificates (PEM) that the authority’s chain has to end in.', { kind: 'path' }),
      }),
      witness: section({
        for: list(
          Watched,
          'list of {origin, key, url}',
          'Logs that this node countersigns: their names and verifier keys, and where they can be read.',
        ),
      }),
    }),
    sharing: section({
      organisation: text(
        'Identity that this node signs as and its partners know it by, such as a domain. Without it, a name that no other node has.',
      ).refine(
        (value) => value === null || /^[^\p{C}]{1,200}$/u.test(value),
        'is longer than 200 characters, or has some that cannot be printed',
      ),
      groups: list(z.string('is not text').min(1, 'is empty').max(200), 'list of names', 'Sharing groups that this node is in.'),
      pullEvery: duration(
        '60s',
        '1s',
        '1d',
        'How often partners are asked for what is new, about: a fifth more or less, by chance.',
      ),
      canaries: list(
        Canary,
        'list of {prompt}, {file} or {value}',
        'What surely is no abuse, such as of accounts that you made for this: a request as they send it, a text file of one, or an address, domain, e-mail address or account id. Whoever reports one of them as abuse is put in quarantine.',
        { secret: true },
      ),
      group: section({
        name: text('Sharing group that has a sketch key in common.'),
        sketchKey: secret(
          'Key under which prompts are sketched, 32 bytes in hexadecimal or base64url: nodes of one group recognise each other’s prompt templates. A folder with traffic keeps the key it has.',
          'text',
        ).refine((value) => value === null || readSketchKey(value) !== null, 'is not 32 bytes in hexadecimal or base64url'),
      }),
      relay: section({
        members: list(
          Organisation,
          'list of organisations',
          'Partners whose words this node passes on to each other under pseudonyms, at most 50: with any, it is a sharing centre.',
        ),
        every: duration(
          '1h',
          '1s',
          '1d',
          'How often a centre passes on what came in meanwhile, all at once: longer tells less of who said it.',
        ),
      }),
    }),
    retention: section({
      findings: duration('1095d', '1d', '3650d', 'How long the content of a hunt’s finding is kept as evidence.'),
      reveals: duration('365d', '1d', '3650d', 'How long it is kept what a revealed text can be recognised by.'),
      dossiers: duration('1825d', '1d', '3650d', 'How long the files of a dossier are kept.'),
      payloads: duration('1825d', '1d', '3650d', 'How long the payloads behind the leaves of the log are kept.'),
    }),
    logLevel: choice(
      ['debug', 'info', 'warn', 'error', 'silent'],
      'info',
      'How much is logged. No level logs prompts, credentials or personal data.',
    ),
    demonstration: flag(false, 'Fill the node with simulated traffic at its first start, and say so on every page.'),
  },
  'is not a mapping of settings',
);
export type Config = z.output<typeof ConfigSchema>;
