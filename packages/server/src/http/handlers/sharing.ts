// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { InboxItem } from '@stillwatch/core/api';
import type { OwnReader } from '../../sharing/audience.ts';
import { exportCampaign, importIntelligence } from '../../sharing/exchange.ts';
import type { Actor } from '../../sharing/releases.ts';
import type { Context, Handlers } from '../contract.ts';
import { orNotFound, refuseMissing, versionOfTag } from '../describe.ts';
import { whoIs } from '../recorded.ts';

type SharingHandlers = Pick<
  Handlers,
  | 'getSharing'
  | 'listPeers'
  | 'getPeer'
  | 'addPeer'
  | 'changePeer'
  | 'removePeer'
  | 'issuePeerCredential'
  | 'revokePeerCredential'
  | 'pullPeer'
  | 'listInbox'
  | 'getInboxItem'
  | 'acceptInbox'
  | 'disputeInbox'
  | 'sightInbox'
  | 'listCollections'
  | 'importIntelligence'
  | 'exportCampaign'
  | 'listMatches'
  | 'listMatchBudgets'
  | 'startMatch'
  | 'setMatchValues'
>;

/** A key is no person: what is for somebody by name is not for it. */
function readerOf({ caller }: Context): OwnReader {
  return { path: 'api', person: caller.kind === 'person' ? caller.id : null };
}

/** As the log and partners' histories name whoever acts. */
export function actorOf({ caller }: Context): Actor {
  if (caller.kind === 'nobody') throw new AppError('UNAUTHENTICATED', 'nobody is signed in');
  return {
    id: `${caller.kind}:${caller.id}`,
    name: caller.by,
    who: whoIs(caller),
    mayCounsel: caller.permissions.includes('allow'),
  };
}

/** Where partners reach this node. */
function addressOf({ parts, request }: Context): string {
  return parts.config.config.publicUrl ?? `${request.protocol}://${request.host}`;
}

async function decided(item: Promise<InboxItem | null>): Promise<InboxItem> {
  return orNotFound(await item, 'report');
}

/** What partners say, partners themselves, and private matching with them. */
export const sharing: SharingHandlers = {
  async getSharing(context) {
    return context.parts.sharing.settings(addressOf(context));
  },
  async listPeers({ parts }, { query }) {
    const all = await parts.sharing.peers.list();
    const from = query.cursor === undefined ? 0 : all.findIndex(({ id }) => id === query.cursor) + 1;
    if (from === 0 && query.cursor !== undefined) {
      throw new AppError('REQUEST_INVALID', 'the cursor is not one of this list', { hint: 'Begin again without a cursor.' });
    }
    const items = all.slice(from, from + query.limit);
    return { items, next: from + items.length < all.length ? items.at(-1)!.id : null };
  },
  async getPeer({ parts }, { params: { id } }) {
    return orNotFound(await parts.sharing.peers.detail(id), 'peer');
  },
  async addPeer({ parts, audit }, { body }) {
    const peer = await parts.sharing.peers.add(body);
    await audit('peer.added', peer.id, peer.organisation);
    return peer;
  },
  async changePeer({ parts, audit }, { params: { id }, body, ifMatch }) {
    const peer = await parts.sharing.peers.change(id, body, versionOfTag(ifMatch));
    await audit('peer.changed', id, Object.keys(body).join(', '));
    return peer;
  },
  async removePeer({ parts, audit }, { params: { id } }) {
    const removed = await parts.sharing.peers.remove(id);
    refuseMissing(removed, 'peer');
    await audit('peer.removed', id);
    return null;
  },
  async issuePeerCredential({ parts, audit }, { params: { id } }) {
    const credential = await parts.sharing.peers.issueCredential(id);
    await audit('peer.credential', id, 'issued');
    return credential;
  },
  async revokePeerCredential({ records, audit }, { params: { id } }) {
    orNotFound(await records.sharing.credential(id), 'credential');
    await records.sharing.setCredential(id, null);
    await audit('peer.credential', id, 'revoked');
    return null;
  },
  async pullPeer({ parts, audit }, { params: { id } }) {
    const { outcome, objects, accepted, detail } = await parts.sharing.pull(id);
    await audit('peer.pulled', id, outcome);
    return { outcome, objects, accepted, detail };
  },
  async listInbox(context, { query: { cursor, limit, ...filter } }) {
    const { items, next } = await (await context.parts.sharing.inbox(readerOf(context))).list(filter, { cursor, limit });
    return { items: [...items], next };
  },
  async getInboxItem(context, { params: { id } }) {
    return orNotFound(await (await context.parts.sharing.inbox(readerOf(context))).detail(id), 'report');
  },
  async acceptInbox(context, { params: { id }, body: { reason } }) {
    const item = await decided(context.parts.sharing.accept(id, readerOf(context), reason, context.caller.by));
    await context.audit('report.accepted', id, reason);
    return item;
  },
  async disputeInbox(context, { params: { id }, body: { opinion, reason } }) {
    const item = await decided(context.parts.sharing.dispute(id, readerOf(context), opinion, reason, context.caller.by));
    await context.audit('report.disputed', id, reason);
    return item;
  },
  async sightInbox(context, { params: { id }, body: { reason } }) {
    const item = await decided(context.parts.sharing.sight(id, readerOf(context)));
    await context.audit('report.sighted', id, reason);
    return item;
  },
  async listCollections(context) {
    return { collections: await context.parts.sharing.collectionsAt(addressOf(context)) };
  },
  async importIntelligence({ parts, audit }, { query: { format, source, tlp }, body }) {
    const { imported, skipped } = await importIntelligence(parts.sharing, body as Buffer, { format, source, tlp });
    await audit('report.imported', source, format);
    return { imported, skipped: skipped.map((one) => ({ ...one })) };
  },
  async exportCampaign({ parts, reply, audit }, { params: { id }, query: { format } }) {
    const file = orNotFound(await exportCampaign(parts.sharing, id, format), 'released campaign');
    await audit('intelligence.exported', id, format);
    reply
      .type(file.media)
      .header('content-disposition', `attachment; filename="stillwatch-${id.replaceAll(/[^\w-]/g, '_')}.${file.extension}"`);
    return Buffer.from(file.bytes);
  },
  async listMatches({ parts }, { query }) {
    const { items, next } = await parts.sharing.matching.list(query);
    return { items: [...items], next };
  },
  async listMatchBudgets({ parts }) {
    return { budgets: await parts.sharing.matching.budgets() };
  },
  async startMatch({ parts, caller, audit }, { body: { reason, ...request } }) {
    const run = await parts.sharing.matching.start(request, caller.by);
    await audit('match.started', `${request.peer} ${request.kind}`, reason);
    return run;
  },
  async setMatchValues({ records, audit }, { params: { kind }, body: { values, reason } }) {
    await records.sharing.setMatchValues(kind, values);
    await audit('match.values', kind, reason);
    return null;
  },
};
