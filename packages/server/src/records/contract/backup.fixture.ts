// SPDX-License-Identifier: Apache-2.0
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Records } from '../../parts.ts';
import { backupRecords } from '../backup.ts';
import { RECORDS_VERSION } from '../migrations.ts';
import { openRecords } from '../open.ts';
import { restoreRecords } from '../restore.ts';
import { type KeptTable, KEPT_TABLES, sinceOf } from '../backup-format.ts';
import { accountabilityAnswers, fillAccountability } from './accountability.fixture.ts';
import { fillSharing, sharingAnswers } from './sharing.fixture.ts';
import { AT, type Harness, NOON, sampleHunt, sampleMember, sampleUpdate } from './samples.fixture.ts';

/** Something in every table that a backup keeps. */
export async function fillRecords(records: Records): Promise<void> {
  const accounts = Array.from({ length: 450 }, (_, i) => `account ${i} — “${i}”\u2028`);
  const members = accounts.map((account, i) => sampleMember(account, 9 + i / 7));
  const many = sampleUpdate('c1', { accounts, bits: 1 / 3 }, { members, reviewCause: 'It is new.' });
  await records.campaigns.apply(sampleHunt('h1'), [many, sampleUpdate('c2', {}, { reviewCause: 'It is new.' })]);
  const { id } = (await records.reviews.ofCampaign('c2'))!;
  const { version } = await records.reviews.claim(id, 'ada', NOON + 1000);
  await records.reviews.decide(id, 'ada', 'contain', 'One card.', version);
  await records.exceptions.suppress({ campaign: 'c1', reason: 'r', until: AT, by: 'ada', at: AT });
  await records.exceptions.allow({ entry: { org: 'o', kind: 'internal', note: '' }, reason: 'r', by: 'ada', at: AT });
  await records.people.addUser({ name: 'Ada', email: 'ada@example.org', roles: ['admin'], subject: 'issuer ada' });
  await records.people.addKey({ name: 'k', prefix: 'k', hash: 'h', permissions: ['intake'], expiresAt: null, at: NOON });
  await records.audit.add({ at: AT, by: 'ada', action: 'x', object: 'x', reason: null, requestId: 'r' });
  await records.alerts.addChannel({ kind: 'email', name: 'x', target: 'x', url: 'x', secret: 's', at: AT });
  await records.alerts.add({ at: NOON, kind: 'test', campaign: null, statement: 'A test.' });
  await records.values.set('seeded', '1');
  await fillAccountability(records);
  await fillSharing(records);
}

/** What records answer, of everything that {@link fillRecords} put in. */
export async function answersOf(records: Records): Promise<unknown> {
  const page = { limit: 1000 };
  const { campaigns, reviews, labels, hunts, exceptions, people, audit, alerts, values } = records;
  const channels = (await alerts.channels(page)).items;
  return {
    campaigns: await Promise.all(['c1', 'c2'].map((id) => campaigns.get(id))),
    listed: await campaigns.list({}, page),
    members: await campaigns.members('c1', page),
    events: await campaigns.events('c2', page),
    reviews: await reviews.list(undefined, page),
    labels: await labels.all(),
    hunts: await hunts.list(page),
    exceptions: [await exceptions.suppressions(page), await exceptions.allowed(page)],
    people: [await people.users(page), await people.keys(page), await people.userBySubject('issuer ada')],
    key: await people.keyByHash('h', NOON),
    audit: await audit.list({}, page),
    alerts: [await alerts.list(page), channels, await alerts.channelTarget(channels[0]!.id)],
    value: await values.get('seeded'),
    ...(await accountabilityAnswers(records)),
    sharing: await sharingAnswers(records),
  };
}

