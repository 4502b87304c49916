// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import type { DossierRecord, EvidenceRecord, LogEntry, Records } from '../../parts.ts';
import { AT, everyPage, type Harness, NOON } from './samples.fixture.ts';

const ORIGIN = 'log.example/one';
const ALL = { limit: 100 };
const HASH = 'ab'.repeat(32);

function entry(key: string, change: Partial<LogEntry> = {}): LogEntry {
  const rest = { kind: 'reveal', at: NOON, actor: 'person:1', subject: 'account:1', leaf: `{"key":"${key}"}`, vaultKey: 'k1' };
  return { key, origin: ORIGIN, index: null, ...rest, sealed: `sealed ${key}`, ...change };
}

function item(id: string, change: Partial<EvidenceRecord> = {}): Omit<EvidenceRecord, 'leaf' | 'gone'> {
  const {
    leaf: _leaf,
    gone: _gone,
    ...rest
  } = {
    id,
    campaign: 'c1',
    origin: 'hunt' as const,
    statement: 'A finding.',
    hash: HASH,
    bytes: 12,
    collector: 'system:node',
    at: NOON,
    entryKey: 'e1',
    leaf: null,
    vaultKey: 'k1',
    sealed: 'sealed',
    retainUntil: NOON + 1e3,
    gone: null,
    ...change,
  };
  return rest;
}

function dossier(id: string, change: Partial<DossierRecord> = {}): DossierRecord {
  const kept = { audience: 'clients', tlp: 'AMBER', reason: 'Case.', by: 'person:1', at: AT, bytes: 9, manifest: HASH } as const;
  const counts = { leaf: 3, files: 1, withheld: 1, cosigned: 2, timestamped: true, state: 'whole' } as const;
  return {
    dossier: { id, campaign: 'c1', campaignName: 'QUIET', ...kept, ...counts },
    included: [{ path: 'bagit.txt', bytes: 9, hash: HASH, statement: 'BagIt' }],
    withheld: [{ path: 'data/case.json', hash: HASH, reason: 'marking' }],
    subjects: ['account:1', 'account:2'],
    retainUntil: NOON + 1000,
    ...change,
  };
}

const ALARM = { at: AT, kind: 'rollback', origin: ORIGIN, own: true, detail: 'It is smaller.' } as const;

/** Something in every table of accountability. */
export async function fillAccountability({ vault, custody, dossiers, alarms }: Records): Promise<void> {
  await vault.addKey({ id: 'k1', subject: 'account:1', sealedKey: 'sk', sealedLabel: 'sl' });
  await vault.keep([entry('e1'), entry('e2')], []);
  await vault.logged(ORIGIN, 'e1', 0);
  await custody.addEvidence(item('ev-1'));
  await custody.addDeed('ev-1', { at: NOON, by: 'ada', what: 'looked', hash: null });
  await custody.placeHold({ target: { kind: 'campaign', id: 'c1' }, reason: 'A suit.', by: 'ada', at: NOON });
  await dossiers.put(dossier('d-1'));
  await alarms.raise(ALARM);
}

export async function accountabilityAnswers({ vault, custody, dossiers, alarms }: Records): Promise<Record<string, unknown>> {
  return {
    key: await vault.keyOf('account:1'),
    entries: [await vault.entries(ORIGIN, {}, ALL), await vault.waiting(ORIGIN)],
    evidence: await custody.evidenceOf('c1', ALL),
    deeds: [...(await custody.deeds(['ev-1']))],
    holds: await custody.holds(ALL),
    dossiers: await dossiers.list({}, ALL),
    alarms: await alarms.list(10),
  };
}

