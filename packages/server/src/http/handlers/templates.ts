// SPDX-License-Identifier: Apache-2.0
import type { TemplateRow } from '@stillwatch/core/api';
import type { Handlers } from '../contract.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { currentCampaigns } from '../window.ts';

export const templates: Pick<Handlers, 'listTemplates'> = {
  async listTemplates({ records }, { query: { cursor, limit, campaign } }) {
    const key = readCursor('templates', cursor, [/^\d{1,7}$/]);
    const one = campaign === undefined ? null : await records.campaigns.get(campaign);
    const found = campaign === undefined ? await currentCampaigns(records) : one === null ? [] : [one];
    const rows = found
      .flatMap(({ id, finding }) =>
        finding.templates.map((template): TemplateRow => ({ ...template, campaign: id, campaignName: finding.name })),
      )
      .sort((a, b) => b.exchanges - a.exchanges || (a.id < b.id ? -1 : 1));
    const start = key === null ? 0 : Number(key[0]);
    const end = start + limit;
    return { items: rows.slice(start, end), next: end < rows.length ? writeCursor('templates', [end]) : null };
  },
};
