// SPDX-License-Identifier: Apache-2.0
import type { Campaign } from '@stillwatch/core';
import type { Preview } from './data.fixture.ts';
import { PreviewProblem } from './problem.fixture.ts';

export function find(data: Preview, id: string | undefined): Campaign {
  const found = data.report.campaigns.find((campaign) => campaign.id === id);
  if (found === undefined)
    throw new PreviewProblem(404, 'NOT_FOUND', 'There is no such campaign', `No campaign has the id ${id}.`);
  return found;
}
