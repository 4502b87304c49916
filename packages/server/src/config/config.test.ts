// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@stillwatch/core';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { documentConfig } from './document.ts';
import { explainConfig } from './explain.ts';
import { LEAVES } from './leaves.ts';
import { loadConfig, parseConfig } from './load.ts';
import { parseDuration, parseSize } from './units.ts';

const GOLDEN = new URL('./mistakes.golden.txt', import.meta.url);
const REFERENCE = new URL('../../../../docs/reference/configuration.md', import.meta.url);
const update = process.env['UPDATE_GOLDENS'] === '1';

const read = (text: string | null, environment: Record<string, string> = {}) =>
  parseConfig({
    file: text === null ? null : { name: 'stillwatch.yaml', text },
    environment,
    readSecret: (path) => `content of ${path}\n`,
  });

function refusalOf(text: string | null, environment: Record<string, string> = {}): AppError {
  try {
    read(text, environment);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a configuration', () => {
  it('needs nothing: the defaults are on loopback', () => {
    const { config, settings, warnings } = read(null);
    expect(config).toMatchObject({ host: '127.0.0.1', port: 4780, demonstration: false, publicUrl: null });
    expect(config.intake).toEqual({ maxBytes: 64e6, maxPendingBytes: 256e6, follow: [], keepText: 0 });
    expect(config.hunting).toEqual({ window: 7 * 86_400_000, every: 900_000, minArrivals: 2_000 });
    expect(new Set(settings.map(({ source }) => source))).toEqual(new Set(['default']));
    expect(warnings).toEqual([]);
  });

  it('comes from a file, and the environment wins', () => {
    const { config, settings } = read('port: 5000\nhunting:\n  every: 5m\n  window: 2d\n', {
      STILLWATCH_PORT: '6000',
      STILLWATCH_DATA: '/var/lib/stillwatch',
      STILLWATCH_INTAKE_FOLLOW: '[{path: /logs, format: litellm}]',
      STILLWATCH_OIDC_DEFAULT_ROLES: '[analyst]',
    });
    expect(config).toMatchObject({ port: 6000, data: '/var/lib/stillwatch' });
    expect(config.hunting).toMatchObject({ every: 300_000, window: 172_800_000 });
    expect(config.intake.follow).toEqual([{ path: '/logs', format: 'litellm' }]);
    expect(config.oidc.defaultRoles).toEqual(['analyst']);
    const source = (key: string) => settings.find((setting) => setting.key === key)!.source;
    expect([source('port'), source('hunting.every'), source('host')]).toEqual(['environment', 'file', 'default']);
  });

  it('cannot be changed', () => {
    const { config } = read('intake: {follow: [{path: a}]}');
    expect(Object.isFrozen(config)).toBe(true);
    expect(() => Object.assign(config.intake.follow[0]!, { path: 'b' })).toThrow(TypeError);
  });

  it('tells of variables that name nothing', () => {
    expect(read(null, { STILLWATCH_HUNTING_EVRY: '1m', STILLWATCH_TEST_X: '1', OTHER: '1' }).warnings).toEqual([
      'STILLWATCH_HUNTING_EVRY names no setting; did you mean STILLWATCH_HUNTING_EVERY?',
    ]);
  });

  it('listens beyond this machine only behind TLS', () => {
    for (const host of ['0.0.0.0', '::', '10.0.0.4', 'example.org']) {
      expect(() => read(`host: "${host}"`)).toThrowWithCode('CONFIG_INVALID');
      expect(() => read(`host: "${host}"\npublicUrl: http://x.example`)).toThrowWithCode('CONFIG_INVALID');
      expect(read(`host: "${host}"\npublicUrl: https://x.example`).config.host).toBe(host);
    }
    for (const host of ['127.0.0.1', '127.1.2.3', '::1', 'localhost']) expect(read(`host: "${host}"`).config.host).toBe(host);
  });

  it('is refused where its parts do not fit', () => {
    for (const text of [
      'oidc: {issuer: https://id.example}',
      'oidc: {clientId: a}',
      'oidc: {issuer: http://id.example, clientId: a}',
      'alerts: {smtp: {url: smtp://mail.example}}',
      'publicUrl: https://x.example/path',
      'publicUrl: ftp://x.example',
      'records: {url: mysql://a}',
    ]) {
      expect(() => read(text), text).toThrowWithCode('CONFIG_INVALID');
    }
  });
});

