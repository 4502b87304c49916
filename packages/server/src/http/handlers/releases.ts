// SPDX-License-Identifier: Apache-2.0
import type { Handlers } from '../contract.ts';
import { orNotFound, versionOfTag } from '../describe.ts';
import { actorOf } from './sharing.ts';

type ReleaseHandlers = Pick<
  Handlers,
  | 'listReleases'
  | 'getRelease'
  | 'previewRelease'
  | 'draftRelease'
  | 'redraftRelease'
  | 'approveRelease'
  | 'performRelease'
  | 'refuseRelease'
  | 'recallRelease'
  | 'downloadRelease'
>;

/** What leaves the node: written by one person, agreed to and let out by another. */
export const releases: ReleaseHandlers = {
  async listReleases({ parts }, { query: { state, campaign, ...page } }) {
    const filter = { ...(state === undefined ? {} : { state }), ...(campaign === undefined ? {} : { campaign }) };
    const { items, next } = await parts.sharing.releases.list(filter, page);
    return { items: [...items], next };
  },
  async getRelease({ parts }, { params: { id } }) {
    return orNotFound(await parts.sharing.releases.detail(id), 'release');
  },
  async previewRelease({ parts }, { body }) {
    return await parts.sharing.releases.preview(body);
  },
  async draftRelease(context, { body }) {
    const release = await context.parts.sharing.releases.draft(body, actorOf(context));
    await context.audit('release.drafted', release.id, body.campaign);
    return release;
  },
  async redraftRelease(context, { params: { id }, body, ifMatch }) {
    const release = await context.parts.sharing.releases.redraft(id, body, actorOf(context), versionOfTag(ifMatch));
    await context.audit('release.drafted', id, body.campaign);
    return release;
  },
  async approveRelease(context, { params: { id }, body, ifMatch }) {
    const release = await context.parts.sharing.releases.approve(id, body, actorOf(context), versionOfTag(ifMatch));
    await context.audit('release.approved', id, body.role);
    return release;
  },
  async performRelease(context, { params: { id }, body: { digest }, ifMatch }) {
    const release = await context.parts.sharing.releases.perform(id, digest, actorOf(context), versionOfTag(ifMatch));
    await context.audit('release.released', id, digest);
    return release;
  },
  async refuseRelease(context, { params: { id }, body: { reason }, ifMatch }) {
    const release = await context.parts.sharing.releases.refuse(id, reason, actorOf(context), versionOfTag(ifMatch));
    await context.audit('release.refused', id, reason);
    return release;
  },
  async recallRelease(context, { params: { id }, body: { reason }, ifMatch }) {
    const release = await context.parts.sharing.releases.recall(id, reason, actorOf(context), versionOfTag(ifMatch));
    await context.audit('release.recalled', id, reason);
    return release;
  },
  async downloadRelease({ parts, reply, audit }, { params: { id, recipient } }) {
    const bytes = orNotFound(await parts.sharing.releases.copy(id, recipient), 'copy');
    await audit('release.downloaded', id, recipient);
    reply
      .type('application/stix+json;version=2.1')
      .header('content-disposition', `attachment; filename="stillwatch-${id.replaceAll(/[^\w-]/g, '_')}.json"`);
    return Buffer.from(bytes);
  },
};
