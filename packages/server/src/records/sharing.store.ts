// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { MatchRun } from '@stillwatch/core/api';
import {
  type AssertionTables,
  assertionStore,
  matchLedger,
  type MatchTables,
  openCollectionStore,
  type Outcome,
  type PullCursor,
} from '@stillwatch/sharing';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type {
  InboxRecord,
  PeerPull,
  PeerRecord,
  PeerStanding,
  PublishedRecord,
  ReleaseRecord,
  SharingStore,
} from '../sharing/kept.ts';
import { fromJson, toIso } from './columns.ts';
import { chunks, type Database, type StoreContext } from './database.ts';
import { guard } from './guard.ts';
import { after, inOrder, newestFirst, toPage } from './paging.ts';
import { toCount } from './parameters.ts';

const RELEASES = newestFirst('releases');
const RUNS = newestFirst('matches');

/** What sharing wrote itself is read as it was written; what is not JSON any more is told. */
function document(text: string): unknown {
  return fromJson(
    z.custom<object>((value) => typeof value === 'object' && value !== null),
    text,
  );
}

const NEW: PeerStanding = {
  state: 'waiting',
  lastPull: null,
  lastSuccess: null,
  received: 0,
  problem: null,
  strikes: 0,
  throttledUntil: null,
  reasons: [],
  lastSeen: null,
};

/** Everything that sharing keeps, over the database of the records. */
export function sharingStore(context: StoreContext): SharingStore {
  const { database } = context;
  const assertionDb = database as unknown as { db: Kysely<AssertionTables> } & Pick<Database, 'transact'>;
  const matchDb = database as unknown as { db: Kysely<MatchTables> } & Pick<Database, 'transact'>;
  return {
    assertions: guard(assertionStore(assertionDb as Parameters<typeof assertionStore>[0])),
    matches: guard(matchLedger(matchDb as Parameters<typeof matchLedger>[0])),
    ...guard({
      ...pullStore(context),
      ...peerStore(context),
      ...inboxStore(context),
      ...outboxStore(context),
      ...runStore(context),
    }),
  };
}

function pullStore({
  database: { db, dialect, transact },
}: StoreContext): Pick<SharingStore, 'openCollections' | 'takePage' | 'cursor'> {
  return {
    openCollections: (now) => openCollectionStore({ db, dialect, now }),
    takePage: ({ peer, collection, cursor, assertions, at }) =>
      transact(async (tx) => {
        const whole = tx as unknown as Kysely<AssertionTables>;
        const inside = { db: whole, transact: (work: (one: never) => Promise<unknown>) => work(tx as never) };
        const fresh = await assertionStore(inside as Parameters<typeof assertionStore>[0]).add(assertions, at);
        const position = JSON.stringify(cursor);
        await tx
          .insertInto('peer_cursors')
          .values({ peer, collection, position })
          .onConflict((conflict) => conflict.columns(['peer', 'collection']).doUpdateSet({ position }))
          .execute();
        return fresh;
      }),
    async cursor(peer, collection) {
      const row = await db
        .selectFrom('peer_cursors')
        .select('position')
        .where('peer', '=', peer)
        .where('collection', '=', collection)
        .executeTakeFirst();
      return row === undefined ? null : (document(row.position) as PullCursor);
    },
  };
}

type PeerStore = Pick<
  SharingStore,
  | 'peers'
  | 'peer'
  | 'addPeer'
  | 'changePeer'
  | 'removePeer'
  | 'standing'
  | 'setStanding'
  | 'credential'
  | 'setCredential'
  | 'peerByUser'
  | 'addPull'
  | 'pulls'
>;
/** Pulls of a peer that are kept. */
const MOST_PULLS = 200;

/** What was written as the beginning of a partner's first key before the records knew when it was entered. */
const NO_BEGINNING = '2015-01-01T00:00:00.000Z';

/** Such a key was entered when its partner was, as far as is known. */
function datedKeys({ keys, at }: PeerRecord): PeerRecord['keys'] {
  return keys.map((key) => (key.validFrom === NO_BEGINNING ? { ...key, validFrom: toIso(at) } : key));
}

