// SPDX-License-Identifier: Apache-2.0
import type { Handlers } from '../contract.ts';
import { describeHunt, mapPage, orNotFound } from '../describe.ts';

export const hunts: Pick<Handlers, 'listHunts' | 'startHunt' | 'getHunt'> = {
  async listHunts({ records }, { query }) {
    return mapPage(await records.hunts.list(query), describeHunt);
  },
  async startHunt({ parts, audit }) {
    const hunt = await parts.hunting.request('request');
    await audit('hunt.requested', hunt.id);
    return describeHunt(hunt);
  },
  async getHunt({ records }, { params: { id } }) {
    return describeHunt(orNotFound(await records.hunts.get(id), 'hunt'));
  },
};
