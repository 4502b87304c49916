// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  decodeEntries,
  LEAF_KINDS,
  type LeafKindName,
  parsePolicy,
  readDossier,
  unzipDossier,
  verifyDossier,
  verifyProof,
  writeDossier,
} from '@stillwatch/accountability';
import type { EvidenceItem, LogLeaf } from '@stillwatch/core/api';
import { afterEach, describe, expect, it } from 'vitest';
import { backupRecords } from '../told-acts.ts';
import { ask, closeAfterEach, open } from './ask.fixture.ts';
import { storeHunt, type TestNode } from './node.fixture.ts';

closeAfterEach();
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-accountability-'));
  folders.push(folder);
  return folder;
}

async function openWithHunt(): Promise<TestNode> {
  const node = await open();
  await storeHunt(node.records);
  return node;
}

/** Everything in the log, oldest first. */
async function leavesOf(node: TestNode, auditor: Record<string, string>): Promise<LogLeaf[]> {
  return (await ask(node, 'GET /v1/log/leaves?limit=1000', auditor)).json.items.toReversed();
}

describe('the log over HTTP', () => {
  it('has a leaf of every act before it is answered, with the members of its kind', async () => {
    const node = await openWithHunt();
    const headers = await node.asPerson(['analyst', 'approver', 'admin'], 'Robin');
    const auditor = await node.asPerson(['auditor']);
    await ask(node, 'PUT /v1/accounts/c-0/label', headers, { label: 'benign', reason: 'A class.' });
    await ask(node, 'POST /v1/campaigns/none/comments', headers, { text: 'refused' });
    await ask(node, 'POST /v1/keys', headers, { name: 'k', permissions: ['read'] });
    await ask(node, 'POST /v1/exchanges/1-2-3/reveal', headers, { reason: 'Case 12.' });
    const leaves = await leavesOf(node, auditor);
    expect(leaves.map(({ kind }) => kind)).toEqual(['verdict', 'key', 'reveal']);
    for (const { index, kind } of leaves) {
      const { json } = await ask(node, `GET /v1/log/leaves/${index}`, auditor);
      expect(json).toMatchObject({ commitHolds: true, inclusion: { holds: true, size: 3 }, held: false });
      expect(Object.keys(json.payload)).toEqual(expect.arrayContaining([...LEAF_KINDS[kind as LeafKindName].payload]));
      expect(json.payload).toMatchObject({ outcome: 'done' });
      expect(Object.values(json.names)).toEqual(['Robin']);
      expect(json.entry).not.toMatch(/Robin|c-0|Case/);
    }
    expect((await ask(node, 'GET /v1/log/leaves/0', auditor)).json.payload).toMatchObject({
      action: 'account.labelled',
      account: 'c-0',
    });
    expect((await ask(node, 'GET /v1/log/leaves/3', auditor)).status).toBe(404);
    expect((await ask(node, 'GET /v1/log/leaves?kind=key', auditor)).json.items).toHaveLength(1);
  });

  it('can be read as files by anybody, entries by auditors only', async () => {
    const node = await openWithHunt();
    const headers = await node.asPerson(['analyst']);
    const auditor = await node.asPerson(['auditor']);
    expect((await ask(node, 'GET /log/checkpoint')).status).toBe(404);
    for (let i = 0; i < 3; i++) await ask(node, 'POST /v1/campaigns/camp-1/comments', headers, { text: `Remark ${i}.` });
    const checkpoint = await ask(node, 'GET /log/checkpoint');
    expect(checkpoint.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'public, max-age=5',
    });
    expect(checkpoint.body.split('\n')[1]).toBe('3');
    const tile = await node.http.app.inject({ method: 'GET', url: '/log/tile/0/000.p/3' });
    expect(tile.rawPayload).toHaveLength(96);
    expect(tile.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await ask(node, 'GET /log/tile/entries/000.p/3')).status).toBe(401);
    expect((await ask(node, 'GET /log/tile/entries/000.p/3', headers)).status).toBe(403);
    const entries = await node.http.app.inject({ method: 'GET', url: '/log/tile/entries/000.p/3', headers: auditor });
    expect(decodeEntries(entries.rawPayload)).toHaveLength(3);
    expect(entries.headers['cache-control']).toMatch(/^private/);
    for (const path of ['tile/0/000', 'tile/0/000.p/4', 'tile/9/000', 'tile/0/../../log-keys.json', 'tile/%2e%2e/x']) {
      expect((await ask(node, `GET /log/${path}`)).status, path).toBe(404);
    }
    const { json: health } = await ask(node, 'GET /v1/log', headers);
    const { body: proof } = await ask(node, 'GET /v1/log/leaves/1/proof', auditor);
    expect(verifyProof(proof, decodeEntries(entries.rawPayload)[1]!, parsePolicy(health.policy))).toMatchObject({ ok: true });
  });

  it('holds when it is audited, and does not when a payload was changed', async () => {
    const node = await openWithHunt();
    const headers = await node.asPerson(['analyst']);
    const auditor = await node.asPerson(['auditor']);
    for (const text of ['One.', 'Two.']) await ask(node, 'POST /v1/campaigns/camp-1/comments', headers, { text });
    expect((await ask(node, 'POST /v1/log/audit', auditor)).json).toMatchObject({
      holds: true,
      size: 2,
      payloads: {
        checked: 2,
        erased: 0,
        absent: 0,
      },
      problems: [],
    });
    const [one, two] = await Promise.all([0, 1].map((i) => node.records.vault.entry(node.parts.ledger.origin, i)));
    const { vault } = node.records;
    const swapped = {
      ...vault,
      async entryByKey(origin: string, key: string) {
        return key === one!.key ? { ...one!, sealed: two!.sealed, vaultKey: two!.vaultKey } : await vault.entryByKey(origin, key);
      },
    };
    Object.assign(node.records, { vault: swapped });
    const { json } = await ask(node, 'POST /v1/log/audit', auditor);
    expect(json).toMatchObject({ holds: false, problems: [{ index: 0 }] });
  });

  it('takes no witness’s words for more than they are', async () => {
    const node = await openWithHunt();
    for (const payload of ['', 'old 0\n\nnonsense', 'x'.repeat(300_000), `old 0\n${'A'.repeat(44)}\n`.repeat(100)]) {
      const { status } = await ask(node, 'POST /witness/add-checkpoint', { 'content-type': 'text/plain' }, payload);
      expect([400, 413]).toContain(status);
    }
    expect((await ask(node, `GET /witness/${'0'.repeat(64)}/checkpoint`)).status).toBe(404);
    expect((await ask(node, 'GET /witness/none/checkpoint')).status).toBe(404);
  });
});

