// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey } from 'node:crypto';
import { type Assertion, signAssertion } from '@stillwatch/sharing';
import { expect, it } from 'vitest';
import type { Records } from '../../parts.ts';
import type { PeerRecord, ReleaseRecord } from '../../sharing/kept.ts';
import { AT, type Harness, NOON } from './samples.fixture.ts';

const privateKey = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 7)]),
  format: 'der',
  type: 'pkcs8',
});

function assertion(n: number, expiresAt: string | null = null): Assertion {
  const id = `campaign--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  return signAssertion(
    {
      object: { type: 'campaign', spec_version: '2.1', id, created: AT, modified: AT, name: `campaign ${n}` },
      source: 'lab-a',
      origin: 'lab-a',
      group: null,
      tlp: 'green',
      pap: null,
      at: AT,
      confidence: 50,
      legalBasis: null,
      licence: null,
      expiresAt,
      withdraws: null,
    },
    { id: 'k', privateKey },
  );
}

const PEER: PeerRecord = {
  id: 'p1',
  name: 'A',
  organisation: 'lab-a',
  kind: 'company',
  url: 'https://a.example/taxii2/stillwatch/',
  collections: [],
  keys: [],
  signIn: { kind: 'none', user: null, sealedSecret: null },
  groups: [],
  parent: null,
  readers: [],
  thresholds: { watch: 0.5, friction: 0.7, lineages: 2, block: 0.9 },
  pull: true,
  at: NOON,
  version: 1,
};
const RUN = {
  id: 'm1',
  peer: 'p1',
  peerName: 'A',
  kind: 'address',
  at: AT,
  by: 'ada',
  state: 'done',
  values: 20,
  atLeast: 10,
  minimum: 10,
  problem: null,
} as const;
const CURSOR = { base: null, next: null, last: AT, recent: ['x'] };

/** Something in every table of sharing that a backup keeps. */
export async function fillSharing({ sharing }: Records): Promise<void> {
  await sharing.addPeer(PEER);
  await sharing.setCredential('p1', { user: 'peer-1', hash: 'h', issuedAt: NOON });
  const impact = {
    campaigns: [],
    templates: { matched: 0, of: 0 },
    accounts: [],
    exchanges: 0,
    detection: null,
    corroborated: false,
    at: null,
  };
  const entry = { decision: null, decidedBy: null, decidedAt: null, reason: null, predicted: null, origins: [], impact };
  await sharing.putInbox({ id: 'campaign--1', type: 'campaign', at: NOON, ...entry });
  await sharing.putOutcome({
    reporter: 'lab-a',
    detector: null,
    object: 'campaign--1',
    by: 'lab-b',
    result: 'confirmed',
    at: NOON,
  });
  await sharing.publish([{ assertion: assertion(1).id, recipients: ['lab-a'], release: 'r1', at: NOON }]);
  const release = { id: 'r1', state: 'draft' } as ReleaseRecord['release'];
  await sharing.addRelease({ id: 'r1', campaign: 'c1', at: NOON, release, version: 1 } as ReleaseRecord);
  await sharing.putRun(RUN);
  await sharing.assertions.add([assertion(1), assertion(2, new Date(NOON + 1).toISOString())], NOON);
  await sharing.assertions.removeExpired(NOON + 2);
}

export async function sharingAnswers({ sharing }: Records): Promise<unknown> {
  return [
    await sharing.peers(),
    await sharing.peerByUser('peer-1'),
    await sharing.inboxAll('campaign'),
    await sharing.outcomes(),
    await sharing.published({ release: 'r1' }),
    await sharing.releases({ campaign: 'c1' }, { limit: 10 }),
    await sharing.runs({ limit: 10 }),
    await sharing.assertions.list({}, { limit: 10 }),
  ];
}

export function sharingContract(given: () => Harness): void {
  it('keeps a page of a partner with where it leads, or nothing of it', async () => {
    const { sharing } = given().records;
    const page = { peer: 'p1', collection: 'c', cursor: CURSOR, at: NOON };
    expect(await sharing.cursor('p1', 'c')).toBeNull();
    expect(await sharing.takePage({ ...page, assertions: [assertion(1), assertion(2)] })).toHaveLength(2);
    expect(await sharing.takePage({ ...page, assertions: [assertion(2), assertion(3)] })).toEqual([assertion(3).id]);
    expect(await sharing.cursor('p1', 'c')).toEqual(CURSOR);
    const broken = { ...assertion(4), object: null } as unknown as Assertion;
    await expect(
      sharing.takePage({ ...page, cursor: { ...CURSOR, last: null }, assertions: [assertion(5), broken] }),
    ).rejects.toThrow();
    expect(await sharing.cursor('p1', 'c')).toEqual(CURSOR);
    expect(await sharing.assertions.get(assertion(5).id)).toBeNull();
  });

  it('changes peers and releases by their versions only', async () => {
    const { sharing } = given().records;
    await sharing.addPeer(PEER);
    await expect(sharing.addPeer({ ...PEER, id: 'p2' })).rejects.toThrowWithCode('CONFLICT');
    expect(await sharing.changePeer({ ...PEER, name: 'B' }, 1)).toMatchObject({ name: 'B', version: 2 });
    await expect(sharing.changePeer(PEER, 1)).rejects.toThrowWithCode('PRECONDITION_FAILED');
    expect(await sharing.peer('p1')).toMatchObject({ name: 'B', version: 2 });
    const release = { id: 'r1', state: 'draft' } as ReleaseRecord['release'];
    const record = { id: 'r1', campaign: 'c1', at: NOON, release, version: 1 } as ReleaseRecord;
    await sharing.addRelease(record);
    await sharing.changeRelease({ ...record, release: { ...release, state: 'reviewed' } }, 1);
    await expect(sharing.changeRelease(record, 1)).rejects.toThrowWithCode('PRECONDITION_FAILED');
    expect((await sharing.releases({ state: 'reviewed' }, { limit: 5 })).items).toHaveLength(1);
    expect((await sharing.releases({ state: 'draft' }, { limit: 5 })).items).toEqual([]);
  });

  it('forgets everything of a peer but what it said', async () => {
    const { sharing } = given().records;
    await sharing.addPeer(PEER);
    await sharing.setCredential('p1', { user: 'peer-1', hash: 'h', issuedAt: NOON });
    await sharing.takePage({ peer: 'p1', collection: 'c', cursor: CURSOR, at: NOON, assertions: [assertion(1)] });
    for (let i = 0; i < 3; i++) await sharing.addPull('p1', { at: NOON + i, outcome: 'ok', objects: i, accepted: 0, detail: '' });
    expect((await sharing.pulls('p1', 2)).map(({ objects }) => objects)).toEqual([2, 1]);
    expect(await sharing.removePeer('p1')).toBe(true);
    expect(await sharing.removePeer('p1')).toBe(false);
    expect([await sharing.peerByUser('peer-1'), await sharing.cursor('p1', 'c'), await sharing.pulls('p1', 5)]).toEqual([
      null,
      null,
      [],
    ]);
    expect(await sharing.assertions.get(assertion(1).id)).not.toBeNull();
  });
}
