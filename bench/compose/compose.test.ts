// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Authorisations } from '@stillwatch/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE } from './campaigns/catalogue.ts';
import { compose, type Composition, drawCampaigns } from './compose.ts';
import { findData, loadSets } from './sets.ts';
import { makeSets } from './sets.fixture.ts';

interface Payload {
  startTime: number;
  messages: { role: string; content: string }[];
  metadata: { user_api_key_hash: string; user_api_key_auth_metadata: Record<string, string> };
}

const folders: string[] = [];
const tempFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'compose-test-'));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function readPayloads(logs: string): { payloads: Payload[]; digest: string } {
  const hash = createHash('sha256');
  const payloads: Payload[] = [];
  for (const file of readdirSync(logs).sort()) {
    const bytes = readFileSync(join(logs, file));
    const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    hash.update(text);
    for (const line of text.split('\n')) if (line !== '') payloads.push(...[JSON.parse(line) as Payload | Payload[]].flat());
  }
  return { payloads, digest: hash.digest('hex') };
}

const OPTIONS = { accounts: 500, seed: 4, days: 3, only: CATALOGUE.map((kind) => kind.name), sparse: false };

describe('a composition', () => {
  let folder: string;
  let composition: Composition;
  let payloads: Payload[];
  let digest: string;
  beforeAll(() => {
    folder = tempFolder();
    composition = compose(makeSets(), folder, OPTIONS);
    ({ payloads, digest } = readPayloads(composition.logs));
  });

  it('is the same under the same seed and another under another', () => {
    const again = tempFolder();
    compose(makeSets(), again, OPTIONS);
    expect(readPayloads(join(again, 'logs')).digest).toBe(digest);
    const other = tempFolder();
    compose(makeSets(), other, { ...OPTIONS, seed: 5, only: ['wrapped'] });
    expect(readPayloads(join(other, 'logs')).digest).not.toBe(digest);
  });

  it('holds every campaign of the catalogue and all benign kinds', () => {
    expect(composition.truths.map((truth) => truth.name)).toEqual(CATALOGUE.map((kind) => kind.name));
    const kinds = new Set(composition.plan.accounts.map((account) => account.kind));
    expect(kinds.size).toBeGreaterThanOrEqual(30);
    for (const truth of composition.truths) {
      expect(composition.plan.accounts.filter((account) => account.campaign === truth.name).length).toBeGreaterThanOrEqual(10);
    }
  });

  it('lies within its window, in time order, with something said in every exchange', () => {
    const { from, until } = composition.plan;
    let last = 0;
    for (const payload of payloads) {
      const time = payload.startTime * 1000;
      expect(time).toBeGreaterThanOrEqual(Math.floor(from));
      expect(time).toBeLessThan(until);
      // Deliveries in batches and repeats stand within a batch of where they belong.
      expect(time).toBeGreaterThan(last - 3_600_000);
      last = time;
      expect(payload.messages.at(-1)!.content).not.toBe('');
    }
    expect(payloads.length).toBeGreaterThanOrEqual(composition.exchanges);
  });

  it('keeps labels and authorisations out of the log folder and readable', () => {
    expect(readdirSync(folder).sort()).toEqual(['authorisations.json', 'labels.jsonl', 'logs', 'truth.json']);
    const labels = readFileSync(join(folder, 'labels.jsonl'), 'utf8').trim().split('\n');
    expect(labels).toHaveLength(composition.plan.accounts.length);
    expect(Authorisations.parse(JSON.parse(readFileSync(join(folder, 'authorisations.json'), 'utf8'))).length).toBeGreaterThan(0);
    expect(readFileSync(join(composition.logs, readdirSync(composition.logs)[0]!), 'utf8')).not.toMatch(
      /campaign|fan-out|hydra/u,
    );
  });

  it('fills every slot', () => {
    for (const { messages } of payloads)
      for (const { content } of messages) expect(content).not.toMatch(/\{(?:\w+\|\w+|a|q|)\}|undefined/u);
  });

  it('lacks some identity fields for 10 to 20 % of the accounts, and three of them everywhere when sparse', () => {
    const facts = new Map(
      payloads.map((payload) => [payload.metadata.user_api_key_hash, payload.metadata.user_api_key_auth_metadata]),
    );
    const without = [...facts.values()].filter((fact) => fact['tls_fingerprint'] === undefined).length / facts.size;
    // Each field of a gapped account is lost with probability 0.45.
    expect(without).toBeGreaterThan(0.02);
    expect(without).toBeLessThan(0.12);
    const sparse = tempFolder();
    compose(makeSets(), sparse, { ...OPTIONS, only: ['wrapped'], sparse: true });
    for (const { metadata } of readPayloads(join(sparse, 'logs')).payloads) {
      expect(Object.keys(metadata.user_api_key_auth_metadata)).not.toEqual(expect.arrayContaining(['payment_fingerprint']));
      expect(metadata.user_api_key_auth_metadata).not.toHaveProperty('device_fingerprint');
      expect(metadata.user_api_key_auth_metadata).not.toHaveProperty('created_at');
    }
  });

  it('deals no harvest item twice within a templateless campaign', () => {
    const members = new Set(
      composition.plan.accounts.filter(({ campaign }) => campaign === 'templateless-jitter').map(({ id }) => id),
    );
    const said = new Map<string, number>();
    for (const { metadata, messages } of payloads) {
      if (members.has(metadata.user_api_key_hash)) said.set(messages[0]!.content, (said.get(messages[0]!.content) ?? 0) + 1);
    }
    const total = [...said.values()].reduce((sum, count) => sum + count, 0);
    // Redacted accounts and second deliveries repeat a text; the corpus does not.
    expect(said.size).toBeGreaterThan(total * 0.97);
  });
});

describe('drawing campaigns', () => {
  it('gives two seeds of a pair complementary halves, nine or more each', () => {
    for (const seed of [2, 4, 10, 12, 14]) {
      const both = new Set([...drawCampaigns(seed), ...drawCampaigns(seed + 1)].map((kind) => kind.name));
      expect(both.size).toBe(CATALOGUE.length);
      expect(drawCampaigns(seed).length).toBeGreaterThanOrEqual(9);
    }
  });
});

const data = findData(resolve(import.meta.dirname, '..', '..', '..', 'shared'));
if (data === null || !existsSync(data)) console.warn('skipped: ../shared/data is absent, the public sets are not tried');

describe.skipIf(data === null)('the public sets', () => {
  it('load with the counts that their README gives', () => {
    const sets = loadSets(data!);
    expect(sets.harvestCode.length + sets.benignCode.length).toBe(4_535);
    expect(sets.harvestRole.length + sets.benignRole.length).toBe(1_923);
    expect(sets.benchmarks.flatMap((benchmark) => benchmark.questions)).toHaveLength(3_437);
    expect(sets.benchmarks.every((benchmark) => !/canary/iu.test(benchmark.prefix))).toBe(true);
    expect(sets.traces.chatGapsMs).toHaveLength(19_365);
    expect(sets.traces.codeGapsMs).toHaveLength(8_818);
    expect(sets.traces.sessions.length).toBeGreaterThan(7_000);
    expect(sets.authors.length).toBeGreaterThan(700);
  });
});
