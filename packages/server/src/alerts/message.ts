// SPDX-License-Identifier: Apache-2.0
import type { Alert } from '@stillwatch/core/api';
import type { CampaignRecord } from '../parts.ts';

/** What a receiver is told: names, tiers and counts; never text of prompts, never ids of accounts. */
export interface AlertMessage {
  /** The same whenever this alert is sent again: by it a receiver knows what it has had. */
  readonly id: string;
  readonly kind: Alert['kind'];
  readonly at: string;
  readonly statement: string;
  readonly campaign: {
    readonly id: string;
    readonly name: string;
    readonly tier: string;
    readonly bits: number;
    readonly accounts: number;
    readonly exchanges: number;
    readonly techniques: readonly string[];
    readonly detectedAt: string;
  } | null;
  /** Where to read on in the console; null where the node does not know its public address. */
  readonly link: string | null;
}

/** @param campaign as it is known now, which may be more than when the alert was raised. */
export function messageOf(alert: Alert, campaign: CampaignRecord | null, publicUrl: string | null): AlertMessage {
  const base = publicUrl?.replace(/\/+$/, '') ?? null;
  const { id, kind, at, statement } = alert;
  if (campaign === null) return { id, kind, at, statement, campaign: null, link: base };
  const { name, tier, bits, accounts, exchanges, techniques, detectedAt } = campaign.finding;
  return {
    id,
    kind,
    at,
    statement,
    campaign: {
      id: campaign.id,
      name,
      tier,
      bits,
      accounts: accounts.length,
      exchanges,
      techniques: techniques.map((technique) => technique.id),
      detectedAt,
    },
    link: base === null ? null : `${base}/campaigns/${encodeURIComponent(campaign.id)}`,
  };
}

/** Slack's incoming-webhook shape, which Mattermost and others take too. */
export function slackBody({ statement, campaign, link }: AlertMessage): { text: string; blocks: unknown[] } {
  const section = (text: string): unknown => ({ type: 'section', text: { type: 'mrkdwn', text } });
  const facts =
    campaign === null
      ? []
      : [
          {
            type: 'section',
            fields: [
              ['Tier', campaign.tier],
              ['Evidence', `${campaign.bits} bits`],
              ['Accounts', String(campaign.accounts)],
              ['Exchanges', String(campaign.exchanges)],
            ].map(([name, value]) => ({ type: 'mrkdwn', text: `*${name}*\n${escapeSlack(value!)}` })),
          },
        ];
  const more = link === null ? [] : [section(`<${link}|Open in Stillwatch>`)];
  return { text: `Stillwatch: ${escapeSlack(statement)}`, blocks: [section(escapeSlack(statement)), ...facts, ...more] };
}

/** `&`, `<` and `>` are all that Slack's markup lets text escape. */
function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Subject and plain text of an e-mail. */
export function mailText({ id, at, statement, campaign, link }: AlertMessage): { subject: string; text: string } {
  const lines = [statement, ''];
  if (campaign !== null) {
    lines.push(
      `Campaign    ${campaign.name} (${campaign.id})`,
      `Tier        ${campaign.tier}, ${campaign.bits} bits`,
      `Accounts    ${campaign.accounts}`,
      `Exchanges   ${campaign.exchanges}`,
      `Techniques  ${campaign.techniques.join(', ') || 'none named'}`,
      `Detected    ${campaign.detectedAt}`,
      '',
    );
  }
  if (link !== null) lines.push(link, '');
  lines.push(`Alert ${id} of ${at}.`);
  const about = campaign === null ? statement : `${campaign.name}: ${campaign.tier}, ${campaign.accounts} accounts`;
  return { subject: `[Stillwatch] ${about}`, text: `${lines.join('\n')}\n` };
}
