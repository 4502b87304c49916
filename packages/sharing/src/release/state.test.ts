// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertion, day, NOW, objectId } from '../assertion/samples.fixture.ts';
import { signAssertion } from '../assertion/sign.ts';
import { pairOf } from '../assertion/samples.fixture.ts';
import { standingAssertions } from '../assertion/standing.ts';
import { prepareRelease } from './prepare.ts';
import { withdrawalsOf } from './recall.ts';
import { AT, item, recipient, request } from './release.fixture.ts';
import {
  approveRelease,
  draftRelease,
  performRelease,
  recallRelease,
  redraftRelease,
  refuseRelease,
  type Release,
  type Step,
} from './state.ts';

const REQUEST = request();
const PREPARED = prepareRelease(REQUEST, AT);
const { digest } = PREPARED;
const act = (by: string) => ({ by, now: NOW });
const draft = (): Release => draftRelease('r1', PREPARED, act('ada'));
const done = <T>(step: Step<T>): T => {
  if (!step.ok) throw new Error(step.reason);
  return step.value;
};
const reviewed = (): Release => done(approveRelease(draft(), { ...act('bob'), role: 'releaser', digest }));
const reasonsOf = (step: Step<unknown>): readonly string[] => (step.ok ? [] : step.reasons);

describe('a release', () => {
  it('leaves by two persons, and the receipt proves it without repeating it', () => {
    const { release, receipt } = done(performRelease(reviewed(), REQUEST, PREPARED, act('bob')));
    expect(release.state).toBe('released');
    expect(release.history.map(({ by, what }) => `${by} ${what}`)).toEqual([
      'ada drafted',
      'bob approved as releaser',
      'bob released',
    ]);
    expect(receipt).toMatchObject({ kind: 'release', release: 'r1', digest, author: 'ada', tlp: 'amber' });
    const [copy] = PREPARED.copies;
    expect(receipt.copies).toEqual([{ recipient: 'identity--beta', sha256: copy!.sha256, bytes: copy!.bytes.length }]);
    expect(JSON.stringify(receipt)).not.toMatch(/Harvest|bundle--|campaign--/);
  });

  it('is never approved or released by its author, nor by one person in two roles', () => {
    expect(reasonsOf(approveRelease(draft(), { ...act('ada'), role: 'releaser', digest }))).toEqual([
      'its author cannot approve it',
    ]);
    expect(reasonsOf(performRelease(reviewed(), REQUEST, PREPARED, act('ada')))).toContain('its author cannot release it');
    expect(reasonsOf(performRelease(reviewed(), REQUEST, PREPARED, act('eve')))).toContain(
      'only the releaser who approved it may release it',
    );
    const agency = request({ recipients: [recipient({ kind: 'agency' })] });
    const prepared = prepareRelease(agency, AT);
    const half = done(
      approveRelease(draftRelease('r', prepared, act('ada')), { ...act('bob'), role: 'releaser', digest: prepared.digest }),
    );
    expect(half.state).toBe('draft');
    expect(reasonsOf(approveRelease(half, { ...act('bob'), role: 'counsel', digest: prepared.digest }))).toEqual([
      'the same person has approved it already',
    ]);
    expect(reasonsOf(performRelease(half, agency, prepared, act('bob')))).toEqual([
      'it is draft',
      'the counsel has not approved it',
    ]);
    const whole = done(approveRelease(half, { ...act('cleo'), role: 'counsel', digest: prepared.digest }));
    expect(whole.state).toBe('reviewed');
    expect(performRelease(whole, agency, prepared, act('bob')).ok).toBe(true);
  });

  it('does not leave when it has changed since it was approved', () => {
    const other = request({ items: [item({ confidence: 1 })] });
    const prepared = prepareRelease(other, AT);
    expect(reasonsOf(performRelease(reviewed(), other, prepared, act('bob')))).toContain(
      'what would leave is not what was approved',
    );
    const again = done(redraftRelease(reviewed(), prepared, act('cleo')));
    expect(again).toMatchObject({ state: 'draft', approvals: [], digest: prepared.digest, author: 'cleo' });
    expect(reasonsOf(approveRelease(again, { ...act('bob'), role: 'releaser', digest }))).toEqual([
      'it is not what is to be released any more',
    ]);
    expect(reasonsOf(approveRelease(again, { ...act('ada'), role: 'releaser', digest: prepared.digest }))).toEqual([
      'who wrote a part of it cannot approve it',
    ]);
  });

  it('does not leave when its legal basis ended after the approval', () => {
    const late = prepareRelease(REQUEST, { ...AT, now: Date.parse(day(31)) });
    expect(late.digest).toBe(digest);
    const reasons = reasonsOf(performRelease(reviewed(), REQUEST, late, { by: 'bob', now: Date.parse(day(31)) }));
    expect(reasons[0]).toContain('the legal basis (Cybersecurity Information Sharing Act of 2015) ended on');
  });

  it('is refused or recalled with a reason only, and from the right state only', () => {
    expect(reasonsOf(refuseRelease(draft(), { ...act('bob'), reason: ' ' }))).toEqual(['a refusal needs a reason']);
    const refused = done(refuseRelease(reviewed(), { ...act('bob'), reason: 'too early' }));
    expect(reasonsOf(approveRelease(refused, { ...act('bob'), role: 'releaser', digest }))).toContain('it is refused');
    expect(reasonsOf(recallRelease(reviewed(), REQUEST, PREPARED, { ...act('ada'), reason: 'wrong' }))).toEqual([
      'it is reviewed',
    ]);
    const { release } = done(performRelease(reviewed(), REQUEST, PREPARED, act('bob')));
    const recalled = done(recallRelease(release, REQUEST, PREPARED, { ...act('ada'), reason: 'wrong' }));
    expect(recalled.receipt.kind).toBe('recall');
    expect(reasonsOf(performRelease(recalled.release, REQUEST, PREPARED, act('bob')))).toContain('it is recalled');
  });

  it('never reaches released without two different persons and the counsel where needed, by whatever steps', () => {
    const people = fc.constantFrom('ada', 'bob', 'cleo', '');
    const move = fc.oneof(
      fc.record({
        kind: fc.constant('approve' as const),
        by: people,
        role: fc.constantFrom('releaser' as const, 'counsel' as const),
      }),
      fc.record({
        kind: fc.constantFrom('release' as const, 'redraft' as const, 'refuse' as const, 'recall' as const),
        by: people,
      }),
    );
    fc.assert(
      fc.property(fc.boolean(), fc.array(move, { maxLength: 12 }), (agency, moves) => {
        const asked = agency ? request({ recipients: [recipient({ kind: 'agency' })] }) : REQUEST;
        const prepared = prepareRelease(asked, AT);
        let release = draftRelease('r', prepared, act('ada'));
        for (const one of moves) {
          const result: Step<Release | { release: Release }> =
            one.kind === 'approve'
              ? approveRelease(release, { ...act(one.by), role: one.role, digest: prepared.digest })
              : one.kind === 'release'
                ? performRelease(release, asked, prepared, act(one.by))
                : one.kind === 'redraft'
                  ? redraftRelease(release, prepared, act(one.by))
                  : one.kind === 'refuse'
                    ? refuseRelease(release, { ...act(one.by), reason: 'x' })
                    : recallRelease(release, asked, prepared, { ...act(one.by), reason: 'x' });
          if (!result.ok) continue;
          release = 'release' in result.value ? result.value.release : result.value;
          if (release.state !== 'released') continue;
          const by = new Set(release.approvals.map((approval) => approval.by));
          expect(by.has(release.author) || by.has('')).toBe(false);
          expect(by.size).toBe(release.approvals.length);
          const roles = release.approvals.map(({ role }) => role);
          expect(roles).toEqual(expect.arrayContaining(agency ? ['releaser', 'counsel'] : ['releaser']));
        }
      }),
    );
  });
});

describe('a recall', () => {
  it('takes back exactly what was released', () => {
    const versioned = assertion({
      object: { type: 'campaign', id: objectId('campaign'), modified: day(-2), name: 'Harvest', description: 'more' },
    });
    const observable = assertion({ object: { type: 'user-account', id: objectId('user-account'), user_id: 'token' } });
    const other = assertion({ object: { type: 'campaign', id: objectId('campaign', 2), modified: day(-2) } });
    const statements = withdrawalsOf([versioned, observable], NOW);
    expect(JSON.stringify(statements)).not.toMatch(/more|token/);
    const signed = statements.map((one) => signAssertion(one, pairOf(one.source)));
    const { standing } = standingAssertions([versioned, observable, other, ...signed], NOW);
    expect(standing).toEqual([other]);
  });
});