export function backupContract(given: () => Harness): void {
  it('gives equal answers after a backup and a restore', async () => {
    const { clock, folder, place, records } = given();
    await fillRecords(records);
    const file = join(folder, 'backup.jsonl');
    const rows = await backupRecords({ ...place, clock }, file);
    expect(rows).toMatchObject({ campaigns: 2, campaign_members: 452, labels: 2, users: 1, audit: 1, deliveries: 1 });
    expect(Object.values(rows)).not.toContain(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const target = await given().emptyPlace();
    expect(await restoreRecords(file, { ...target, clock })).toEqual(rows);
    const restored = await openRecords({ ...target, clock });
    try {
      expect(await answersOf(restored)).toEqual(await answersOf(records));
      clock.ms += 1;
      // What comes next comes after what was restored.
      const added = await restored.audit.add({ at: AT, by: 'bob', action: 'x', object: 'x', reason: null, requestId: 'r' });
      expect((await restored.audit.list({}, { limit: 1 })).items).toEqual([added]);
    } finally {
      await restored.close();
    }
    await expect(backupRecords({ ...place, clock }, file)).rejects.toThrowWithCode('OUTPUT_UNWRITABLE');
    await expect(backupRecords({ ...place, clock }, join(folder, 'no', 'b'))).rejects.toThrowWithCode('OUTPUT_UNWRITABLE');
    await expect(restoreRecords(file, { ...target, clock })).rejects.toThrowWithCode('CONFLICT');
    await expect(restoreRecords(join(folder, 'nothing'), { ...target, clock })).rejects.toThrowWithCode('INPUT_NOT_FOUND');
  });

  it('takes a backup of the first version, which has fewer tables', async () => {
    const { clock, folder } = given();
    const later = Object.keys(KEPT_TABLES).filter((table) => sinceOf(table as KeptTable) > 1);
    await fillRecords(given().records);
    const file = join(folder, 'backup.jsonl');
    await backupRecords({ ...given().place, clock }, file);
    const body = readFileSync(file, 'utf8')
      .split('\n')
      .slice(0, -2)
      .filter((line) => !later.some((table) => line.startsWith(`{"table":"${table}"`)))
      .map((line) => line.replace(`"records":${RECORDS_VERSION}`, '"records":1'));
    const bytes = body.map((line) => `${line}\n`).join('');
    const { rows } = JSON.parse(readFileSync(file, 'utf8').split('\n').at(-2)!) as { rows: Record<string, number> };
    const first = Object.fromEntries(Object.entries(rows).filter(([table]) => !later.includes(table)));
    const end = { rows: first, sha256: createHash('sha256').update(bytes).digest('hex') };
    writeFileSync(join(folder, 'first.jsonl'), `${bytes}${JSON.stringify(end)}\n`);
    const target = await given().emptyPlace();
    expect(await restoreRecords(join(folder, 'first.jsonl'), { ...target, clock })).toMatchObject(first);
    const restored = await openRecords({ ...target, clock });
    expect(await restored.custody.activeHolds()).toEqual([]);
    expect((await restored.campaigns.get('c1'))?.id).toBe('c1');
    await restored.close();
  });

  it('takes no damaged backup, and leaves the records empty', async () => {
    const { clock, folder, place, records } = given();
    await fillRecords(records);
    const file = join(folder, 'backup.jsonl');
    await backupRecords({ ...place, clock }, file);
    const text = readFileSync(file, 'utf8');
    const lines = text.trimEnd().split('\n');
    const ended = (body: readonly string[], end = lines.at(-1)!): string => {
      const bytes = body.map((line) => `${line}\n`).join('');
      return `${bytes}${end.replace(/"sha256":"\w+"/, `"sha256":"${createHash('sha256').update(bytes).digest('hex')}"`)}\n`;
    };
    const body = lines.slice(0, -1);
    const bad = {
      'cut off in a line': text.slice(0, text.length / 2),
      'without its end': `${body.join('\n')}\n`,
      'with a last line that has no end': text.slice(0, -1),
      'with one digit changed': text.replace('"tier_rank":2', '"tier_rank":3'),
      'without a row': `${[...body.slice(0, 5), ...body.slice(6), lines.at(-1)].join('\n')}\n`,
      'without a row, hashed anew': ended([...body.slice(0, 5), ...body.slice(6)]),
      'with a row twice': ended([...body, body.at(-1)!], lines.at(-1)!.replace('"expired_versions":1', '"expired_versions":2')),
      'with another column': ended([...body.slice(0, -1), body.at(-1)!.replace('"version_at"', '"price"')]),
      'with another table': ended([...body.slice(0, -1), body.at(-1)!.replace('"expired_versions"', '"sqlite_master"')]),
      'with something after its end': `${text}{}\n`,
      'that is empty': '',
      'that is no backup': '{"hello":1}\n',
    };
    const target = await given().emptyPlace();
    for (const [what, content] of Object.entries(bad)) {
      expect(content, what).not.toBe(text);
      const copy = join(folder, 'bad.jsonl');
      writeFileSync(copy, content);
      await expect(restoreRecords(copy, { ...target, clock }), what).rejects.toThrowWithCode('RECORDS_CORRUPT');
    }
    for (const newer of [
      text.replace('"version":1', '"version":2'),
      text.replace(`"records":${RECORDS_VERSION}`, '"records":99'),
    ]) {
      writeFileSync(join(folder, 'newer.jsonl'), newer);
      await expect(restoreRecords(join(folder, 'newer.jsonl'), { ...target, clock })).rejects.toThrowWithCode('DATA_VERSION');
    }
    await restoreRecords(file, { ...target, clock });
  });

  it('holds one moment, also while others write', async () => {
    const { clock, folder, place, records } = given();
    const write = async (): Promise<void> => {
      for (let i = 0; i < 20; i++) await records.campaigns.apply(sampleHunt(`h${i}`), [sampleUpdate(`c${i}`)]);
    };
    const writing = write();
    const rows = await backupRecords({ ...place, clock }, join(folder, 'during.jsonl'));
    await writing;
    // Each hunt came with one campaign of two members and one event, and is in the backup whole or not at all.
    expect([rows.campaign_members, rows.campaign_events, rows.hunts]).toEqual([2, 1, 1].map((n) => n * rows.campaigns!));
  });
}