describe('the transparency log', () => {
  const key = (name: string, type: number, byte: number): string => {
    const bytes = Buffer.concat([Buffer.of(type), Buffer.alloc(type === 6 ? 1_312 : 32, byte)]);
    return `${name}+${hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), bytes]), 'hex').slice(0, 8)}+${bytes.toString('base64')}`;
  };
  const witness = (name: string, byte: number, type = 4) => ({
    name,
    key: key(`${name}.example`, type, byte),
    url: `https://${name}.example`,
  });
  const watched = { origin: 'peer.example/log', key: key('peer.example/log', 1, 9), url: 'https://peer.example/log' };
  const log = (settings: object): string => JSON.stringify({ log: settings });

  it('takes witnesses, a quorum of them, and logs to countersign', () => {
    const settings = {
      origin: 'a.example/log',
      witnesses: [witness('w1', 1), witness('w2', 2, 6)],
      quorum: 2,
      witness: { for: [watched] },
    };
    expect(read(log(settings)).config.log).toMatchObject(settings);
    expect(read(null).config.log).toMatchObject({ origin: null, quorum: 0, witnesses: [], witness: { for: [] } });
  });

  it('is refused where keys, names or numbers do not fit', () => {
    const good = witness('w1', 1);
    for (const settings of [
      { quorum: 1 },
      { witnesses: [good, good] },
      { witnesses: [good, { ...witness('w1', 2) }] },
      { witnesses: [good, { ...good, name: 'w2' }] },
      { witnesses: [witness('w1', 1, 1)] },
      { witnesses: [{ ...good, key: good.key.replace('w1.example', 'w3.example') }] },
      { witnesses: [{ ...good, key: 'nonsense' }] },
      { witnesses: [{ ...good, url: 'ftp://w1.example' }] },
      { witnesses: [{ ...good, name: 'a b' }] },
      { witnesses: [{ ...good, weight: 2 }] },
      { witnesses: [witness('none', 1)] },
      { witness: { for: [{ ...watched, origin: 'other.example/log' }] } },
      { witness: { for: [watched, watched] } },
      { origin: 'https://a.example/log' },
      { origin: 'a.example/log/' },
      { timestampAuthority: { url: 'https://tsa.example' } },
    ]) {
      expect(() => read(log(settings)), JSON.stringify(settings)).toThrowWithCode('CONFIG_INVALID');
    }
    expect(refusalOf(log({ witnesses: [{ ...good, kee: 'x' }] })).hint).toBe('Did you mean key?');
  });
});

describe('secrets', () => {
  it('may come from a file', () => {
    const text = 'oidc: {issuer: https://id.example, clientId: a, clientSecretFile: /run/secrets/s}';
    expect(read(text).config.oidc.clientSecret).toBe('content of /run/secrets/s');
    const { config } = read('oidc: {issuer: https://id.example, clientId: a}', { STILLWATCH_OIDC_CLIENT_SECRET_FILE: '/s' });
    expect(config.oidc.clientSecret).toBe('content of /s');
    expect(() => read(`${text.slice(0, -1)}, clientSecret: abcdefgh}`)).toThrowWithCode('CONFIG_INVALID');
  });

  it('are refused where they are empty or placeholders', () => {
    for (const value of ['""', 'changeme', 'CHANGE-ME', '<secret>', '"${SECRET}"', 'xxxx', 'your-secret-here']) {
      expect(() => read(`oidc: {clientSecret: ${value}}`), value).toThrowWithCode('CONFIG_INVALID');
    }
    expect(() => read('records: {url: "postgres://app:changeme@db/app"}')).toThrowWithCode('CONFIG_INVALID');
    expect(read('records: {url: "postgres://app:b7Qz@db/app"}').config.records.url).toContain('b7Qz');
  });

  it('are shown nowhere', () => {
    const canary = 'Zx81-canary';
    const loaded = read(`clickhouse: {url: "http://u:${canary}@ch:8123"}\nrecords: {url: "postgres://u:${canary}@db/x"}`, {
      STILLWATCH_ALERTS_SMTP_URL: `smtp://u:${canary}@mail`,
      STILLWATCH_ALERTS_SMTP_FROM: 'a@b.example',
      STILLWATCH_OIDC_CLIENT_SECRET: canary,
    });
    expect(JSON.stringify(explainConfig(loaded))).not.toContain(canary);
    expect(explainConfig(loaded, 'oidc.clientSecret')[0]).toMatchObject({ value: '(set)', source: 'environment' });
    for (const text of [
      `records:\n  url: mysql://u:${canary}@db`,
      `oidc: {clientSecret: [${canary}]}`,
      `oidc: {clientSecret: ${canary}, clientSecretFile: /a}`,
      `oidc:\n  clientSecret: "${canary}\n x: [`,
    ]) {
      const { message, hint } = refusalOf(text);
      expect(`${message} ${hint}`, text).not.toContain(canary);
    }
  });
});