describe('a legal hold', () => {
  it('refuses to erase and to delete, which is logged, until another person lifts it', async () => {
    const node = await openWithHunt();
    const ada = await node.asPerson(['approver'], 'Ada');
    const kim = await node.asPerson(['approver'], 'Kim');
    const auditor = await node.asPerson(['auditor']);
    const wish = { campaign: 'camp-1', audience: 'recipients', tlp: 'RED', reason: 'A suit.' };
    const dossier = (await ask(node, 'POST /v1/dossiers', ada, wish)).json;
    const target = { kind: 'campaign', id: 'camp-1' };
    const hold = (await ask(node, 'POST /v1/holds', ada, { target, reason: 'A suit.' })).json;
    expect((await ask(node, 'POST /v1/holds', ada, { target: { kind: 'dossier', id: 'none' }, reason: 'A suit.' })).status).toBe(
      404,
    );
    expect((await ask(node, `GET /v1/dossiers/${dossier.id}`, ada)).json.dossier.held).toBe(true);
    const [member] = (await node.records.campaigns.get('camp-1'))!.finding.accounts;
    const erasure = { subject: { kind: 'account', id: member }, reason: 'They asked.' };
    expect(await ask(node, 'POST /v1/erasures', kim, erasure)).toMatchObject({ status: 409, json: { code: 'EVIDENCE_HELD' } });
    expect((await ask(node, `DELETE /v1/dossiers/${dossier.id}`, kim)).json.code).toBe('EVIDENCE_HELD');
    expect((await ask(node, `POST /v1/holds/${hold.id}/lift`, ada, { reason: 'It is over.' })).json.code).toBe('FORBIDDEN');
    expect((await ask(node, `POST /v1/holds/${hold.id}/lift`, kim, { reason: 'It is over.' })).json).toMatchObject({
      liftedBy: 'Kim',
    });
    expect((await ask(node, `POST /v1/holds/${hold.id}/lift`, kim, { reason: 'Again.' })).json.code).toBe('CONFLICT');
    expect((await ask(node, `DELETE /v1/dossiers/${dossier.id}`, kim)).status).toBe(204);
    expect((await ask(node, `GET /v1/dossiers/${dossier.id}/download`, ada)).status).toBe(404);
    const outcomes = [];
    for (const { index, kind } of await leavesOf(node, auditor)) {
      const { payload } = (await ask(node, `GET /v1/log/leaves/${index}`, auditor)).json;
      if (kind === 'deletion') outcomes.push([payload.action, payload.outcome]);
    }
    expect(outcomes).toEqual([
      ['subject.erased', 'refused'],
      ['dossier.deleted', 'refused'],
      ['dossier.deleted', 'done'],
    ]);
  });

  it('outlasts retention', async () => {
    const node = await openWithHunt();
    const ada = await node.asPerson(['approver'], 'Ada');
    await ask(node, 'POST /v1/dossiers', ada, { campaign: 'camp-1', audience: 'public', tlp: 'CLEAR', reason: 'Public.' });
    await ask(node, 'POST /v1/dossiers', ada, { campaign: 'camp-2', audience: 'public', tlp: 'CLEAR', reason: 'Public.' });
    await ask(node, 'POST /v1/holds', ada, { target: { kind: 'campaign', id: 'camp-1' }, reason: 'A suit.' });
    await node.parts.evidence.sweep();
    const states = async () =>
      (await node.records.dossiers.list({}, { limit: 9 })).items.map(({ dossier }) => [dossier.campaign, dossier.state]);
    expect((await states()).map(([, state]) => state)).toEqual(['whole', 'whole']);
    node.clock.ms += 3_000 * 86_400_000;
    await node.parts.evidence.sweep();
    expect(Object.fromEntries(await states())).toEqual({ 'camp-1': 'whole', 'camp-2': 'deleted' });
    const items = async (campaign: string): Promise<EvidenceItem[]> =>
      (await node.parts.evidence.list(campaign, { limit: 9 })).items as EvidenceItem[];
    expect((await items('camp-1')).every(({ gone, held }) => gone === null && held)).toBe(true);
    expect((await items('camp-2')).every(({ gone }) => gone === 'expired')).toBe(true);
    const { items: leaves } = await node.records.vault.entries(node.parts.ledger.origin, { kind: 'deletion' }, { limit: 9 });
    expect(leaves).toHaveLength(1);
  });
});

