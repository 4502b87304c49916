// SPDX-License-Identifier: Apache-2.0
/** Everything by which the state of a node changes is in the transparency log, or exempted here with a reason. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LEAF_KINDS, type LeafKindName } from '@stillwatch/accountability';
import { API, type OperationId } from '@stillwatch/core/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Records } from '../parts.ts';
import { sampleHunt, sampleUpdate, testClock } from '../records/contract/samples.fixture.ts';
import { openDatabase } from '../records/database.ts';
import { openRecords, toRecords } from '../records/open.ts';
import { deedPayload } from './deed-payload.ts';
import { RECORDING, recordingOf } from './recording.ts';

describe('operations of the API', () => {
  const changing = Object.entries(API).flatMap(([id, { method }]) => (method === 'GET' ? [] : [id]));

  it('are recorded or exempted, each that is not a GET', () => {
    expect(changing.filter((id) => recordingOf(id as OperationId) === null)).toEqual([]);
    expect(changing.length).toBeGreaterThan(25);
  });

  it('that are exempted have a reason that says something', () => {
    for (const [id, recording] of Object.entries(RECORDING)) {
      if ('exempt' in recording) expect(recording.exempt.length, id).toBeGreaterThan(30);
    }
  });

  it.each(Object.entries(RECORDING))('%s has the members that leaves of its kind have', (id, recording) => {
    if ('exempt' in recording) return;
    const said = { operation: id, action: 'a', object: 'o', reason: 'r', requestId: 'q', outcome: 'done' } as const;
    const payload = deedPayload(recording.leaf, 'person:1', said, []);
    expect(Object.keys(payload)).toEqual(expect.arrayContaining([...LEAF_KINDS[recording.leaf].payload]));
    expect(payload).toMatchObject({ action: 'a', object: 'o', reason: 'r', by: 'person:1', requestId: 'q', outcome: 'done' });
  });
});

/**
 * Every method of the records: `reads`, or how what it writes comes into the log. A method that is missing, or that is
 * called a reader and writes, fails the test.
 */
