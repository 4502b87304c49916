// SPDX-License-Identifier: Apache-2.0
import type { Permission, ReleaseDetail, Role } from '@stillwatch/core/api';
import { describe, expect, it } from 'vitest';
import { actsOf, missingApprovals } from './release-acts.ts';

type Release = ReleaseDetail['release'];
const AT = '2026-11-26T12:00:00.000Z';
const approval = (by: string, role: 'releaser' | 'counsel') => ({ by: `person:${by}`, name: by, role, at: AT });

function detail(changes: Partial<Release> = {}, more: { stale?: boolean; stops?: string[] } = {}): ReleaseDetail {
  const release = {
    state: 'draft',
    author: { id: 'person:ada', name: 'ada' },
    needsCounsel: false,
    approvals: [],
    history: [{ at: AT, by: 'ada', what: 'drafted', reason: null }],
    ...changes,
  };
  const findings = (more.stops ?? []).map((text) => ({ effect: 'stops', rule: 'x', object: null, path: null, text }));
  return { release, preview: { findings }, stale: more.stale ?? false } as unknown as ReleaseDetail;
}
const person = (id: string, ...roles: Role[]) => ({ id, name: id, roles });
const refusals = (found: ReleaseDetail, who: ReturnType<typeof person>, permissions: Permission[] = ['read', 'release']) =>
  Object.fromEntries(actsOf(found, who, permissions).map(({ act, refused }) => [act, refused]));

describe('who may do what with a release', () => {
  it('lets somebody else than the author agree, and nobody without the permission', () => {
    expect(refusals(detail(), person('rosa', 'releaser'))).toEqual({ approve: null, redraft: null, refuse: null });
    expect(refusals(detail(), person('ada', 'releaser')).approve).toMatch(/somebody else/);
    expect(Object.values(refusals(detail(), person('eve', 'admin'), ['read', 'admin'])).every((why) => why !== null)).toBe(true);
  });

  it('does not let an earlier author agree after somebody else wrote it anew', () => {
    const history = [
      { at: AT, by: 'rosa', what: 'drafted', reason: null },
      { at: AT, by: 'ada', what: 'redrafted', reason: null },
    ];
    expect(refusals(detail({ history }), person('rosa', 'releaser')).approve).toMatch(/a part of it/);
  });

  it('asks for counsel by another person with the approver role', () => {
    const found = detail({ needsCounsel: true, approvals: [approval('rosa', 'releaser')] });
    expect(refusals(found, person('rosa', 'approver')).counsel).toMatch(/somebody else/);
    expect(refusals(found, person('otto', 'releaser')).counsel).toMatch(/approver role/);
    expect(refusals(found, person('otto', 'approver'))).toMatchObject({ counsel: null, approve: 'rosa has agreed as releaser.' });
    expect(missingApprovals(found.release)).toEqual(['counsel']);
  });

  it('lets only the releaser who agreed let it leave, if nothing stops it and nothing changed', () => {
    const reviewed = { state: 'reviewed', approvals: [approval('rosa', 'releaser')] } as const;
    const changes = { ...reviewed, approvals: [...reviewed.approvals] };
    expect(refusals(detail(changes), person('rosa', 'releaser')).release).toBeNull();
    expect(refusals(detail(changes), person('otto', 'approver')).release).toMatch(/Only rosa/);
    expect(refusals(detail(changes, { stale: true }), person('rosa', 'releaser')).release).toMatch(/changed/);
    expect(refusals(detail(changes, { stops: ['there is an embargo'] }), person('rosa', 'releaser')).release).toMatch(/embargo/);
  });

  it('offers the recall of what has left, and nothing of what is over', () => {
    expect(Object.keys(refusals(detail({ state: 'released' }), person('rosa', 'releaser')))).toEqual(['recall']);
    for (const state of ['refused', 'recalled'] as const)
      expect(actsOf(detail({ state }), person('rosa', 'releaser'), ['release'])).toEqual([]);
  });
});