describe('a dossier', () => {
  it('is previewed, built, taken into custody, downloaded and verified', async () => {
    const node = await openWithHunt();
    const headers = await node.asPerson(['releaser'], 'Robin');
    const auditor = await node.asPerson(['auditor']);
    const wish = { campaign: 'camp-1', audience: 'clients', tlp: 'AMBER' };
    const preview = (await ask(node, 'POST /v1/dossiers/preview', headers, wish)).json;
    expect(preview.withheld.map(({ path }: { path: string }) => path)).toContain('data/campaign/accounts/00001.json');
    expect(preview.warnings.length).toBeGreaterThan(0);
    const built = await ask(node, 'POST /v1/dossiers', headers, { ...wish, reason: 'For a client.' });
    expect(built.status).toBe(201);
    const { id } = built.json;
    expect(built.json).toMatchObject({ campaign: 'camp-1', state: 'whole', held: false, withheld: preview.withheld.length });
    expect((await ask(node, 'GET /v1/dossiers?campaign=camp-1', headers)).json.items).toEqual([built.json]);
    const verification = (await ask(node, `GET /v1/dossiers/${id}/verification`, headers)).json;
    expect(verification).toMatchObject({ holds: true });
    expect(verification.steps.map(({ status }: { status: string }) => status)).not.toContain('failed');
    const zip = await node.http.app.inject({ method: 'GET', url: `/v1/dossiers/${id}/download`, headers });
    expect(zip.headers).toMatchObject({ 'content-type': 'application/zip', 'content-disposition': expect.stringContaining(id) });
    const policy = node.parts.transparency.policy;
    const files = unzipDossier(zip.rawPayload);
    const key = Buffer.from(files.get('proofs/signer.pem')!).toString();
    expect(verifyDossier(files, { policy, signerKeys: [key], now: node.clock.ms }).failed).toBeNull();
    const { items } = (await ask(node, 'GET /v1/campaigns/camp-1/evidence', headers)).json;
    expect(items.map(({ origin }: EvidenceItem) => origin).toSorted()).toEqual(['dossier', 'hunt']);
    const finding = items.find(({ origin }: EvidenceItem) => origin === 'hunt');
    expect(finding.transformations).toMatchObject([{ what: `put into dossier ${id}`, hash: built.json.manifest }]);
    const kinds = (await leavesOf(node, auditor)).map(({ kind }) => kind);
    expect(kinds).toEqual(['finding', 'dossier', 'export']);
  });

  it('of nothing is refused', async () => {
    const node = await open();
    const headers = await node.asPerson(['releaser']);
    const wish = { campaign: 'none', audience: 'public', tlp: 'CLEAR' };
    expect((await ask(node, 'POST /v1/dossiers/preview', headers, wish)).status).toBe(404);
    expect((await ask(node, 'POST /v1/dossiers', headers, { ...wish, reason: 'Why not.' })).status).toBe(404);
    expect(node.parts.transparency.log.size()).toBe(0);
  });
});

