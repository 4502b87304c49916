// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Release, ReleaseDetail, ReleasePreview } from '@stillwatch/core/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCaptured } from '../captured.fixture.ts';
import { openShareNodes, type ShareNodes } from './share-nodes.fixture.ts';

const GOLDENS = new URL('./goldens/', import.meta.url);
const update = process.env['UPDATE_GOLDENS'] === '1';

let nodes: ShareNodes;
let author: string;
let releaser: string;
beforeAll(async () => {
  nodes = await openShareNodes();
  author = await nodes.key('author', ['read', 'review', 'release']);
  releaser = await nodes.key('releaser', ['read', 'review', 'release']);
}, 60_000);
afterAll(async () => await nodes.close());

const request = (name: string, change: object = {}): string =>
  nodes.file(
    name,
    JSON.stringify({
      campaign: 'camp-1',
      recipients: [{ kind: 'peer', peer: nodes.partner }],
      tlp: 'AMBER',
      legalBasis: { basis: 'CISA 2015', validFrom: '2015-12-18T00:00:00.000Z', validUntil: '2026-09-30T00:00:00.000Z' },
      title: 'Extraction of chains of thought',
      description: 'Several accounts elicit private reasoning.',
      ...change,
    }),
  );

/** Ids are drawn, and objects are in their order: what is left is the same each time. */
function masked(text: string): string {
  return text
    .replace(/^\{[\s\S]*?^\}$|^\[[\s\S]*?^\]$/gm, (json) => {
      const objects = JSON.parse(json) as { type: string; name?: string }[];
      return objects
        .map(({ type, name }) => `  ${type}${name === undefined ? '' : ` ${name}`}`)
        .toSorted()
        .join('\n');
    })
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
    .replace(/\b[0-9a-f]{64}\b/g, '<digest>');
}

function isAsKept(name: string, shown: string): void {
  const file = new URL(`${name}.txt`, GOLDENS);
  if (update) writeFileSync(file, shown);
  expect(shown).toBe(readFileSync(file, 'utf8'));
}

