// SPDX-License-Identifier: Apache-2.0
import type { Campaign } from '@stillwatch/core';
import type { EvidenceItem, Hold, HoldTarget } from '@stillwatch/core/api';
import type { Preview } from './data.fixture.ts';
import { hex } from './merkle.fixture.ts';
import { PreviewProblem } from './problem.fixture.ts';
import { pageOf, type PreviewRequest } from './shapes.fixture.ts';

const ME = 'Ada Analyst';
const PERSON = 'person:4f0c9a17be2201d3';
const NOW = () => new Date().toISOString();
const later = (at: string, hours: number) => new Date(Date.parse(at) + hours * 3_600_000).toISOString();

let holds: Hold[] | undefined;

/** Evidence, legal holds and erasure; holds are placed and lifted as in a node. */
export function answerCustody(data: Preview, { id, params, query, body }: PreviewRequest): unknown {
  holds ??= firstHolds(data);
  switch (id) {
    case 'listEvidence':
      return pageOf(evidenceOf(data.report.campaigns.find((campaign) => campaign.id === params.id)), query);
    case 'listHolds':
      return pageOf(holds, query);
    case 'placeHold': {
      const hold: Hold = {
        id: `h-${holds.length + 1}`,
        target: body!.target as HoldTarget,
        reason: String(body!.reason),
        by: ME,
        at: NOW(),
        liftedBy: null,
        liftedAt: null,
        liftReason: null,
      };
      holds = [hold, ...holds];
      return hold;
    }
    case 'liftHold': {
      const lifted = { ...find(params.id), liftedBy: ME, liftedAt: NOW(), liftReason: String(body!.reason) };
      holds = holds.map((hold) => (hold.id === lifted.id ? lifted : hold));
      return lifted;
    }
    case 'eraseSubject': {
      const { id: subject } = body!.subject as HoldTarget;
      if (subject.startsWith('held')) {
        throw new PreviewProblem(
          409,
          'EVIDENCE_HELD',
          'A legal hold forbids deleting this',
          'the legal hold h-2 forbids this',
          'Another person than who placed it may lift it.',
        );
      }
      return { subject: `account:${hex(subject).slice(0, 16)}`, at: NOW(), payloads: 14, dossiers: 1 };
    }
    default:
      return undefined;
  }
}

/** Whether a hold stands on any of these. */
export function isHeld(data: Preview, targets: readonly HoldTarget[]): boolean {
  holds ??= firstHolds(data);
  return holds.some(
    ({ target, liftedAt }) => liftedAt === null && targets.some(({ kind, id }) => target.kind === kind && target.id === id),
  );
}

function find(id: string | undefined): Hold {
  const hold = holds!.find((one) => one.id === id);
  if (hold === undefined) throw new PreviewProblem(404, 'NOT_FOUND', 'There is no such hold', `No hold has the id ${id}.`);
  return hold;
}

function firstHolds({ report }: Preview): Hold[] {
  const open = { liftedBy: null, liftedAt: null, liftReason: null };
  return [
    {
      id: 'h-3',
      target: { kind: 'campaign', id: report.campaigns[0]!.id },
      reason: 'Letter of counsel of 12 November, case 2026-114: keep everything about it.',
      by: 'Grace Counsel',
      at: '2026-11-20T09:00:00.000Z',
      ...open,
    },
    { id: 'h-2', target: { kind: 'account', id: 'key-8e48bc3d93bd4a2def6f' }, reason: 'Appeal 31', by: ME, at: '2026-11-12T10:00:00.000Z', ...open },
    {
      id: 'h-1',
      target: { kind: 'person', id: 'u-2' },
      reason: 'Internal inquiry',
      by: 'Grace Counsel',
      at: '2026-08-01T10:00:00.000Z',
      liftedBy: 'Ada Analyst',
      liftedAt: '2026-09-01T10:00:00.000Z',
      liftReason: 'The inquiry is closed.',
    },
  ];
}

function evidenceOf(campaign: Campaign | undefined): EvidenceItem[] {
  if (campaign === undefined) throw new PreviewProblem(404, 'NOT_FOUND', 'There is no such campaign', 'No campaign has this id.');
  const { id, lastSeen: at, detectedAt } = campaign;
  const item = (rest: Partial<EvidenceItem> & Pick<EvidenceItem, 'id' | 'statement' | 'at'>): EvidenceItem => ({
    campaign: id,
    origin: 'hunt',
    hash: hex(rest.id + id),
    bytes: 48_211,
    collector: 'system:node',
    leaf: 1_204,
    transformations: [],
    access: [],
    held: false,
    retainUntil: later(rest.at, 24 * 730),
    gone: null,
    ...rest,
  });
  return [
    item({
      id: 'ev-4d',
      origin: 'dossier',
      statement: 'Dossier d-demo-1',
      at: later(at, 30),
      collector: PERSON,
      bytes: 1_213_044,
      leaf: 1_232,
      access: [{ at: later(at, 31), by: PERSON, what: 'downloaded for the named recipients' }],
    }),
    item({
      id: 'ev-3c',
      origin: 'reveal',
      statement: 'Text of an exchange, shown and not kept',
      at: later(at, 20),
      collector: PERSON,
      bytes: 912,
      leaf: null,
      gone: 'erased',
    }),
    item({
      id: 'ev-2b',
      statement: 'Finding of hunt h-1: grew, tier changed',
      at,
      held: true,
      transformations: [
        { at: later(at, 1), by: 'system:node', what: 'accounts replaced by their pseudonyms', hash: hex('pseudonyms') },
        { at: later(at, 30), by: PERSON, what: 'put into dossier d-demo-1', hash: hex('manifest d-demo-1') },
      ],
      access: [
        { at: later(at, 2), by: PERSON, what: 'read for review r-1' },
        { at: later(at, 5), by: 'person:91d0a7e5c3f8b264', what: 'read for the decision' },
      ],
    }),
    item({ id: 'ev-1a', statement: 'Finding of hunt h-0: found', at: detectedAt, bytes: 31_400, retainUntil: null, leaf: 1_011 }),
  ];
}
