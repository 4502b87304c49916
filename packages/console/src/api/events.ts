// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { fetchAgain } from './long-lists.ts';
import type { Called } from './routes.ts';

/** What to fetch again when the node tells of a change. */
export const TOUCHED = {
  campaign: [
    'overview',
    'listCampaigns',
    'getCampaign',
    'listCampaignAccounts',
    'listCampaignEvents',
    'listTemplates',
    'listEvidence',
    'listDossiers',
    'getDossier',
  ],
  hunt: ['overview', 'listHunts', 'viewTraffic', 'listAccounts'],
  review: ['overview', 'listReviews', 'getReview', 'listCampaigns', 'getCampaign', 'getLog'],
  alert: ['overview', 'listAlerts', 'getLog'],
  parts: ['overview', 'getLog'],
  sharing: [
    'listInbox',
    'getInboxItem',
    'listReleases',
    'getRelease',
    'listPeers',
    'getPeer',
    'listMatches',
    'listMatchBudgets',
    'getSharing',
    'listCollections',
  ],
} as const satisfies Record<string, readonly Called[]>;

export type LiveState = 'connecting' | 'live' | 'lost';

const RETRY_MS = 5_000;

/** Keeps what is shown up to date through `/v1/events`, and says whether it can. */
export function useLive(): LiveState {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  useEffect(() => {
    let lost = false;
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const connect = () => {
      source = new EventSource('/v1/events');
      source.addEventListener('open', () => {
        setState('live');
        // What happened while nobody listened is not told again.
        if (lost) fetchAgain(client);
        lost = false;
      });
      source.addEventListener('error', () => {
        lost = true;
        setState('lost');
        // The browser reconnects when a connection breaks, but gives up after an answer that is no stream.
        if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, RETRY_MS);
      });
      for (const [kind, operations] of Object.entries(TOUCHED)) {
        source.addEventListener(kind, () => fetchAgain(client, operations));
      }
    };
    connect();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [client]);
  return state;
}