describe('stillwatch share release', () => {
  it('shows what would leave, drafts it, has it agreed to, lets it out and takes it back', async () => {
    const file = request('good.json');
    const shown: string[] = [];
    const face = async (key: string, ...args: readonly string[]): Promise<void> => {
      const { code, out, err } = await nodes.share(key, 'release', ...args);
      expect([code, err]).toEqual([0, '']);
      shown.push(`$ stillwatch share release ${args[0]}\n${masked(out)}`);
    };
    await face(author, 'preview', file);
    const drafted = await nodes.share(author, 'release', 'draft', file, '--json');
    expect([drafted.code, drafted.err]).toEqual([0, '']);
    const { id, digest, state } = JSON.parse(drafted.out) as Release;
    expect(state).toBe('draft');
    const preview = JSON.parse((await nodes.share(author, 'release', 'preview', file, '--json')).out) as ReleasePreview;
    expect(preview.digest).toBe(digest);
    // Accounts, and what the node calls the campaign, do not leave.
    for (const word of ['acct-1', 'QUIET-HERON', 'one card']) expect(preview.content).not.toContain(word);

    await face(author, 'show', id);
    await face(releaser, 'approve', id, '--digest', digest);
    await face(releaser, 'perform', id, '--digest', digest);
    const detail = JSON.parse((await nodes.share(author, 'release', 'show', id, '--json')).out) as ReleaseDetail;
    expect(detail).toMatchObject({ release: { state: 'released', leaf: expect.any(Number) }, stale: false });
    const outbox = await nodes.share(author, 'outbox');
    expect(outbox.out).toContain('  released, TLP:AMBER, of camp-1, by key:author, for Laboratory B');
    // B has it with its next pull.
    const of = (node: typeof nodes.b) => node.sharing.inbox({ path: 'api', person: null });
    await nodes.b.sharing.peers.list().then(async ([peer]) => {
      const { user, secret } = await nodes.a.sharing.peers.issueCredential(nodes.partner);
      const signIn = { kind: 'basic', user, password: secret } as const;
      await nodes.b.sharing.peers.change(peer!.id, { url: `${nodes.a.address}/taxii2/stillwatch/`, signIn }, 1);
    });
    await nodes.b.sharing.round();
    const states = async () => (await (await of(nodes.b)).list({}, { limit: 5 })).items.map(({ name, state: at }) => [name, at]);
    expect(await states()).toEqual([['Extraction of chains of thought', 'new']]);
    await face(author, 'recall', id, '--reason', 'It was a mistake.');
    await nodes.b.sharing.round();
    expect(await states()).toEqual([['Extraction of chains of thought', 'withdrawn']]);
    isAsKept('share-release', shown.join('\n'));
  });

  it('says what stops it, with exit code 1', async () => {
    const { code, out } = await nodes.share(
      author,
      'release',
      'preview',
      request('stopped.json', {
        legalBasis: null,
        recipients: [],
        description: 'Let us both block these accounts.',
      }),
    );
    expect(code).toBe(1);
    isAsKept('share-release-stopped', masked(out));
  });

  it('refuses a second step by the same person, another digest, and what is over', async () => {
    const drafted = JSON.parse((await nodes.share(author, 'release', 'draft', request('again.json'), '--json')).out) as Release;
    const { id, digest } = drafted;
    const failures: string[] = [];
    const fails = async (key: string, ...args: readonly string[]): Promise<void> => {
      const { code, out, err } = await nodes.share(key, 'release', ...args);
      expect([code, out]).toEqual([3, '']);
      failures.push(`$ stillwatch share release ${args[0]}\n${masked(err)}`);
    };
    await fails(author, 'approve', id, '--digest', digest);
    await fails(releaser, 'approve', id, '--digest', 'f'.repeat(64));
    await fails(releaser, 'approve', id, '--digest', digest, '--role', 'counsel');
    await fails(releaser, 'perform', id, '--digest', digest);
    const refused = await nodes.share(releaser, 'release', 'refuse', id, '--reason', 'Not now.');
    expect([refused.code, refused.err]).toEqual([0, '']);
    expect(refused.out).toContain('  refused, TLP:AMBER');
    await fails(releaser, 'refuse', id, '--reason', 'Again.');
    await fails(author, 'recall', id, '--reason', 'It never left.');
    await fails(author, 'show', 'none');
    await fails(await nodes.key('reader', ['read']), 'draft', request('reader.json'));
    await fails(nodes.file('wrong.key', `swk_00000000_${'x'.repeat(43)}`), 'show', id);
    isAsKept('share-release-errors', failures.join('\n'));
  });

  it('tells mistakes of the command from mistakes of the node', async () => {
    const good = request('good.json');
    const cases: [readonly string[], number, RegExp][] = [
      [['draft', join(nodes.folder, 'none.json')], 3, /INPUT_UNREADABLE[\s\S]*none\.json/],
      [['draft', nodes.file('half.json', '{"campaign":')], 3, /INPUT_UNREADABLE/],
      [['draft', nodes.file('empty.json', '{}')], 2, /USAGE[\s\S]*breaks its contract at campaign/],
      [['preview', request('level.json', { tlp: 'PURPLE' })], 2, /USAGE[\s\S]*breaks its contract at tlp/],
      [['draft', request('gone.json', { campaign: 'camp-9' })], 3, /NOT_FOUND[\s\S]*no such campaign/],
      [['draft', request('nobody.json', { recipients: [{ kind: 'peer', peer: 'p9' }] })], 3, /NOT_FOUND[\s\S]*no such peer/],
      [['approve', 'x'], 2, /--digest/],
      [['approve', 'x', '--digest', 'y', '--role', 'king'], 2, /--role/],
      [['recall', 'x'], 2, /--reason/],
    ];
    for (const [args, code, said] of cases) {
      const result = await nodes.share(author, 'release', ...args);
      expect([result.code, result.out], args.join(' ')).toEqual([code, '']);
      expect(result.err).toMatch(said);
    }
    for (const [args, said] of [
      [[], /this needs --node/],
      [['--node', 'ftp://x', '--key-file', author], /not the address of a node/],
      [['--node', nodes.a.address], /needs --key-file/],
      [['--node', 'http://127.0.0.1:9', '--key-file', author], /PEER_UNAVAILABLE/],
    ] as const) {
      const { code, err } = await runCaptured(['share', 'release', 'draft', good, ...args]);
      expect(code).toBe(err.includes('PEER_UNAVAILABLE') ? 3 : 2);
      expect(err).toMatch(said);
    }
  });
});