const METHODS: Readonly<Record<string, { reads: readonly unknown[] } | { logged: string } | { exempt: string }>> = {
  'campaigns.list': { reads: [{}, { limit: 1 }] },
  'campaigns.get': { reads: ['c'] },
  'campaigns.traces': { reads: [] },
  'campaigns.members': { reads: ['c', { limit: 1 }] },
  'campaigns.campaignOf': { reads: [['a']] },
  'campaigns.membership': { reads: ['a'] },
  'campaigns.events': { reads: ['c', { limit: 1 }] },
  'campaigns.addEvent': { logged: 'with the operation that says it, or with the finding of the hunt' },
  'campaigns.apply': { logged: 'finding and calibration, by hunting/record-hunt.ts' },
  'campaigns.raise': { logged: 'finding, by sharing/watch.ts' },
  'campaigns.retire': { logged: 'finding, by sharing/retire.ts' },
  'campaigns.counts': { reads: [] },
  'reviews.list': { exempt: 'lets claims lapse whose time is over, which is what everybody was told; otherwise it reads' },
  'reviews.get': { exempt: 'lets claims lapse, as the list does' },
  'reviews.ofCampaign': { exempt: 'lets claims lapse, as the list does' },
  'reviews.claim': { logged: 'claimReview' },
  'reviews.release': { logged: 'releaseReview' },
  'reviews.decide': { logged: 'decideReview' },
  'reviews.leftOver': { reads: [] },
  'reviews.close': { logged: 'case-step, by sharing/retire.ts' },
  'reviews.waiting': { exempt: 'lets claims lapse, as the list does' },
  'labels.set': { logged: 'labelAccount' },
  'labels.get': { reads: ['a'] },
  'labels.all': { reads: [] },
  'hunts.put': { exempt: 'how far a hunt is; what it found is logged when it ends' },
  'hunts.get': { reads: ['h'] },
  'hunts.latest': { reads: [] },
  'hunts.list': { reads: [{ limit: 1 }] },
  'exceptions.suppressions': { reads: [{ limit: 1 }] },
  'exceptions.suppress': { logged: 'addSuppression' },
  'exceptions.unsuppress': { logged: 'removeSuppression' },
  'exceptions.isSuppressed': { reads: ['c', 1] },
  'exceptions.allowed': { reads: [{ limit: 1 }] },
  'exceptions.allow': { logged: 'addAllowed, and the seeding of the demonstration in node.ts' },
  'exceptions.disallow': { logged: 'removeAllowed' },
  'people.users': { reads: [{ limit: 1 }] },
  'people.user': { reads: ['u'] },
  'people.addUser': { logged: 'inviteUser, the sign-in by OpenID Connect, and the first link in node.ts' },
  'people.userBySubject': { reads: ['s'] },
  'people.changeUser': { logged: 'changeUser, and the sign-in by OpenID Connect' },
  'people.countUsers': { reads: [] },
  'people.seen': { exempt: 'when somebody was last seen: their sign-in is logged' },
  'people.addLink': { logged: 'inviteUser, and the command that makes a link' },
  'people.takeLink': { logged: 'signInByLink' },
  'people.addSession': { logged: 'signInByLink, and the sign-in by OpenID Connect' },
  'people.session': { reads: ['s', 1] },
  'people.endSession': { logged: 'signOut' },
  'people.endSessionsOf': { logged: 'changeUser, and the sign-in by OpenID Connect' },
  'people.keys': { reads: [{ limit: 1 }] },
  'people.addKey': { logged: 'addKey' },
  'people.keyByHash': { reads: ['h', 1] },
  'people.keyUsed': { exempt: 'when a key was last used, to the minute' },
  'people.revokeKey': { logged: 'revokeKey' },
  'audit.add': { exempt: 'the trail of what is logged besides' },
  'audit.list': { reads: [{}, { limit: 1 }] },
  'alerts.add': { exempt: 'tells of what is logged: a finding, or an alarm about a log' },
  'alerts.get': { reads: ['a'] },
  'alerts.list': { reads: [{ limit: 1 }] },
  'alerts.channels': { reads: [{ limit: 1 }] },
  'alerts.addChannel': { logged: 'addChannel' },
  'alerts.channelTarget': { reads: ['c'] },
  'alerts.removeChannel': { logged: 'removeChannel' },
  'alerts.due': { reads: [1, 1] },
  'alerts.delivered': { exempt: 'how a delivery went' },
  'alerts.failed': { exempt: 'how a delivery went' },
  'alerts.replay': { logged: 'replayAlert' },
  'alerts.countFailed': { reads: [] },
  'leases.acquire': { exempt: 'which of several nodes works at the moment' },
  'leases.release': { exempt: 'which of several nodes works at the moment' },
  'values.get': { reads: ['v'] },
  'values.set': { exempt: 'what the node remembers about its own work; settings are logged by record-settings.ts' },
  'idempotency.begin': { exempt: 'answers that are kept for a day, so that nothing is done twice' },
  'idempotency.finish': { exempt: 'answers that are kept for a day' },
  'idempotency.abandon': { exempt: 'answers that are kept for a day' },
  'vault.draft': { exempt: 'the way into the log itself' },
  'vault.withdraw': { exempt: 'the way into the log itself: what was refused before it was done' },
  'vault.drafts': { reads: ['o'] },
  'vault.keyOf': { reads: ['s'] },
  'vault.key': { reads: ['k'] },
  'vault.addKey': { exempt: 'the way into the log itself' },
  'vault.keep': { exempt: 'the way into the log itself' },
  'vault.logged': { exempt: 'the way into the log itself' },
  'vault.waiting': { reads: ['o'] },
  'vault.entry': { reads: ['o', 1] },
  'vault.entryByKey': { reads: ['o', 'k'] },
  'vault.entries': { reads: ['o', {}, { limit: 1 }] },
  'vault.newestIndex': { reads: ['o'] },
  'vault.erase': { logged: 'eraseSubject' },
  'vault.erased': { reads: [['s']] },
  'vault.expire': { exempt: 'ends what the settings say, which are logged; commitments stay' },
  'custody.addEvidence': { logged: 'with the leaf that it refers to' },
  'custody.evidence': { reads: ['e'] },
  'custody.evidenceOf': { reads: ['c', { limit: 1 }] },
  'custody.addDeed': { logged: 'with the act that it is about: dossier, erasure, retention' },
  'custody.deeds': { reads: [['e']] },
  'custody.overdue': { reads: [1] },
  'custody.remove': { logged: 'by evidence/sweep.ts, before it is done' },
  'custody.placeHold': { logged: 'placeHold' },
  'custody.hold': { reads: ['h'] },
  'custody.holds': { reads: [{ limit: 1 }] },
  'custody.activeHolds': { reads: [] },
  'custody.liftHold': { logged: 'liftHold' },
  'dossiers.put': { logged: 'by building (dossier), erasing and deleting (deletion)' },
  'dossiers.get': { reads: ['d'] },
  'dossiers.list': { reads: [{}, { limit: 1 }] },
  'dossiers.about': { reads: ['s'] },
  'dossiers.overdue': { reads: [1] },
  'alarms.raise': { logged: 'by transparency/alarms.ts' },
  'alarms.list': { reads: [1] },
  'alarms.clear': { logged: 'by told-acts.ts' },
  'sharing.assertions': {
    exempt: 'a store of its own: what is said by whom, with its signature; what follows from it is logged',
  },
  'sharing.matches': { exempt: 'a store of its own: every query of a partner, which is its log' },
  'sharing.openCollections': { exempt: 'makes the tables and the names of the collections' },
  'sharing.takePage': { exempt: 'what partners say, signed by them; what follows from it is logged' },
  'sharing.cursor': { reads: ['p', 'c'] },
  'sharing.peers': { reads: [] },
  'sharing.peer': { reads: ['p'] },
  'sharing.addPeer': { logged: 'addPeer' },
  'sharing.changePeer': { logged: 'changePeer' },
  'sharing.removePeer': { logged: 'removePeer' },
  'sharing.standing': { reads: ['p'] },
  'sharing.setStanding': { exempt: 'how the last pull went, and when a partner was last seen' },
  'sharing.credential': { reads: ['p'] },
  'sharing.setCredential': { logged: 'issuePeerCredential, revokePeerCredential' },
  'sharing.peerByUser': { reads: ['u'] },
  'sharing.addPull': { exempt: 'how a pull went' },
  'sharing.pulls': { reads: ['p', 1] },
  'sharing.inbox': { reads: ['o'] },
  'sharing.inboxAll': { reads: ['campaign'] },
  'sharing.putInbox': {
    exempt: 'what a report is in the own traffic; decisions about it are logged as acceptInbox and disputeInbox',
  },
  'sharing.putOutcome': { exempt: 'follows from a decision that is logged, or from a partner’s signed opinion' },
  'sharing.outcomes': { reads: [] },
  'sharing.publish': { logged: 'release and withdrawal, by sharing/releases.ts; answers with the decision that they tell' },
  'sharing.published': { reads: [{}] },
  'sharing.releases': { reads: [{}, { limit: 1 }] },
  'sharing.release': { reads: ['r'] },
  'sharing.historyOf': { reads: ['c'] },
  'sharing.addRelease': { logged: 'draftRelease' },
  'sharing.changeRelease': { logged: 'redraftRelease, approveRelease, refuseRelease; release and withdrawal' },
  'sharing.runs': { reads: [{ limit: 1 }] },
  'sharing.putRun': { exempt: 'how a run goes; that it was begun is logged as startMatch' },
  'sharing.matchValues': { reads: ['address'] },
  'sharing.setMatchValues': { logged: 'setMatchValues' },
};