describe('erasing somebody', () => {
  it('makes what is kept of them unreadable everywhere, and every proof still holds', async () => {
    const node = await openWithHunt();
    const headers = await node.asPerson(['approver', 'analyst'], 'Robin');
    const auditor = await node.asPerson(['auditor']);
    const [member, other] = (await node.records.campaigns.get('camp-1'))!.finding.accounts;
    await ask(node, `PUT /v1/accounts/${member}/label`, headers, { label: 'malicious', reason: 'One card.' });
    await ask(node, `PUT /v1/accounts/${other}/label`, headers, { label: 'malicious', reason: 'One card.' });
    const wish = { campaign: 'camp-1', audience: 'recipients', tlp: 'RED', reason: 'A suit.' };
    const { id } = (await ask(node, 'POST /v1/dossiers', headers, wish)).json;
    const pathOf = (account: string): string => {
      const files = unzipDossier(node.parts.dossiers.zip(id));
      return (
        [...files].find(
          ([path, bytes]) => path.startsWith('data/campaign/accounts/') && Buffer.from(bytes).includes(`"${account}"`),
        )?.[0] ?? ''
      );
    };
    const path = pathOf(member!);
    expect(path).not.toBe('');
    const sealedKey = (await node.records.vault.keyOf(node.parts.ledger.pseudonym({ kind: 'account', id: member! })))!.sealedKey!;

    const erased = await ask(node, 'POST /v1/erasures', headers, {
      subject: { kind: 'account', id: member },
      reason: 'They asked.',
    });
    expect(erased.json).toMatchObject({ payloads: 1, dossiers: 1 });
    const leaves = await leavesOf(node, auditor);
    expect(leaves.map(({ kind, payload }) => [kind, payload])).toEqual([
      ['verdict', 'erased'],
      ['verdict', 'readable'],
      ['finding', 'readable'],
      ['dossier', 'readable'],
      ['deletion', 'readable'],
    ]);
    const first = (await ask(node, 'GET /v1/log/leaves/0', auditor)).json;
    expect(first).toMatchObject({ payload: null, commitHolds: null, inclusion: { holds: true } });
    expect((await ask(node, 'POST /v1/log/audit', auditor)).json).toMatchObject({ holds: true, payloads: { erased: 1 } });
    for (const file of node.recordFiles()) expect(file.includes(sealedKey)).toBe(false);

    // The dossier has lost that account and no other; it says so, and verifies, by its own program too.
    expect(pathOf(member!)).toBe('');
    expect(pathOf(other!)).not.toBe('');
    const detail = (await ask(node, `GET /v1/dossiers/${id}`, headers)).json;
    expect(detail.dossier.state).toBe('erased');
    expect(detail.withheld).toEqual([{ path, hash: expect.any(String), reason: expect.stringContaining('erased') }]);
    expect((await ask(node, `GET /v1/dossiers/${id}/verification`, headers)).json.holds).toBe(true);
    const folder = temporary();
    const files = unzipDossier(node.parts.dossiers.zip(id));
    await writeDossier({ name: id, files }, join(folder, 'dossier'));
    expect(await readDossier(join(folder, 'dossier'))).toEqual(files);
    writeFileSync(join(folder, 'policy'), node.parts.transparency.policy);
    writeFileSync(join(folder, 'signer.pem'), files.get('proofs/signer.pem')!);
    const options = ['--policy', join(folder, 'policy'), '--signer', join(folder, 'signer.pem'), '--no-timestamp'];
    const python = spawnSync('python3', [
      join(folder, 'dossier/data/verify.py'),
      join(folder, 'dossier'),
      ...options,
      '--at',
      '2026-12-31T00:00:00Z',
    ]);
    expect([python.status, python.stdout.toString()]).toEqual([0, expect.stringContaining('VERIFIED')]);

    // A backup that is made now has no key of it either.
    const backup = join(folder, 'backup.jsonl');
    await backupRecords({ url: null, folder: node.folder, clock: node.clock }, backup);
    expect(readFileSync(backup, 'utf8')).not.toContain(sealedKey);
    expect(readdirSync(folder)).toContain('backup.jsonl');
    // Done again, there is nothing left to do.
    const again = await ask(node, 'POST /v1/erasures', headers, { subject: { kind: 'account', id: member }, reason: 'Again.' });
    expect(again.json).toMatchObject({ payloads: 0 });
  });
});
