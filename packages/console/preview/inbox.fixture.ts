// SPDX-License-Identifier: Apache-2.0
import type { InboxDetail, InboxItem } from '@stillwatch/core/api';
import type { Preview } from './data.fixture.ts';

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const ahead = (hours: number) => ago(-hours);
const uuid = (i: number) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;

/** Six campaigns that partners told of: one for each state, and what each is in the hunt's traffic. */
export function drawInbox(data: Preview): InboxItem[] {
  const [first, second] = data.report.campaigns;
  const claim = (source: string, hours: number, more: Partial<InboxItem['claims'][number]> = {}) => ({
    assertion: `assertion-${source}-${hours}`,
    source,
    origin: source,
    tlp: 'AMBER' as const,
    at: ago(hours),
    confidence: 80,
    hops: 0,
    quarantined: false,
    ...more,
  });
  const nothing: InboxItem['impact'] = {
    campaigns: [],
    templates: { matched: 0, of: 3 },
    accounts: 0,
    exchanges: 0,
    detection: null,
    corroborated: false,
    at: ago(0.5),
  };
  const base = {
    type: 'campaign',
    description: '',
    state: 'new' as const,
    tlp: 'AMBER' as const,
    pap: null,
    techniques: ['reasoning-elicitation'],
    firstSeen: ago(400),
    lastSeen: ago(30),
    expiresAt: ahead(1200),
    decidedBy: null,
    decidedAt: null,
    reason: null,
  };
  const items: Omit<InboxItem, 'id'>[] = [
    {
      ...base,
      name: 'Grader farm behind two resellers',
      description: 'One prompt wrapper asks for graded chains of reasoning; accounts are bought in lots and replaced within a day of a ban.',
      pap: 'GREEN',
      techniques: ['reasoning-elicitation', 'rubric-grading'],
      claims: [
        claim('Meridian AI', 5),
        claim('Harbour Sharing Centre', 9, { origin: 'a member of Harbour', hops: 1, tlp: 'GREEN', confidence: 70 }),
      ],
      lineages: 2,
      trust: {
        score: 0.86,
        lines: [
          '+0.0: what a report of a template is worth before anybody’s record is looked at',
          '+2.2: reported by 2 independent lineages, meridian.example (reliability 0.87), harbour.example (reliability 0.82)',
          '−0.4: disputed by tidewater.example',
          '+0.0: not counted: 1 expired',
        ],
      },
      gate: { most: 'block', why: 'corroborated by the own traffic; a person decides' },
      impact: {
        campaigns: first === undefined ? [] : [{ id: first.id, name: first.name, tier: first.tier, because: '3 of 3 templates match, and 12 accounts use them' }],
        templates: { matched: 3, of: 3 },
        accounts: first?.accounts.length ?? 0,
        exchanges: first?.exchanges ?? 0,
        detection: null,
        corroborated: true,
        at: ago(0.5),
      },
      receivedAt: ago(5),
    },
    {
      ...base,
      name: 'Rotating subscriptions with one wrapper',
      claims: [claim('Meridian AI', 20, { tlp: 'AMBER+STRICT' })],
      tlp: 'AMBER+STRICT',
      lineages: 1,
      trust: { score: 0.74, lines: ['+0.0: what a report of a template is worth before anybody’s record is looked at', '+1.1: reported by one lineage, meridian.example (reliability 0.87)'] },
      gate: { most: 'watch', why: '1 of 2 independent lineages' },
      impact: {
        campaigns: second === undefined ? [] : [{ id: second.id, name: second.name, tier: 'watch', because: '1 of 2 templates matches' }],
        templates: { matched: 1, of: 2 },
        accounts: 9,
        exchanges: 1204,
        detection: second?.id ?? null,
        corroborated: false,
        at: ago(0.5),
      },
      receivedAt: ago(20),
      expiresAt: ahead(7),
    },
    {
      ...base,
      name: 'Tool-trajectory harvest',
      state: 'accepted',
      tlp: 'GREEN',
      claims: [claim('Harbour Sharing Centre', 90, { tlp: 'GREEN', origin: 'a member of Harbour', hops: 1 })],
      lineages: 1,
      trust: { score: 0.69, lines: ['+0.8: reported by one lineage, harbour.example (reliability 0.82)'] },
      gate: { most: 'watch', why: '0.69 is below 0.7' },
      impact: nothing,
      receivedAt: ago(90),
      decidedBy: 'Ada Analyst',
      decidedAt: ago(60),
      reason: 'Two of their accounts had asked us for access the week before.',
    },
    {
      ...base,
      name: 'University course mistaken for a farm',
      state: 'disputed',
      claims: [claim('Tidewater Labs', 200, { confidence: 95 })],
      lineages: 1,
      trust: { score: 0.21, lines: ['+0.2: reported by one lineage, tidewater.example (reliability 0.11)', '−1.5: disputed by this node'] },
      gate: { most: 'nothing', why: '0.21 is below 0.5' },
      impact: nothing,
      receivedAt: ago(200),
      decidedBy: 'Ada Analyst',
      decidedAt: ago(150),
      reason: 'The wrapper is the course’s published exercise.',
    },
    {
      ...base,
      name: 'Proxy pool of the spring',
      state: 'expired',
      tlp: 'CLEAR',
      claims: [claim('National Bureau', 2200, { tlp: 'CLEAR' })],
      lineages: 1,
      trust: { score: 0.5, lines: ['+0.0: not counted: 1 expired'] },
      gate: { most: 'nothing', why: 'nothing is left that counts' },
      impact: { ...nothing, at: null },
      receivedAt: ago(2200),
      expiresAt: ago(40),
    },
    {
      ...base,
      name: 'Agency tip about a reseller',
      state: 'withdrawn',
      tlp: 'RED',
      pap: 'RED',
      claims: [],
      lineages: 0,
      trust: { score: 0.5, lines: ['+0.0: not counted: 1 withdrawn or replaced'] },
      gate: { most: 'nothing', why: 'its source took it back' },
      impact: nothing,
      receivedAt: ago(320),
    },
  ];
  return items.map((item, i) => ({ ...item, id: `campaign--${uuid(i + 1)}` }));
}