type Stores = Record<string, Record<string, (...parameters: unknown[]) => Promise<unknown>>>;

describe('methods of the records', () => {
  let folder: string;
  let records: Records;
  let stores: Stores;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'stillwatch-recording-'));
    const clock = testClock();
    const made = await openRecords({ url: null, folder, clock });
    await made.campaigns.apply(sampleHunt('h'), [sampleUpdate('c', {}, { reviewCause: 'new' })]);
    await made.close();
    records = toRecords(openDatabase({ url: null, folder }, { readOnly: true }), clock);
    stores = records as unknown as Stores;
  });
  afterAll(async () => {
    await records.close();
    rmSync(folder, { recursive: true });
  });

  it('are all known', () => {
    const all = Object.entries(stores).flatMap(([store, methods]) =>
      typeof methods === 'object' ? Object.keys(methods).map((method) => `${store}.${method}`) : [],
    );
    expect(all.toSorted()).toEqual(Object.keys(METHODS).toSorted());
  });

  const readers = Object.entries(METHODS).flatMap(([name, how]) => ('reads' in how ? [[name, how.reads] as const] : []));
  it.each(readers)('%s only reads: the database may not be written to', async (name, parameters) => {
    const [store, method] = name.split('.') as [string, string];
    await expect(stores[store]![method]!(...parameters)).resolves.toBeDefined();
  });

  it('cannot be called readers where they write', async () => {
    await expect(stores['values']!['set']!('a', 'b')).rejects.toThrow();
    await expect(stores['labels']!['set']!({ account: 'a', label: 'benign', by: 'b', at: 1, reason: 'r' })).rejects.toThrow();
  });
});

