// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { AppError } from '@stillwatch/core';
import type { Release as ReleaseView, ReleaseDetail, ReleaseInput, ReleasePreview } from '@stillwatch/core/api';
import {
  type ApprovalRole,
  type Assertion,
  approveRelease,
  draftRelease,
  performRelease,
  recallRelease,
  redraftRelease,
  type Release,
  refuseRelease,
  signAssertion,
  type Step,
  type StixObject,
  withdrawalsOf,
} from '@stillwatch/sharing';
import type { Who } from '../ledger/index.ts';
import type { Page } from '../parts.ts';
import type { ReleaseRecord } from './kept.ts';
import { assertionsOf, copyBytes, draftObjects, hasEnded, prepare, previewOf, saidOf } from './outbox.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import type { SharingWorld } from './settings.ts';
import { centresOf } from './through-centres.ts';

/** Somebody who acts on a release. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly who: Who;
  /** Counsel's permission. */
  readonly mayCounsel: boolean;
}

export interface Releases {
  list(
    filter: { state?: Release['state']; campaign?: string },
    page: { cursor?: string | undefined; limit: number },
  ): Promise<Page<ReleaseView>>;
  detail(id: string): Promise<ReleaseDetail | null>;
  preview(input: ReleaseInput): Promise<ReleasePreview>;
  draft(input: ReleaseInput, by: Actor): Promise<ReleaseView>;
  redraft(id: string, input: ReleaseInput, by: Actor, version: number): Promise<ReleaseView>;
  approve(id: string, request: { digest: string; role: ApprovalRole }, by: Actor, version: number): Promise<ReleaseView>;
  perform(id: string, digest: string, by: Actor, version: number): Promise<ReleaseView>;
  refuse(id: string, reason: string, by: Actor, version: number): Promise<ReleaseView>;
  recall(id: string, reason: string, by: Actor, version: number): Promise<ReleaseView>;
  copy(id: string, recipient: string): Promise<Uint8Array | null>;
  /** Does again what a process that ended left undone: what was released is before its recipients. */
  resume(): Promise<void>;
}

/** @throws AppError RELEASE_REFUSED with every reason. */
function taken<T>(step: Step<T>): T {
  if (step.ok) return step.value;
  throw new AppError('RELEASE_REFUSED', step.reason);
}

interface Copy {
  readonly assertions: readonly Assertion[];
  readonly recipients: readonly string[];
}

/**
 * How what leaves the node is written, agreed to, let out and taken back.
 * @param onSaid told whenever assertions were added.
 */
