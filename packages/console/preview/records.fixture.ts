// SPDX-License-Identifier: Apache-2.0
import type { Campaign } from '@stillwatch/core';
import type { Review } from '@stillwatch/core/api';
import type { Preview } from './data.fixture.ts';
import { huntOf, pageOf, type PreviewRequest, summarise } from './shapes.fixture.ts';
import { PreviewProblem } from './problem.fixture.ts';

const decided = new Map<string, Partial<Review>>();
const ME = 'u-1';
const NOW = () => new Date().toISOString();

/** What people keep: reviews change as they do in a node, the rest stands still. */
export function answerRecords(data: Preview, { id, params, query, body, ifMatch }: PreviewRequest): unknown {
  const reviews = data.report.campaigns.map((campaign) => reviewOf(data, campaign));
  const review = reviews.find((entry) => entry.id === params.id);
  switch (id) {
    case 'signInOptions':
      return { oidc: { name: 'Example SSO', start: '/v1/oidc/start' }, link: true, demonstration: true };
    case 'getSession':
      return session(data);
    case 'signInByLink':
      if (String(body?.token).startsWith('good')) return session(data);
      throw new PreviewProblem(
        401,
        'SIGN_IN_FAILED',
        'This link does not work',
        'It was used already, or it is too old.',
        'Ask for another with `stillwatch sign-in-link`.',
      );
    case 'signOut':
    case 'labelAccount':
    case 'removeAllowed':
    case 'removeSuppression':
      return null;
    case 'listReviews':
      return pageOf(
        reviews.filter(({ status }) => query.status === undefined || status === query.status),
        query,
      );
    case 'getReview':
      if (review === undefined)
        throw new PreviewProblem(404, 'NOT_FOUND', 'There is no such entry', `No entry has the id ${params.id}.`);
      return review;
    case 'claimReview':
      decided.set(params.id!, {
        status: 'claimed',
        claimedBy: ME,
        claimedUntil: new Date(Date.now() + 1_800_000).toISOString(),
        etag: '"2"',
      });
      return { ...review, ...decided.get(params.id!) };
    case 'releaseReview':
      decided.delete(params.id!);
      return { ...review, status: 'waiting', claimedBy: null };
    case 'decideReview':
      if (ifMatch !== review?.etag)
        throw new PreviewProblem(
          412,
          'PRECONDITION_FAILED',
          'Changed meanwhile',
          'Somebody changed this entry after you read it.',
        );
      decided.set(params.id!, {
        status: 'decided',
        decision: body!.decision as Review['decision'],
        reason: String(body!.reason),
        decidedBy: ME,
        decidedAt: NOW(),
      });
      return { ...review, ...decided.get(params.id!) };
    case 'listCampaignEvents':
      return pageOf(events(data.report.campaigns.find((campaign) => campaign.id === params.id)), query);
    case 'addComment':
      return { id: 'e-9', at: NOW(), kind: 'commented', statement: String(body?.text), accounts: 60, bits: 80, by: ME };
    case 'revealExchange':
      return {
        ref: params.id,
        kept: params.id!.startsWith('1'),
        system: '',
        user: params.id!.startsWith('1') ? 'A prompt that is kept.' : '',
        audit: 'a-17',
      };
    case 'listSettings':
      return {
        settings: [
          { key: 'listen.port', value: '4780', source: 'default', about: 'Port of the HTTP API and the console.' },
          {
            key: 'data',
            value: '/var/lib/stillwatch',
            source: 'environment',
            about: 'Folder of everything that the node keeps.',
          },
          {
            key: 'hunt.everyMinutes',
            value: '15',
            source: 'file',
            about: 'How often a hunt runs when traffic does not bring one about sooner.',
          },
        ],
      };
    case 'listHunts':
    case 'startHunt':
      return id === 'listHunts' ? { items: [huntOf(data)], next: null } : huntOf(data);
    case 'previewAllowed': {
      const campaign = data.report.campaigns[0]!;
      return {
        accounts: 1,
        exchanges: 51,
        campaigns: [{ id: campaign.id, name: campaign.name, accounts: 1, of: campaign.accounts.length }],
      };
    }
    case 'inviteUser':
      return { user: people()[1], link: 'http://127.0.0.1:4781/sign-in?token=good-0123456789abcdef0123' };
    case 'addKey':
      return { key: keys()[0], secret: 'swk_preview_0123456789abcdef0123456789abcdef' };
    default:
      return { items: list(data, id), next: null };
  }
}