function peerStore({ database: { db, transact }, newId }: StoreContext): PeerStore {
  const toPeer = ({ peer, version }: { peer: string; version: number }): PeerRecord => {
    const record = document(peer) as PeerRecord;
    return { ...record, keys: datedKeys(record), version };
  };
  const find = async (id: string): Promise<PeerRecord | null> => {
    const row = await db.selectFrom('peers').select(['peer', 'version']).where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : toPeer(row);
  };
  return {
    async peers() {
      return (await db.selectFrom('peers').select(['peer', 'version']).orderBy('at').orderBy('id').execute()).map(toPeer);
    },
    peer: find,
    addPeer: (peer) =>
      transact(async (tx) => {
        const { id, organisation, at, version } = peer;
        const known = await tx.selectFrom('peers').select('id').where('organisation', '=', organisation).executeTakeFirst();
        if (known !== undefined) throw new AppError('CONFLICT', 'there is a peer of this organisation already');
        await tx
          .insertInto('peers')
          .values({ id, organisation, at, version, peer: JSON.stringify(peer) })
          .execute();
      }),
    async changePeer(peer, version) {
      const changed = { ...peer, version: version + 1 };
      const row = await db
        .updateTable('peers')
        .set({ peer: JSON.stringify(changed), version: version + 1 })
        .where('id', '=', peer.id)
        .where('version', '=', version)
        .returning('id')
        .executeTakeFirst();
      if (row === undefined) throw new AppError('PRECONDITION_FAILED', 'the peer was changed meanwhile');
      return changed;
    },
    removePeer: (id) =>
      transact(async (tx) => {
        for (const table of ['peer_standing', 'peer_credentials', 'peer_cursors', 'peer_pulls'] as const) {
          await tx.deleteFrom(table).where('peer', '=', id).execute();
        }
        return (await tx.deleteFrom('peers').where('id', '=', id).returning('id').execute()).length > 0;
      }),
    async standing(peer) {
      const row = await db.selectFrom('peer_standing').select('standing').where('peer', '=', peer).executeTakeFirst();
      return row === undefined ? NEW : (document(row.standing) as PeerStanding);
    },
    async setStanding(peer, kept) {
      const standing = JSON.stringify(kept);
      await db
        .insertInto('peer_standing')
        .values({ peer, standing })
        .onConflict((conflict) => conflict.column('peer').doUpdateSet({ standing }))
        .execute();
    },
    async credential(peer) {
      const row = await db.selectFrom('peer_credentials').selectAll().where('peer', '=', peer).executeTakeFirst();
      return row === undefined ? null : { user: row.login, hash: row.hash, issuedAt: row.issued_at };
    },
    setCredential: (peer, credential) =>
      transact(async (tx) => {
        await tx.deleteFrom('peer_credentials').where('peer', '=', peer).execute();
        if (credential === null) return;
        const { user, hash, issuedAt } = credential;
        await tx.insertInto('peer_credentials').values({ peer, login: user, hash, issued_at: issuedAt }).execute();
      }),
    async peerByUser(user) {
      const row = await db.selectFrom('peer_credentials').selectAll().where('login', '=', user).executeTakeFirst();
      const peer = row === undefined ? null : await find(row.peer);
      return peer === null ? null : { peer, hash: row!.hash };
    },
    addPull: (peer, pull) =>
      transact(async (tx) => {
        await tx
          .insertInto('peer_pulls')
          .values({ id: newId(), peer, at: pull.at, pull: JSON.stringify(pull) })
          .execute();
        const kept = tx
          .selectFrom('peer_pulls')
          .select('id')
          .where('peer', '=', peer)
          .orderBy('at', 'desc')
          .orderBy('id', 'desc');
        await tx.deleteFrom('peer_pulls').where('peer', '=', peer).where('id', 'not in', kept.limit(MOST_PULLS)).execute();
      }),
    async pulls(peer, limit) {
      const query = db.selectFrom('peer_pulls').select('pull').where('peer', '=', peer);
      const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
      return rows.map(({ pull }) => document(pull) as PeerPull);
    },
  };
}

function inboxStore({
  database: { db },
}: StoreContext): Pick<SharingStore, 'inbox' | 'inboxAll' | 'putInbox' | 'putOutcome' | 'outcomes'> {
  return {
    async inbox(id) {
      const row = await db.selectFrom('inbox').select('entry').where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : (document(row.entry) as InboxRecord);
    },
    async inboxAll(type) {
      const query = db.selectFrom('inbox').select('entry').where('type', '=', type);
      const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').execute();
      return rows.map(({ entry }) => document(entry) as InboxRecord);
    },
    async putInbox(record) {
      const { id, type, at } = record;
      const entry = JSON.stringify(record);
      await db
        .insertInto('inbox')
        .values({ id, type, at, entry })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ entry }))
        .execute();
    },
    async putOutcome(one) {
      const { reporter, object, by, at } = one;
      const outcome = JSON.stringify(one);
      await db
        .insertInto('outcomes')
        .values({ reporter, object, actor: by, at, outcome })
        .onConflict((conflict) => conflict.columns(['reporter', 'object', 'actor']).doUpdateSet({ at, outcome }))
        .execute();
    },
    async outcomes() {
      const rows = await db.selectFrom('outcomes').select('outcome').orderBy('at').execute();
      return rows.map(({ outcome }) => document(outcome) as Outcome);
    },
  };
}