export function createReleases(world: SharingWorld, pseudonyms: Pseudonyms, onSaid: () => void): Releases {
  const { records, clock, ledger, collections, identity, events, onTrouble } = world;
  const { sharing } = records;

  const find = async (id: string): Promise<ReleaseRecord> => {
    const record = await sharing.release(id);
    if (record === null) throw new AppError('NOT_FOUND', 'there is no such release');
    return record;
  };
  const save = async (record: ReleaseRecord, version: number): Promise<ReleaseView> => {
    const saved = await sharing.changeRelease(record, version);
    events.publish({ kind: 'sharing', id: record.id });
    return describeRelease(saved);
  };
  const itemsOf = (record: ReleaseRecord): { items: readonly StixObject[]; recipients: ReleaseRecord['recipients'] } => ({
    items: record.items,
    recipients: record.recipients,
  });

  /** That it is written down comes last: what a process that ended left undone is then done again. */
  const putBefore = async (copies: readonly Copy[], release: string, at: number): Promise<void> => {
    for (const { assertions, recipients } of copies) {
      await sharing.assertions.add(assertions, at);
      onSaid();
      if (recipients.length > 0) await collections.publish(assertions, () => recipients, at);
    }
    const rows = copies.flatMap(({ assertions, recipients }) =>
      assertions.map(({ id }) => ({ assertion: id, recipients, release, at })),
    );
    await sharing.publish(rows);
  };

  /** What was released, before its recipients: sharing centres get it under a pseudonym, persons get files. */
  const publish = async (record: ReleaseRecord, at: number): Promise<void> => {
    const copies: Copy[] = [];
    const centres = new Set(centresOf(record.recipients).map(({ organisation }) => organisation));
    for (const centre of centres) {
      const certificate = await pseudonyms.kept(centre, at);
      // It was there before the release was; without it nothing leaves for this centre, least of all under the own name.
      if (certificate === null) {
        onTrouble('PEER_UNAVAILABLE');
        continue;
      }
      const { objects, said } = saidOf(world, record, at);
      copies.push({ assertions: pseudonyms.say(objects, said, certificate), recipients: [centre] });
    }
    const named = record.recipients.filter(({ person }) => person === null).map(({ organisation }) => organisation);
    const recipients = [...new Set(named)].filter((one) => !centres.has(one));
    await putBefore([...copies, { assertions: assertionsOf(world, record, at), recipients }], record.id, at);
  };

  const withdraw = async (record: ReleaseRecord, at: number): Promise<void> => {
    const shared = await stillReleased(record.id, at);
    const said: { assertion: Assertion; recipients: readonly string[] }[] = [];
    for (const { assertion, recipients } of await sharing.published({ release: record.id })) {
      const one = await sharing.assertions.get(assertion);
      if (one !== null && one.withdraws === null && one.object['revoked'] !== true) said.push({ assertion: one, recipients });
    }
    const copies: Copy[] = [];
    for (const group of Map.groupBy(said, ({ recipients }) => JSON.stringify(recipients)).values()) {
      const { recipients } = group[0]!;
      const { source, at: then } = group[0]!.assertion;
      const isOwn = source === identity.organisation;
      const isShared = (id: string): boolean =>
        shared.some((kept) => (isOwn ? kept === id : pseudonyms.isUnder(source, id, kept)));
      const wanted = group.map(({ assertion }) => assertion).filter(({ object }) => !isShared(object.id));
      const certificate = isOwn ? null : await pseudonyms.kept(recipients[0]!, Date.parse(then));
      if (isOwn) {
        copies.push({ assertions: withdrawalsOf(wanted, at).map((one) => signAssertion(one, identity.key)), recipients });
      } else if (certificate === null) {
        onTrouble('PEER_UNAVAILABLE');
      } else copies.push({ assertions: pseudonyms.withdraw(wanted, certificate, at), recipients });
    }
    await putBefore(copies, record.id, at);
  };

  /** Objects that other releases still stand for: our identity, the extension, a campaign that was released again. */
  const stillReleased = async (except: string, at: number): Promise<string[]> => {
    const standing = await sharing.releases({ state: 'released' }, { limit: 1_000 });
    const kept = standing.items
      .filter(({ id, input, releasedAt }) => id !== except && !hasEnded(input, releasedAt, at))
      .flatMap(({ preview }) => preview.objects.map(({ id }) => id));
    return [...kept, identity.object.id];
  };

  return {
    async list(filter, page) {
      const { items, next } = await sharing.releases(filter, page);
      return { items: items.map(describeRelease), next };
    },
    async detail(id) {
      const record = await sharing.release(id);
      if (record === null) return null;
      const isOpen = record.release.state === 'draft' || record.release.state === 'reviewed';
      const prepared = isOpen ? (await prepare(world, record.input, itemsOf(record))).prepared : null;
      const release = describeRelease(record);
      return {
        release,
        request: record.input,
        preview: prepared === null ? record.preview : previewOf(prepared, record.recipients),
        stale: prepared !== null && prepared.digest !== record.release.digest,
        copies: record.copies.map((one) => ({ ...one })),
        etag: release.etag,
      };
    },
    async preview(input) {
      const drafted = await draftObjects(world, input, clock.now());
      return previewOf((await prepare(world, input, drafted)).prepared, drafted.recipients);
    },
    async draft(input, by) {
      const at = clock.now();
      const drafted = await draftObjects(world, input, at);
      const { prepared } = await prepare(world, input, drafted);
      const id = randomUUID();
      const record: ReleaseRecord = {
        id,
        campaign: input.campaign,
        at,
        input,
        ...drafted,
        release: draftRelease(id, prepared, { by: by.id, now: at }),
        names: { [by.id]: by.name },
        preview: previewOf(prepared, drafted.recipients),
        copies: [],
        leaf: null,
        releasedAt: null,
        recalledAt: null,
        version: 1,
      };
      await sharing.addRelease(record);
      events.publish({ kind: 'sharing', id });
      return describeRelease(record);
    },
    async redraft(id, input, by, version) {
      const record = await find(id);
      const at = clock.now();
      const drafted = await draftObjects(world, input, at);
      const { prepared } = await prepare(world, input, drafted);
      const release = taken(redraftRelease(record.release, prepared, { by: by.id, now: at }));
      const preview = previewOf(prepared, drafted.recipients);
      return await save(
        { ...record, campaign: input.campaign, input, ...drafted, release, preview, names: named(record, by) },
        version,
      );
    },
    async approve(id, { digest, role }, by, version) {
      const record = await find(id);
      if (role === 'counsel' && !by.mayCounsel) throw new AppError('FORBIDDEN', 'only approvers agree as counsel');
      const release = taken(approveRelease(record.release, { digest, role, by: by.id, now: clock.now() }));
      return await save({ ...record, release, names: named(record, by) }, version);
    },
    async perform(id, digest, by, version) {
      const record = await find(id);
      if (record.version !== version) throw new AppError('PRECONDITION_FAILED', 'the release was changed meanwhile');
      if (digest !== record.release.digest) throw new AppError('RELEASE_REFUSED', 'it is not what is to be released any more');
      const { request, prepared } = await prepare(world, record.input, itemsOf(record));
      const now = clock.now();
      const { release, receipt } = taken(performRelease(record.release, request, prepared, { by: by.id, now }));
      for (const { peer } of centresOf(record.recipients)) {
        const centre = await sharing.peer(peer);
        if (centre === null) throw new AppError('NOT_FOUND', 'a sharing centre among the recipients is no peer any more');
        await pseudonyms.certificate(centre, now);
      }
      // What cannot be recorded does not leave.
      const { index } = await ledger.record({
        kind: 'release',
        actor: by.who,
        subject: null,
        key: `release ${id}`,
        at: now,
        payload: {
          objects: prepared.digest,
          recipients: receipt.copies.map((copy) => ({ ...copy })),
          marking: receipt.tlp,
          basis: receipt.legalBasis === null ? null : { ...receipt.legalBasis },
          release: id,
          template: receipt.template,
          author: receipt.author,
          approvals: receipt.approvals.map((one) => ({ ...one })),
        },
      });
      const copies = prepared.copies.map(({ recipient, watermark, sha256, bytes }) => ({
        recipient,
        watermark,
        sha256,
        bytes: bytes.length,
      }));
      const next = {
        ...record,
        release,
        copies,
        leaf: index,
        preview: previewOf(prepared, record.recipients),
        names: named(record, by),
        releasedAt: now,
      };
      const view = await save(next, version);
      await publish(next, now);
      return view;
    },
    async refuse(id, reason, by, version) {
      const record = await find(id);
      const release = taken(refuseRelease(record.release, { by: by.id, now: clock.now(), reason }));
      return await save({ ...record, release, names: named(record, by) }, version);
    },
    async recall(id, reason, by, version) {
      const record = await find(id);
      if (record.version !== version) throw new AppError('PRECONDITION_FAILED', 'the release was changed meanwhile');
      const { request, prepared } = await prepare(world, record.input, itemsOf(record));
      const now = clock.now();
      const { release } = taken(recallRelease(record.release, request, prepared, { by: by.id, now, reason }));
      await ledger.record({
        kind: 'withdrawal',
        actor: by.who,
        subject: null,
        key: `recall ${id}`,
        at: now,
        payload: { objects: record.release.digest, reason, release: id },
      });
      const next = { ...record, release, recalledAt: now, names: named(record, by) };
      const view = await save(next, version);
      await withdraw(next, now);
      return view;
    },
    async copy(id, recipient) {
      const record = await sharing.release(id);
      return record === null ? null : copyBytes(record, recipient);
    },
    async resume() {
      for (const state of ['released', 'recalled'] as const) {
        for (let cursor: string | undefined; ; ) {
          const page = await sharing.releases({ state }, { limit: 100, cursor });
          for (const record of page.items) {
            if (record.releasedAt !== null && (await sharing.published({ release: record.id })).length === 0) {
              await publish(record, record.releasedAt);
            }
            if (state === 'recalled' && record.recalledAt !== null) await withdraw(record, record.recalledAt);
          }
          if (page.next === null) break;
          cursor = page.next;
        }
      }
    },
  };
}

function named({ names }: ReleaseRecord, { id, name }: Actor): ReleaseRecord['names'] {
  return { ...names, [id]: name };
}

export function describeRelease(record: ReleaseRecord): ReleaseView {
  const { id, campaign, input, release, names, at, recipients, preview, leaf, version } = record;
  const nameOf = (by: string): string => names[by] ?? by;
  return {
    id,
    campaign,
    title: input.title,
    state: release.state,
    tlp: preview.tlp,
    group: input.group,
    author: { id: release.author, name: nameOf(release.author) },
    createdAt: new Date(at).toISOString(),
    recipients: [...recipients],
    legalBasis: input.legalBasis,
    embargoUntil: input.embargoUntil,
    digest: release.digest,
    needsCounsel: release.needsCounsel,
    approvals: release.approvals.map(({ by, role, at: when }) => ({ by, name: nameOf(by), role, at: when })),
    history: release.history.map((one) => ({ ...one, by: nameOf(one.by) })),
    leaf,
    objects: preview.objects.length,
    etag: `"${version}"`,
  };
}