function session(data: Preview): unknown {
  return {
    user: { id: 'u-1', name: 'Ada Analyst', roles: data.roles },
    permissions: data.permissions,
    csrfToken: 'preview',
    expiresAt: new Date(Date.now() + 28_800_000).toISOString(),
  };
}

export function reviewOf(_: Preview, campaign: Campaign): Review {
  const id = `r-${campaign.id.slice(2)}`;
  return {
    id,
    campaign: summarise(campaign),
    cause: 'A hunt found it.',
    status: 'waiting',
    claimedBy: null,
    claimedUntil: null,
    openedAt: campaign.detectedAt,
    decision: null,
    decidedBy: null,
    decidedAt: null,
    reason: null,
    etag: '"1"',
    ...decided.get(id),
  };
}

function events(campaign: Campaign | undefined): unknown[] {
  if (campaign === undefined) return [];
  const { bits, detectedAt, accounts } = campaign;
  return [
    {
      id: 'e-2',
      at: campaign.lastSeen,
      kind: 'grew',
      statement: 'It has 12 accounts more than before.',
      accounts: accounts.length,
      bits,
      by: null,
    },
    {
      id: 'e-1',
      at: detectedAt,
      kind: 'found',
      statement: 'A hunt found it.',
      accounts: accounts.length - 12,
      bits: bits - 9.5,
      by: null,
    },
  ];
}

const people = () => [
  { id: 'u-1', name: 'Ada Analyst', email: 'ada@example.org', roles: ['analyst', 'admin'], disabled: false, lastSeen: NOW(), etag: '"1"' },
  { id: 'u-2', name: 'Otto Auditor', email: null, roles: ['auditor'], disabled: true, lastSeen: null, etag: '"1"' },
];
const keys = () => [
  {
    id: 'k-1',
    name: 'gateway',
    prefix: 'swk_a1b2',
    permissions: ['intake'],
    createdAt: NOW(),
    expiresAt: null,
    lastUsed: NOW(),
    revoked: false,
  },
  {
    id: 'k-2',
    name: 'old exporter',
    prefix: 'swk_9f8e',
    permissions: ['intake'],
    createdAt: NOW(),
    expiresAt: null,
    lastUsed: null,
    revoked: true,
  },
];

function list(data: Preview, id: PreviewRequest['id']): unknown[] {
  const campaign = data.report.campaigns[0]!;
  switch (id) {
    case 'listUsers':
      return people();
    case 'listKeys':
      return keys();
    case 'listChannels':
      return [{ id: 'c-1', kind: 'webhook', name: 'on call', target: 'https://hooks.example.org/stillwatch', at: NOW() }];
    case 'listAlerts':
      return [
        {
          id: 'al-1',
          at: NOW(),
          kind: 'campaign.found',
          campaign: campaign.id,
          statement: `${campaign.name}: ${campaign.accounts.length} accounts, ${campaign.bits} bits.`,
          deliveries: [{ channel: 'c-1', status: 'failed', attempts: 5, lastError: 'connection refused', deliveredAt: null }],
        },
      ];
    case 'listAudit':
      return Array.from({ length: 60 }, (_, i) => ({
        id: `a-${i}`,
        at: new Date(Date.now() - i * 417_000).toISOString(),
        by: ME,
        action: i % 3 === 0 ? 'exchange.revealed' : 'review.decided',
        object: i % 3 === 0 ? `exchange ${i}` : `review r-${i}`,
        reason: 'Needed to tell grading apart from a lesson.',
        requestId: `req-${i}`,
      }));
    case 'listAllowed':
      return [
        {
          id: 'w-1',
          entry: { account: 'key-8e48bc3d93bd4a2def6f', kind: 'evaluation', note: '' },
          reason: 'Red team of the spring programme',
          by: ME,
          at: NOW(),
        },
      ];
    default:
      return [];
  }
}