describe('canaries', () => {
  const prompt = 'lantern '.repeat(20).trim();

  it('are wordings, files of them, or values', () => {
    const text = `sharing:\n  canaries:\n    - prompt: ${prompt}\n    - {file: decoys/a.txt}\n    - value: " decoy.example"\n`;
    expect(read(text).config.sharing.canaries).toEqual([{ prompt }, { file: 'decoys/a.txt' }, { value: 'decoy.example' }]);
    expect(read(null, { STILLWATCH_SHARING_CANARIES: '[{value: x.example}]' }).config.sharing.canaries).toHaveLength(1);
    const { config } = parseConfig({
      file: { name: 'a.yaml', text: 'sharing: {canariesFile: /run/secrets/canaries}' },
      environment: {},
      readSecret: () => '- value: x.example\n- value: y.example\n',
    });
    expect(config.sharing.canaries).toEqual([{ value: 'x.example' }, { value: 'y.example' }]);
  });

  it('are shown nowhere, also where they are wrong', () => {
    const secret = 'heron-decoy';
    const loaded = read(`sharing: {canaries: [{value: ${secret}.example}]}`);
    expect(JSON.stringify(explainConfig(loaded))).not.toContain(secret);
    expect(explainConfig(loaded, 'sharing.canaries')[0]).toMatchObject({ value: '(set)' });
    const list = `canaries:\n    - value: ${secret}.example\n`;
    for (const text of [
      `sharing:\n  ${list}    - prompt: ${secret} is too short\n`,
      `sharing:\n  ${list}    - {value: ${secret}, file: ${secret}}\n`,
      `sharing:\n  ${list}    - {valeu: ${secret}}\n`,
      `sharing:\n  ${list}    - ${secret}\n`,
      `sharing:\n  ${list}    - prompt: |\n        ${secret}\n        is short\n`,
      `sharing: {canaries: [{value: ${secret}.example}, {value: "${secret}.org", file: ${secret}}]}`,
      `sharing:\n  canaries: [\n    {value: ${secret}.example},\n    {prompt: ${secret}}\n  ]\n`,
      `sharing:\n  canaries: ${secret}\n`,
      `sharing:\n  ${list}    - value: "${secret}\n`,
      `sharing:\n  ${list}    - {value: ${secret}\n    - [${secret}\n`,
      `sharing:\n  ${list}    - value: ${secret}: ${secret}\n`,
      `sharing:\n  ${list}    - value: *${secret}\n`,
      `sharing: {canaries: [{value: x.example}, {value: ${secret}}, {value: "${secret}`,
      `sharing:\n  ${list}    - prompt: |\n        ${secret} says url: a\n    - [\n`,
      `sharing:\n  ${list}    - prompt: |\n        ${secret} says url: a\n      file: a\n`,
      `sharing:\n  ${list}    - prompt: ["${secret} says url: a"]\n`,
    ]) {
      const { message, hint } = refusalOf(text);
      expect(`${message} ${hint}`, text).not.toContain(secret);
      expect(message, text).toContain('-->');
    }
  });
});

describe('a sharing centre', () => {
  it('is a node with members, of which there are at most fifty', () => {
    const of = (count: number): string =>
      `sharing: {organisation: hub, relay: {members: [${Array.from({ length: count }, (_, i) => `m${i}`).join(', ')}]}}`;
    expect(read(null).config.sharing.relay).toEqual({ members: [], every: 3_600_000 });
    expect(read(of(50)).config.sharing.relay.members).toHaveLength(50);
    expect(refusalOf(of(51)).message).toContain('51 members, more than 50');
  });
});

