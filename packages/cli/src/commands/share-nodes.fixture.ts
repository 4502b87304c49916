// SPDX-License-Identifier: Apache-2.0
/** Two nodes in this process that are partners, and the files of the keys by which commands ask the first. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Permission } from '@stillwatch/core/api';
import { createNode, type StillwatchNode } from '@stillwatch/server';
import { parseConfig } from '@stillwatch/server/config';
import { runCaptured } from '../captured.fixture.ts';

export const AT = '2026-06-01T12:00:00.000Z';

export interface ShareNodes {
  readonly a: StillwatchNode;
  readonly b: StillwatchNode;
  /** Id of B as a partner of A. */
  readonly partner: string;
  readonly folder: string;
  /** Makes a key of A. @returns the file that it is in. */
  key(name: string, permissions: readonly Permission[]): Promise<string>;
  /** Writes a file into the folder. @returns its path. */
  file(name: string, text: string): string;
  /** Runs `stillwatch share` against A, with the key that is in a file. */
  share(key: string, ...args: readonly string[]): ReturnType<typeof runCaptured>;
  close(): Promise<void>;
}

export async function openShareNodes(): Promise<ShareNodes> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-share-'));
  const open = async (name: string): Promise<StillwatchNode> => {
    const settings = {
      port: 0,
      data: join(folder, name),
      logLevel: 'silent',
      rateLimit: { perMinute: 100_000 },
      hunting: { every: '7d' },
      sharing: { organisation: `${name}.example`, pullEvery: '1d' },
    };
    const file = { name: 'node.yaml', text: JSON.stringify(settings) };
    return await createNode(parseConfig({ file, environment: {}, readSecret: () => '' }), {
      clock: { now: () => Date.parse(AT) },
      consoleFolder: null,
      log: { write: () => {} },
    });
  };
  const [a, b] = [await open('lab-a'), await open('lab-b')];
  const know = async (at: StillwatchNode, other: StillwatchNode, name: string): Promise<string> => {
    const { organisation, key } = other.sharing.settings('http://x');
    const common = { kind: 'company', collections: [], groups: [], parent: null, readers: [], url: null } as const;
    const { id } = await at.sharing.peers.add({
      ...common,
      name,
      organisation,
      publicKey: key.publicKey,
      signIn: { kind: 'none' },
      collections: [],
      groups: [],
      readers: [],
    });
    return id;
  };
  const partner = await know(a, b, 'Laboratory B');
  const aAtB = await know(b, a, 'Laboratory A');
  const { user, secret } = await b.sharing.peers.issueCredential(aAtB);
  await a.sharing.peers.change(
    partner,
    { url: `${b.address}/taxii2/stillwatch/`, signIn: { kind: 'basic', user, password: secret } },
    1,
  );
  await storeCampaign(a);
  const file = (called: string, text: string): string => {
    const path = join(folder, called);
    writeFileSync(path, text);
    return path;
  };
  return {
    a,
    b,
    partner,
    folder,
    async key(name, permissions) {
      const prefix = `swk_${randomBytes(4).toString('hex')}`;
      const key = `${prefix}_${randomBytes(32).toString('base64url')}`;
      const hash = createHash('sha256').update(key).digest('hex');
      await a.records.people.addKey({ name, prefix, hash, permissions, expiresAt: null, at: Date.parse(AT) });
      return file(`${name}.key`, `${key}\n`);
    },
    file,
    share: (key, ...args) => runCaptured(['share', ...args, '--node', a.address, '--key-file', key]),
    async close() {
      await a.close();
      await b.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A campaign as a hunt would have found it. */
async function storeCampaign({ records }: StillwatchNode): Promise<void> {
  const [hunt, updates] = campaign();
  await records.campaigns.apply(hunt, updates);
}

function campaign(): Parameters<StillwatchNode['records']['campaigns']['apply']> {
  const accounts = ['acct-1', 'acct-2', 'acct-3'];
  return [
    {
      id: 'hunt-1',
      status: 'done',
      cause: 'schedule',
      window: { from: AT, to: AT },
      startedAt: AT,
      finishedAt: AT,
      exchanges: 900,
      accounts: 40,
      campaigns: 1,
      explained: 0,
      stage: 'done',
      error: null,
      summary: null,
    },
    [
      {
        id: 'camp-1',
        finding: {
          id: 'camp-1',
          name: 'QUIET-HERON',
          tier: 'confirmed',
          pValue: 0.001,
          bits: 31,
          accounts,
          exchanges: 812,
          harvest: {
            exchanges: 812,
            inputTokens: 40_000,
            outputTokens: 800_000,
            capabilities: [{ name: 'code', exchanges: 812 }],
            listPriceUsd: null,
          },
          techniques: [{ id: 'reasoning-elicitation', exchanges: 812, atlas: ['AML.T0024'] }],
          evidence: [{ family: 'identity', bits: 31, statement: 'They pay with one card.' }],
          benign: [],
          templates: [],
          knownSince: null,
          firstSeen: '2026-05-30T12:00:00.000Z',
          lastSeen: AT,
          detectedAt: AT,
          timeline: [],
          links: [],
        },
        trace: { firstSeen: AT, accounts: [], grams: [], values: [] },
        members: accounts.map((account) => ({
          account,
          exchanges: 270,
          bits: 10,
          parts: { template: 4, identity: 3, place: 1, synchrony: 1, intent: 1 },
          plan: 'free',
          firstSeen: AT,
          lastSeen: AT,
        })),
        events: [],
        reviewCause: null,
      },
    ],
  ];
}
