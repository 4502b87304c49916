// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { weighAttention } from './attention.ts';
import { compareHunts } from './continuity.ts';
import { before, names, seen } from './hunting.fixture.ts';

type Old = ReturnType<typeof before>;

function weigh(old: Old | undefined, now: ReturnType<typeof seen>) {
  return weighAttention(old, now, compareHunts(old === undefined ? [] : [old], [now]).seen.get(now.id)!);
}

describe('what needs somebody', () => {
  it('a new campaign does, and is told once', () => {
    const now = seen({ id: 'c-1', accounts: names(40) });
    expect(weigh(undefined, now)).toEqual({
      reviewCause: 'New campaign: confirmed, 40 accounts, 400 exchanges.',
      alert: {
        kind: 'campaign.found',
        statement: 'Found campaign amber-anchor (confirmed, 30 bits): 40 accounts, 400 exchanges.',
      },
    });
    expect(weigh(before({ id: 'c-1', accounts: names(40) }), now)).toEqual({ reviewCause: null, alert: null });
  });

  it('one that is only watched does not, until it is accused for the first time', () => {
    const watched = { ...before({ id: 'c-1', accounts: names(40), tier: 'watch', bits: 13 }), reviewed: false };
    expect(weigh(undefined, seen({ id: 'c-1', accounts: names(40), tier: 'watch', bits: 13 }))).toEqual({
      reviewCause: null,
      alert: null,
    });
    expect(weigh(watched, seen({ id: 'c-1', accounts: names(40), tier: 'probable', bits: 19 })).alert?.kind).toBe(
      'campaign.found',
    );
  });

  it('a tier counts that the campaign never had, not one it comes back to', () => {
    const old = before({ id: 'c-1', accounts: names(40), tier: 'probable', bits: 25 });
    const now = seen({ id: 'c-1', accounts: names(40), tier: 'confirmed', bits: 27 });
    expect(weigh(old, now)).toMatchObject({
      reviewCause: 'Tier rose from probable to confirmed.',
      alert: { kind: 'campaign.tier' },
    });
    expect(weigh({ ...old, mostBits: 26.5 }, now)).toEqual({ reviewCause: null, alert: null });
  });

  it('growth is told once per doubling and reviewed from half as much again', () => {
    const old = before({ id: 'c-1', accounts: names(50), status: 'confirmed' });
    expect(weigh(old, seen({ id: 'c-1', accounts: names(62) }))).toEqual({ reviewCause: null, alert: null });
    expect(weigh(old, seen({ id: 'c-1', accounts: names(66) }))).toMatchObject({
      reviewCause: null,
      alert: { kind: 'campaign.grew' },
    });
    expect(weigh(old, seen({ id: 'c-1', accounts: names(75) })).reviewCause).toBe('Grew from 50 to 75 accounts.');
  });

  it('a campaign that respawns does, whatever was decided', () => {
    const old = before({ id: 'c-1', accounts: names(40), status: 'contained', current: false });
    const { reviewCause, alert } = weigh(old, seen({ id: 'c-1', accounts: names(40, 40) }));
    expect(reviewCause).toContain('Back with new accounts: 40 of 40');
    expect(alert?.kind).toBe('campaign.respawned');
  });
});

describe('a dismissed campaign', () => {
  const dismissed = (current = true) => before({ id: 'c-1', accounts: names(40), status: 'dismissed', current });

  it('that comes back as it was stays dismissed, and nobody is told', () => {
    for (const current of [true, false]) {
      expect(weigh(dismissed(current), seen({ id: 'c-1', accounts: names(44) }))).toEqual({ reviewCause: null, alert: null });
    }
  });

  it('is reviewed again when it has half as many accounts more than were judged, counted with those that carry the label', () => {
    const rest = (count: number) => seen({ id: 'c-1', accounts: names(count, 40) }, names(40));
    expect(weigh(dismissed(), rest(19)).reviewCause).toBeNull();
    expect(weigh(dismissed(), rest(20)).reviewCause).toBe('Dismissed with 40 accounts, it has 60 now.');
  });

  it('is reviewed again with a higher tier', () => {
    const old = { ...dismissed(), tier: 'probable' as const, bits: 20, mostBits: 20 };
    expect(weigh(old, seen({ id: 'c-1', accounts: names(40) }))).toMatchObject({
      reviewCause: 'Tier rose from probable to confirmed.',
      alert: { kind: 'campaign.tier' },
    });
  });
});
