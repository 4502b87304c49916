// SPDX-License-Identifier: Apache-2.0
import type { EvidenceItem, Hold } from '@stillwatch/core/api';
import { expect, it } from 'vitest';
import { chainOf, holdsOn, nameRetention, refuseLift } from './custody.ts';

const HOLD: Hold = {
  id: 'h-1',
  target: { kind: 'campaign', id: 'c-1' },
  reason: 'Case 12',
  by: 'Ada',
  at: '2026-09-01T00:00:00.000Z',
  liftedBy: null,
  liftedAt: null,
  liftReason: null,
};
const ITEM: EvidenceItem = {
  id: 'ev-1',
  campaign: 'c-1',
  origin: 'hunt',
  statement: 'Finding',
  hash: 'a'.repeat(64),
  bytes: 10,
  collector: 'system:node',
  at: '2026-09-02T00:00:00.000Z',
  leaf: 1,
  transformations: [{ at: '2026-09-04T00:00:00.000Z', by: 'person:1', what: 'put into dossier d-1', hash: 'b'.repeat(64) }],
  access: [{ at: '2026-09-03T00:00:00.000Z', by: 'person:2', what: 'read' }],
  held: false,
  retainUntil: '2027-09-02T00:00:00.000Z',
  gone: null,
};

it('tells what happened to an item in the order of time', () => {
  expect(chainOf(ITEM).map(({ kind, hash }) => [kind, hash?.[0] ?? null])).toEqual([
    ['collected', 'a'],
    ['seen', null],
    ['changed', 'b'],
  ]);
});

it('finds the holds that stand on something', () => {
  const lifted = { ...HOLD, id: 'h-2', liftedAt: HOLD.at };
  const other = { ...HOLD, id: 'h-3', target: { kind: 'dossier' as const, id: 'c-1' } };
  expect(holdsOn([HOLD, lifted, other], [{ kind: 'campaign', id: 'c-1' }])).toEqual([HOLD]);
});

it('lets an approver lift a hold that another placed', () => {
  expect(refuseLift(HOLD, { name: 'Bob' }, ['read', 'allow'])).toBeNull();
  expect(refuseLift(HOLD, { name: 'Ada' }, ['read', 'allow'])).toContain('You placed it');
  expect(refuseLift(HOLD, { name: 'Bob' }, ['read', 'review'])).toContain('approver');
  expect(refuseLift({ ...HOLD, liftedAt: HOLD.at }, { name: 'Bob' }, ['allow'])).toContain('already');
});

it('says how long an item is kept; a hold outlasts its date', () => {
  expect(nameRetention(ITEM)).toEqual({ text: 'kept until', until: ITEM.retainUntil });
  expect(nameRetention({ ...ITEM, held: true }).until).toBeNull();
  expect(nameRetention({ ...ITEM, retainUntil: null }).text).toContain('until somebody decides');
  expect(nameRetention({ ...ITEM, gone: 'erased', held: true }).text).toContain('erased');
});