export function accountabilityContract(given: () => Harness): void {
  it('keeps entries with the drafts they are made of, all or nothing', async () => {
    const { vault } = given().records;
    await vault.addKey({ id: 'k1', subject: 'account:1', sealedKey: 'sk', sealedLabel: null });
    const intent = await vault.draft({ origin: ORIGIN, state: 'intent', at: NOON, draft: '{}' });
    const told = await vault.draft({ origin: null, state: 'told', at: NOON + 1, draft: '{"a":1}' });
    await vault.draft({ origin: 'log.example/two', state: 'intent', at: NOON, draft: '{}' });
    expect((await vault.drafts(ORIGIN)).map(({ id, state }) => [id, state])).toEqual([
      [intent, 'intent'],
      [told, 'told'],
    ]);
    expect(await vault.keep([entry('e1')], [intent])).toBe(true);
    // Somebody else took the draft: nothing is kept of it, and no other draft is lost.
    expect(await vault.keep([entry('e2')], [told, intent])).toBe(false);
    expect((await vault.drafts(ORIGIN)).map(({ id }) => id)).toEqual([told]);
    expect(await vault.entryByKey(ORIGIN, 'e2')).toBeNull();
    expect(await vault.withdraw(told)).toBe(true);
    expect(await vault.withdraw(told)).toBe(false);
    // What was kept stays as it was.
    await vault.keep([entry('e1', { sealed: 'another' })], []);
    expect(await vault.entryByKey(ORIGIN, 'e1')).toEqual(entry('e1'));
  });

  it('gives a draft to one of several that take it at once', async () => {
    const { vault } = given().records;
    await vault.addKey({ id: 'k1', subject: 'account:1', sealedKey: 'sk', sealedLabel: null });
    const id = await vault.draft({ origin: null, state: 'told', at: NOON, draft: '{}' });
    const nodes = await Promise.all([given().again(), given().again()]);
    try {
      const took = await Promise.all(
        Array.from({ length: 6 }, (_, i) => nodes[i % 2]!.vault.keep([entry('e', { origin: `log ${i}` })], [id])),
      );
      expect(took.filter(Boolean)).toHaveLength(1);
    } finally {
      await Promise.all(nodes.map((node) => node.close()));
    }
  });

  it('knows what the log has, and what it does not have yet', async () => {
    const { vault } = given().records;
    await vault.addKey({ id: 'k1', subject: 'account:1', sealedKey: 'sk', sealedLabel: null });
    const many = Array.from({ length: 250 }, (_, i) => entry(`e${i}`, { at: NOON + i, kind: i % 2 === 0 ? 'reveal' : 'hold' }));
    await vault.keep(many, []);
    expect(await vault.newestIndex(ORIGIN)).toBeNull();
    expect((await vault.waiting(ORIGIN)).map(({ key }) => key)).toEqual(many.map(({ key }) => key));
    for (const [i, { key }] of many.entries()) await vault.logged(ORIGIN, key, i);
    expect(await vault.newestIndex(ORIGIN)).toBe(249);
    expect(await vault.newestIndex('log.example/two')).toBeNull();
    expect(await vault.waiting(ORIGIN)).toEqual([]);
    expect(await vault.entry(ORIGIN, 7)).toEqual({ ...many[7], index: 7 });
    expect(await vault.entry(ORIGIN, 250)).toBeNull();
    const listed = await everyPage(40, (page) => vault.entries(ORIGIN, {}, page));
    expect(listed.map(({ index }) => index)).toEqual(many.map((_, i) => 249 - i));
    const holds = await everyPage(30, (page) => vault.entries(ORIGIN, { kind: 'hold' }, page));
    expect(holds).toHaveLength(125);
  });

  it('has one key for a subject at a time, and none after it was erased', async () => {
    const { vault, custody } = given().records;
    const tries = Array.from({ length: 4 }, (_, i) =>
      vault.addKey({ id: `k${i}`, subject: 'account:1', sealedKey: `sk${i}`, sealedLabel: 'sl' }),
    );
    const ids = new Set((await Promise.all(tries)).map(({ id }) => id));
    expect(ids.size).toBe(1);
    const [id] = [...ids];
    await vault.keep([entry('e1', { vaultKey: id! }), entry('e2', { vaultKey: id! })], []);
    await custody.addEvidence(item('ev-1', { vaultKey: id! }));
    expect(await vault.erased(['account:1', 'account:2'])).toEqual(new Set());
    expect(await vault.erase('account:1', NOON)).toEqual({ payloads: 2, evidence: ['ev-1'] });
    expect(await vault.erase('account:1', NOON + 1)).toEqual({ payloads: 0, evidence: [] });
    expect(await vault.keyOf('account:1')).toBeNull();
    expect(await vault.key(id!)).toMatchObject({ sealedKey: null, sealedLabel: null, erasedAt: NOON });
    expect((await vault.entryByKey(ORIGIN, 'e1'))?.sealed).toBeNull();
    expect((await vault.entryByKey(ORIGIN, 'e1'))?.leaf).toBe(entry('e1').leaf);
    expect(await custody.evidence('ev-1')).toMatchObject({ gone: 'erased', sealed: null, hash: HASH });
    // One of whom nothing was kept is remembered too; and whoever comes again has a key of their own.
    expect(await vault.erase('account:2', NOON)).toEqual({ payloads: 0, evidence: [] });
    expect(await vault.erased(['account:1', 'account:2', 'account:3'])).toEqual(new Set(['account:1', 'account:2']));
    expect((await vault.addKey({ id: 'new', subject: 'account:1', sealedKey: 'x', sealedLabel: null })).id).toBe('new');
  });

  it('lets go of old payloads, but for those of held subjects and those the log does not have', async () => {
    const { vault } = given().records;
    await vault.addKey({ id: 'k1', subject: 'account:1', sealedKey: 'sk', sealedLabel: null });
    const entries = [
      entry('old'),
      entry('held', { subject: 'account:9' }),
      entry('new', { at: NOON + 10 }),
      entry('none', { subject: null }),
    ];
    await vault.keep([...entries, entry('waits')], []);
    for (const [i, { key }] of entries.entries()) await vault.logged(ORIGIN, key, i);
    expect(await vault.expire(NOON + 5, ['account:9'])).toBe(2);
    const left = await everyPage(10, (page) => vault.entries(ORIGIN, {}, page));
    expect(left.filter(({ sealed }) => sealed !== null).map(({ key }) => key)).toEqual(['new', 'held']);
    expect((await vault.entryByKey(ORIGIN, 'waits'))?.sealed).not.toBeNull();
    expect(await vault.expire(NOON + 5, [])).toBe(1);
  });

  it('keeps evidence with its history', async () => {
    const { vault, custody } = given().records;
    await vault.addKey({ id: 'k1', subject: 'account:1', sealedKey: 'sk', sealedLabel: null });
    for (let i = 0; i < 3; i++)
      await custody.addEvidence(item(`ev-${i}`, { at: NOON + i, retainUntil: i === 2 ? null : NOON + i }));
    await custody.addEvidence(item('ev-0', { statement: 'Another.' }));
    expect((await custody.evidence('ev-0'))?.statement).toBe('A finding.');
    await vault.keep([entry('e1')], []);
    expect((await custody.evidence('ev-0'))?.leaf).toBeNull();
    await vault.logged(ORIGIN, 'e1', 17);
    expect((await everyPage(2, (page) => custody.evidenceOf('c1', page))).map(({ id, leaf }) => [id, leaf])).toEqual([
      ['ev-2', 17],
      ['ev-1', 17],
      ['ev-0', 17],
    ]);
    await custody.addDeed('ev-1', { at: NOON + 2, by: 'ada', what: 'redacted', hash: HASH });
    await custody.addDeed('ev-1', { at: NOON + 1, by: 'bob', what: 'looked', hash: null });
    const deeds = await custody.deeds(['ev-0', 'ev-1']);
    expect(deeds.get('ev-0')).toEqual([]);
    expect(deeds.get('ev-1')!.map(({ what }) => what)).toEqual(['looked', 'redacted']);
    expect((await custody.overdue(NOON)).map(({ id }) => id)).toEqual(['ev-0']);
    await custody.remove('ev-0', 'expired');
    await custody.remove('ev-0', 'deleted');
    expect(await custody.evidence('ev-0')).toMatchObject({ gone: 'expired', sealed: null });
    expect(await custody.overdue(NOON)).toEqual([]);
  });

  it('keeps holds until another lifts them', async () => {
    const { custody } = given().records;
    const target = { kind: 'account', id: 'a1' } as const;
    const hold = await custody.placeHold({ target, reason: 'A suit.', by: 'ada', at: NOON });
    expect(hold).toMatchObject({ target, by: 'ada', at: AT, liftedBy: null });
    expect(await custody.activeHolds()).toEqual([hold]);
    const lifted = await custody.liftHold(hold.id, 'bob', NOON + 1, 'It is over.');
    expect(lifted).toMatchObject({ liftedBy: 'bob', liftReason: 'It is over.' });
    expect(await custody.liftHold(hold.id, 'eve', NOON + 2, 'Again.')).toBeNull();
    expect(await custody.activeHolds()).toEqual([]);
    expect(await custody.holds(ALL)).toEqual({ items: [lifted], next: null });
    expect(await custody.hold('none')).toBeNull();
  });

  it('keeps dossiers, and finds those about somebody', async () => {
    const { dossiers } = given().records;
    await dossiers.put(dossier('d-1'));
    await dossiers.put(dossier('d-2', { subjects: ['account:11'] }));
    expect(await dossiers.get('d-1')).toEqual(dossier('d-1'));
    expect(await dossiers.get('none')).toBeNull();
    expect((await dossiers.about('account:1')).map((one) => one.dossier.id)).toEqual(['d-1']);
    expect((await dossiers.overdue(NOON + 1000)).map((one) => one.dossier.id).toSorted()).toEqual(['d-1', 'd-2']);
    const { dossier: kept, ...rest } = dossier('d-1');
    await dossiers.put({ ...rest, dossier: { ...kept, state: 'deleted' } });
    expect(await dossiers.about('account:1')).toEqual([]);
    expect((await dossiers.overdue(NOON + 1000)).map((one) => one.dossier.id)).toEqual(['d-2']);
    expect((await everyPage(1, (page) => dossiers.list({ campaign: 'c1' }, page))).map((one) => one.dossier.id)).toEqual([
      'd-2',
      'd-1',
    ]);
    expect((await dossiers.list({ campaign: 'c2' }, ALL)).items).toEqual([]);
  });

  it('raises an alarm once until it is cleared', async () => {
    const { alarms } = given().records;
    const first = await alarms.raise(ALARM);
    expect(first).toMatchObject({ fresh: true, alarm: { ...ALARM, clearedAt: null } });
    expect(await alarms.raise({ ...ALARM, detail: 'Again.' })).toEqual({ fresh: false, alarm: first.alarm });
    expect(await alarms.clear(first.alarm.id, 'ada', NOON)).toMatchObject({ clearedBy: 'ada', clearedAt: AT });
    expect(await alarms.clear(first.alarm.id, 'ada', NOON)).toBeNull();
    expect((await alarms.raise(ALARM)).fresh).toBe(true);
    expect(await alarms.list(10)).toHaveLength(2);
  });
}
