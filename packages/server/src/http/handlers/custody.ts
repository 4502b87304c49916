// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { Handlers } from '../contract.ts';
import { mapPage, orNotFound } from '../describe.ts';

export const custody: Pick<Handlers, 'listEvidence' | 'listHolds' | 'placeHold' | 'liftHold' | 'eraseSubject'> = {
  async listEvidence({ records, parts }, { params: { id }, query }) {
    const page = await parts.evidence.list(id, query);
    if (page.items.length === 0) orNotFound(await records.campaigns.get(id), 'campaign');
    return mapPage(page, (item) => item);
  },
  async listHolds({ records }, { query }) {
    return mapPage(await records.custody.holds(query), (hold) => hold);
  },
  async placeHold({ records, caller, now, audit }, { body: { target, reason } }) {
    const { kind, id } = target;
    if (kind === 'campaign') orNotFound(await records.campaigns.get(id), 'campaign');
    if (kind === 'evidence') orNotFound(await records.custody.evidence(id), 'evidence item');
    if (kind === 'dossier') orNotFound(await records.dossiers.get(id), 'dossier');
    if (kind === 'person') orNotFound(await records.people.user(id), 'person');
    const hold = await records.custody.placeHold({ target, reason, by: caller.by, at: now });
    await audit('hold.placed', `${kind} ${hold.id}`, reason);
    return hold;
  },
  async liftHold({ records, caller, now, audit }, { params: { id }, body: { reason } }) {
    const hold = orNotFound(await records.custody.hold(id), 'hold');
    if (hold.by === caller.by) {
      throw new AppError('FORBIDDEN', 'a hold is lifted by another person than who placed it');
    }
    const lifted = await records.custody.liftHold(id, caller.by, now, reason);
    if (lifted === null) throw new AppError('CONFLICT', 'this hold was lifted already');
    await audit('hold.lifted', `${hold.target.kind} ${id}`, reason);
    return lifted;
  },
  async eraseSubject({ parts, audit, about }, { body: { subject, reason } }) {
    const pseudonym = parts.ledger.pseudonym(
      subject.kind === 'account' ? { kind: 'account', id: subject.id } : { kind: 'person', id: subject.id, name: '' },
    );
    about({ kind: 'pseudonym', id: pseudonym });
    // Nothing about whom is written down but what the log knows them by.
    await audit('subject.erased', pseudonym, reason);
    return await parts.evidence.erase(subject);
  },
};