export function inboxDetail(data: Preview, item: InboxItem, said: InboxDetail['answers']): InboxDetail {
  const { id, name, tlp } = item;
  const revoked = item.state === 'withdrawn';
  const object = (type: string, i: number, title: string) => ({ id: `${type}--${uuid(100 + i)}`, type, name: title, tlp, revoked });
  const indicators = Array.from({ length: 3 }, (_, i) => object('indicator', i, `Template of ${38 + i} words, 2 slots`));
  const cluster = object('infrastructure', 10, 'Account cluster');
  const accounts = Array.from({ length: 9 }, (_, i) => object('user-account', 20 + i, `token ${i + 1}`));
  const techniques = [object('attack-pattern', 40, 'AML.T0024.002 Extract ML Model')];
  const objects = [{ id, type: 'campaign', name, tlp, revoked }, ...indicators, cluster, ...techniques, ...accounts];
  return {
    item,
    objects,
    edges: [
      ...indicators.map((one) => ({ from: one.id, to: id, type: 'indicates' })),
      { from: id, to: cluster.id, type: 'uses' },
      { from: id, to: techniques[0]!.id, type: 'uses' },
      ...accounts.map((one) => ({ from: cluster.id, to: one.id, type: 'consists-of' })),
    ],
    bundle: JSON.stringify({ type: 'bundle', id: `bundle--${uuid(999)}`, objects: objects.map((one) => ({ id: one.id, type: one.type, name: one.name })) }, null, 2),
    answers: [
      ...said,
      ...(item.lineages > 1
        ? [{ at: ago(3), by: 'tidewater.example', own: false, kind: 'opinion' as const, statement: 'disagree: the wrapper is in common use' }]
        : []),
    ],
    accounts: item.impact.accounts === 0 ? [] : (data.report.campaigns[0]?.accounts.slice(0, 20) ?? []),
  };
}
