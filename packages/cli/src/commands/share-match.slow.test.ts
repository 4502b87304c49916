// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { MatchRun } from '@stillwatch/core/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCaptured } from '../captured.fixture.ts';
import { openShareNodes, type ShareNodes } from './share-nodes.fixture.ts';

let nodes: ShareNodes;
let author: string;
beforeAll(async () => {
  nodes = await openShareNodes();
  author = await nodes.key('author', ['read', 'review']);
}, 60_000);
afterAll(async () => await nodes.close());

describe('stillwatch share match', () => {
  const common = Array.from({ length: 24 }, (_, i) => `198.51.100.${i}`);
  const match = (values: readonly string[], ...more: readonly string[]) =>
    nodes.share(
      author,
      'match',
      nodes.partner,
      '--kind',
      'address',
      '--reason',
      'Same proxies?',
      '--values',
      nodes.file('values.txt', `${values.join('\r\n')}\n\n`),
      ...more,
    );
  beforeAll(async () => await nodes.b.records.sharing.setMatchValues('address', [...common, '192.0.2.7']));

  it('tells a bucket, and nothing below the minimum', async () => {
    const many = await match([...common, '192.0.2.200']);
    expect(many).toEqual({ code: 0, out: 'Laboratory B: at least 20 of 25 in common\n', err: '' });
    const few = await match(['192.0.2.7', '192.0.2.8']);
    expect(few).toEqual({ code: 0, out: 'Laboratory B: fewer than 10 of 2 in common\n', err: '' });
    const { code, out } = await match(common, '--json');
    expect([code, JSON.parse(out) as MatchRun]).toMatchObject([
      0,
      {
        state: 'done',
        kind: 'address',
        values: 24,
        atLeast: 20,
        minimum: 10,
        problem: null,
        by: 'key:author',
        peer: nodes.partner,
      },
    ]);
    expect(out).not.toContain('198.51.100');
  });

  it('says why it could not be told', async () => {
    const other = await nodes.a.sharing.peers.add({
      name: 'Nobody',
      organisation: 'nobody.example',
      kind: 'company',
      url: 'http://127.0.0.1:9/taxii2/stillwatch/',
      collections: [],
      publicKey: null,
      signIn: { kind: 'none' },
      groups: [],
      parent: null,
      readers: [],
    });
    const list = nodes.file('one.txt', '192.0.2.1\n');
    const why = ['--reason', 'Same proxies?'];
    expect(await nodes.share(author, 'match', other.id, '--kind', 'address', ...why, '--values', list)).toEqual({
      code: 3,
      out: 'Nobody: PEER_UNAVAILABLE: the partner does not answer\n',
      err: '',
    });
    const cases: [readonly string[], number, RegExp][] = [
      [[nodes.partner, '--kind', 'shoe-size', ...why], 2, /--kind is one of/],
      [[nodes.partner, '--kind', 'address'], 2, /--reason/],
      [[nodes.partner, '--kind', 'address', ...why, '--values', join(nodes.folder, 'none.txt')], 3, /INPUT_UNREADABLE/],
      [[nodes.partner, '--kind', 'payment-token', ...why], 3, /no values of this kind/],
      [['p9', '--kind', 'address', ...why, '--values', list], 3, /NOT_FOUND/],
    ];
    for (const [args, code, said] of cases) {
      const result = await nodes.share(author, 'match', ...args);
      expect([result.code, result.out], args.join(' ')).toEqual([code, '']);
      expect(result.err).toMatch(said);
    }
    const offline = await runCaptured(['share', 'match', nodes.partner, '--kind', 'address', ...why]);
    expect([offline.code, offline.err]).toEqual([2, expect.stringContaining('this needs --node')]);
  });
});