function outboxStore({
  database: { db, transact },
}: StoreContext): Pick<
  SharingStore,
  'publish' | 'published' | 'releases' | 'release' | 'historyOf' | 'addRelease' | 'changeRelease'
> {
  const toRelease = ({ release, version }: { release: string; version: number }): ReleaseRecord => ({
    ...(document(release) as ReleaseRecord),
    version,
  });
  return {
    publish: (records) =>
      transact(async (tx) => {
        const rows = records.map((one) => {
          const { assertion, release, at } = one;
          return { assertion, release_id: release, at, entry: JSON.stringify(one) };
        });
        for (const chunk of chunks(rows, 4)) {
          await tx
            .insertInto('published')
            .values(chunk)
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        }
      }),
    async published({ release }) {
      const query = db.selectFrom('published').select('entry');
      const rows = await (release === undefined ? query : query.where('release_id', '=', release)).orderBy('at').execute();
      return rows.map(({ entry }) => document(entry) as PublishedRecord);
    },
    async releases({ state, campaign }, page) {
      let query = db.selectFrom('releases').selectAll().where(after(RELEASES, page));
      if (state !== undefined) query = query.where('state', '=', state);
      if (campaign !== undefined) query = query.where('campaign', '=', campaign);
      const rows = await query
        .orderBy(inOrder(RELEASES))
        .limit(page.limit + 1)
        .execute();
      return toPage(RELEASES, rows, page.limit, toRelease);
    },
    async release(id) {
      const row = await db.selectFrom('releases').select(['release', 'version']).where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toRelease(row);
    },
    async historyOf(campaign) {
      const of = db.selectFrom('releases').where('campaign', '=', campaign);
      const first = await of.select('at').orderBy('at').limit(1).executeTakeFirst();
      const recalled = await of
        .where('state', '=', 'recalled')
        .select((row) => row.fn.countAll().as('n'))
        .executeTakeFirst();
      return { first: first?.at ?? null, recalls: toCount(recalled?.n ?? 0) };
    },
    async addRelease(record) {
      const { id, campaign, at, version } = record;
      const row = { id, campaign, at, version, state: record.release.state, release: JSON.stringify(record) };
      await db.insertInto('releases').values(row).execute();
    },
    async changeRelease(record, version) {
      const changed = { ...record, version: version + 1 };
      const row = await db
        .updateTable('releases')
        .set({ state: record.release.state, release: JSON.stringify(changed), version: version + 1 })
        .where('id', '=', record.id)
        .where('version', '=', version)
        .returning('id')
        .executeTakeFirst();
      if (row === undefined) throw new AppError('PRECONDITION_FAILED', 'the release was changed meanwhile');
      return changed;
    },
  };
}

function runStore({ database: { db } }: StoreContext): Pick<SharingStore, 'runs' | 'putRun' | 'matchValues' | 'setMatchValues'> {
  const nameOf = (kind: MatchRun['kind']): string => `sharing.match.${kind}`;
  return {
    async runs(page) {
      const rows = await db
        .selectFrom('match_runs')
        .selectAll()
        .where(after(RUNS, page))
        .orderBy(inOrder(RUNS))
        .limit(page.limit + 1)
        .execute();
      return toPage(RUNS, rows, page.limit, ({ run }) => fromJson(MatchRun, run));
    },
    async putRun(one) {
      const { id, at } = one;
      const run = JSON.stringify(one);
      await db
        .insertInto('match_runs')
        .values({ id, at: Date.parse(at), run })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ run }))
        .execute();
    },
    async matchValues(kind) {
      const row = await db.selectFrom('node_values').select('value').where('name', '=', nameOf(kind)).executeTakeFirst();
      return row === undefined ? [] : fromJson(z.array(z.string()), row.value);
    },
    async setMatchValues(kind, values) {
      const value = JSON.stringify(values);
      await db
        .insertInto('node_values')
        .values({ name: nameOf(kind), value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },
  };
}
