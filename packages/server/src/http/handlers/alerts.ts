// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Handlers } from '../contract.ts';
import { mapPage, moment, orNotFound, refuseMissing } from '../describe.ts';
import { RequestError } from '../problems.ts';

export const alerts: Pick<
  Handlers,
  'listAlerts' | 'replayAlert' | 'listChannels' | 'addChannel' | 'removeChannel' | 'testChannel'
> = {
  async listAlerts({ records }, { query }) {
    return mapPage(await records.alerts.list(query), (alert) => alert);
  },
  async replayAlert({ records, parts, now, audit }, { params: { id } }) {
    const alert = orNotFound(await records.alerts.replay(id, now), 'alert');
    await audit('alert.replayed', id);
    parts.events.publish({ kind: 'alert', id });
    return alert;
  },
  async listChannels({ records }, { query }) {
    return mapPage(await records.alerts.channels(query), (channel) => channel);
  },
  async addChannel({ records, now, audit }, { body: { kind, name, target } }) {
    const shown = kind === 'email' ? readAddress(target) : readUrl(target);
    // Slack’s secret is its URL; a webhook’s signs what is sent.
    const secret = kind === 'webhook' ? `whsec_${randomBytes(32).toString('base64')}` : null;
    const channel = await records.alerts.addChannel({ kind, name, target: shown, at: moment(now), url: target, secret });
    await audit('channel.added', channel.id);
    return { channel, secret };
  },
  async removeChannel({ records, audit }, { params: { id } }) {
    refuseMissing(await records.alerts.removeChannel(id), 'channel');
    await audit('channel.removed', id);
    return null;
  },
  async testChannel({ records, parts, now, audit }, { params: { id } }) {
    const { channel } = orNotFound(await records.alerts.channelTarget(id), 'channel');
    await audit('channel.tested', id);
    const statement = `A test of the channel ${channel.name}. Nothing happened.`;
    const alert = await records.alerts.add({ at: now, kind: 'test', campaign: null, statement }, [id]);
    parts.events.publish({ kind: 'alert', id: alert.id });
    return alert;
  },
};

function readAddress(target: string): string {
  if (!z.email().safeParse(target).success) throw new RequestError('/body/target', 'is no e-mail address');
  return target;
}

/** URL without query and credentials, and for Slack without the path that is its secret. */
function readUrl(target: string): string {
  const url = URL.canParse(target) ? new URL(target) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new RequestError('/body/target', 'is no URL that begins with https:// or http://');
  }
  return url.hostname === 'hooks.slack.com' ? `${url.origin}/…` : `${url.origin}${url.pathname}`;
}