/** What changes the node beside its API, and the words by which its source shows that it is recorded. */
const PLACES: readonly (readonly [file: string, changes: RegExp, records: RegExp])[] = [
  ['hunting/settle.ts', /campaigns\.apply\(/, /recordHunt\(parts/],
  ['hunting/record-hunt.ts', /calibration/, /ledger\.record\([\s\S]*evidence\.found\(/],
  ['node.ts', /exceptions\.allow\(/, /ledger\.record\(\{ kind: 'exception'/],
  ['node.ts', /firstSignInLink\(/, /ledger\.leave\(\{ kind: 'access'/],
  ['node.ts', /loaded\.settings/, /recordSettings\(/],
  ['http/auth/oidc.ts', /startSession\(/, /recordedAs\(/],
  ['told-acts.ts', /writeBackup\(/, /kind: 'export'/],
  ['told-acts.ts', /readBackup\(/, /kind: 'settings'/],
  ['told-acts.ts', /makeLink\(/, /kind: 'access'/],
  ['told-acts.ts', /alarms\.clear\(/, /kind: 'witness-alarm'/],
  ['evidence/sweep.ts', /custody\.remove\(/, /ledger\.record\(/],
  ['dossiers/service.ts', /dossiers\.put\(/, /sealOnNode\(/],
  ['sharing/watch.ts', /campaigns\.raise\(/, /control: 'sharing', outcome: 'detection raised'/],
  ['sharing/retire.ts', /campaigns\.retire\(/, /detection taken back/],
  ['sharing/retire.ts', /reviews\.close\(/, /kind: 'case-step'/],
  ['sharing/relay.ts', /sharing\.publish\(/, /kind: 'export'/],
  ['sharing/releases.ts', /performRelease\(/, /kind: 'release'/],
  ['sharing/releases.ts', /recallRelease\(/, /kind: 'withdrawal'/],
  ['transparency/alarms.ts', /alarms\.raise\(/, /ledger\.record\(/],
];

/** Files that call what writes, though what they do is recorded where they are called. */
const CALLED_BY_RECORDED: Readonly<Record<string, string>> = {
  'http/handlers': 'wrapped by http/recorded.ts, as the table of operations says',
  'http/auth': 'called by handlers, and by http/auth/oidc.ts, which is in the list of places',
  'evidence/create-evidence.ts': 'keeps evidence with the leaf that it has just recorded',
  'evidence/erase.ts': 'eraseSubject',
  'transparency/create-transparency.ts': 'raises alarms by transparency/alarms.ts, which records them',
  'sharing/peers.ts': 'addPeer, changePeer, removePeer, issuePeerCredential',
  'sharing/answers.ts': 'answers partners with what acceptInbox, disputeInbox and sightInbox decide',
  'dossiers/rebuild.ts': 'eraseSubject, deleteDossier and retention',
};

describe('places of the source', () => {
  const root = new URL('../', import.meta.url);
  const read = (name: string): string => readFileSync(new URL(name, root), 'utf8');

  it.each(PLACES)('%s: what matches %s is recorded', (file, changes, records) => {
    expect(read(file)).toMatch(changes);
    expect(read(file)).toMatch(records);
  });

  it('that call what has to be logged are all known', () => {
    const logged = Object.entries(METHODS).flatMap(([name, how]) => ('logged' in how ? [name] : []));
    const pattern = new RegExp(`\\b(${logged.map((name) => name.replace('.', '\\.')).join('|')})\\(`);
    const calling = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name) && !name.startsWith('records/'))
      .filter((name) => pattern.test(read(name)));
    const known = (name: string): boolean =>
      PLACES.some(([file]) => file === name) || Object.keys(CALLED_BY_RECORDED).some((place) => name.startsWith(place));
    expect(calling.filter((name) => !known(name))).toEqual([]);
    expect(calling.length).toBeGreaterThan(8);
  });
});

describe('kinds of leaves', () => {
  it('that the node records now are these; the others are defined for parts to come', () => {
    const root = new URL('../', import.meta.url);
    const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name))
      .map((name) => readFileSync(new URL(name, root), 'utf8'))
      .join('\n');
    const used = (Object.keys(LEAF_KINDS) as LeafKindName[]).filter((kind) => new RegExp(`(kind|leaf): '${kind}'`).test(sources));
    expect(used.toSorted()).toEqual([
      'access',
      'calibration',
      'case-step',
      'decision',
      'deletion',
      'dossier',
      'exception',
      'export',
      'finding',
      'hold',
      'key',
      'release',
      'reveal',
      'settings',
      'verdict',
      'withdrawal',
      'witness-alarm',
    ]);
  });
});