describe('a mistake', () => {
  it('is shown at its place, with a caret and the nearest name', () => {
    const cases: [string | null, Record<string, string>?][] = [
      ['port: 4780\nintake:\n  maxByte: 64MB\n'],
      ['prot: 4780\n'],
      ['port: 99999\n'],
      ['port: "80"\n'],
      ['hunting:\n  every: 15\n'],
      ['hunting: {window: 2 fortnights}\n'],
      ['intake:\n  follow:\n    - path: /logs\n      fromat: litellm\n'],
      ['intake:\n  follow: /logs\n'],
      ['logLevel: loud\nhsot: 127.0.0.1\n'],
      ['oidc:\n  roles: {team: [boss]}\n'],
      ['clickhouse:\n  url: redis://u:hunter2@x\n'],
      ['port: [1\n'],
      ['port: 1\nport: 2\n'],
      ['- a\n- b\n'],
      ['host: 0.0.0.0\n'],
      ['sharing:\n  canaries:\n    - value: decoy.example\n    - valeu: decoy.org\n    - {value: a.example, file: b}\n'],
      ['sharing:\n  organisation: hub.example\n  relay:\n    members:\n      - lab-a.example\n      - ""\n    evrey: 1h\n'],
      ['sharing: {organisation: hub.example, relay: {members: lab-a.example, every: 2d}}\n'],
      ['sharing: {relay: {members: [lab-a.example]}}\n'],
      ['sharing: {organisation: hub.example, relay: {members: [lab-a.example, hub.example]}}\n'],
      [null, { STILLWATCH_PORT: 'tcp://10.0.0.1:80' }],
      [null, { STILLWATCH_HUNTING_EVERY: 'often' }],
    ];
    const shown = cases
      .map(([text, environment]) => {
        const { code, message, hint, place } = refusalOf(text, environment);
        const at = place === undefined ? '' : ` ${place.file}${place.line === undefined ? '' : `:${place.line}`}`;
        return `${code}${at}\n${message}\n${hint === undefined ? '' : `hint: ${hint}\n`}`;
      })
      .join('\n');
    if (update) writeFileSync(GOLDEN, shown);
    expect(shown).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  it('is never anything but a coded refusal', () => {
    const keys = fc.constantFrom(
      'port',
      'intake',
      'follow',
      'path',
      'oidc',
      'roles',
      'url',
      'records',
      '__proto__',
      'constructor',
      'x',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.integer(),
        fc.constant(null),
        fc.boolean(),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.array(fc.tuple(keys, tie('tree')), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs)),
      ),
    }));
    const check = (text: string): void => {
      try {
        read(text);
      } catch (error) {
        expect((error as AppError).code).toBe('CONFIG_INVALID');
      }
    };
    for (const alias of ['*!', 'port: *none', 'a: &a [*a]']) check(alias);
    fc.assert(fc.property(tree, (value) => check(JSON.stringify(value))));
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), check));
  });
});

describe('docs/reference/configuration.md', () => {
  it('is what the schema says', () => {
    if (update) writeFileSync(REFERENCE, documentConfig());
    expect(readFileSync(REFERENCE, 'utf8')).toBe(documentConfig());
  });

  it('has every setting with a default that can be read', () => {
    expect(LEAVES.length).toBeGreaterThan(25);
    for (const leaf of LEAVES) expect(leaf.about, leaf.key).toMatch(/\.$/);
  });
});

describe('loadConfig', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('reads the named file, else that of STILLWATCH_CONFIG', () => {
    const file = join(folder, 'a.yaml');
    writeFileSync(file, 'port: 1234\n');
    expect(loadConfig(file, {}).config.port).toBe(1234);
    expect(loadConfig(null, { STILLWATCH_CONFIG: file }).config.port).toBe(1234);
    expect(loadConfig(null, {}).config.port).toBe(4780);
    expect(() => loadConfig(join(folder, 'none.yaml'), {})).toThrowWithCode('INPUT_NOT_FOUND');
    expect(() => loadConfig(folder, {})).toThrowWithCode('INPUT_UNREADABLE');
  });
});

describe('units', () => {
  it('read what they name and nothing else', () => {
    expect([parseDuration('15m'), parseDuration('1.5h'), parseDuration('7 d'), parseDuration('0')]).toEqual([
      900_000, 5_400_000, 604_800_000, 0,
    ]);
    expect([parseSize('64MB'), parseSize('1GiB'), parseSize('100B')]).toEqual([64e6, 2 ** 30, 100]);
    for (const text of ['15', '', 'm', '-1m', '1 w', '1e3s', '１m', 'constructor', '1 toString']) {
      expect([parseDuration(text), parseSize(text)], text).toEqual([null, null]);
    }
  });
});
