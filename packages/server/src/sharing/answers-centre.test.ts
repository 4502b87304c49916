// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decide, opinionsOf, said } from './answers.fixture.ts';
import { type Centre, inboxOf, letOut, openCentre } from './centre.fixture.ts';

describe('what a member of a sharing centre thinks of a report', () => {
  let centre: Centre;
  beforeAll(async () => {
    centre = await openCentre();
  }, 60_000);
  afterAll(async () => await centre.close());

  it('is one object of its pseudonym, whose times tell no more than the hour', async () => {
    const { a, b } = centre;
    centre.pass(1_234_567);
    await letOut(centre);
    await centre.relay();
    const [item] = await inboxOf(b);
    await decide(b, item!.id, 'dispute');
    // Within the same hour.
    await decide(b, item!.id, 'accept');
    await decide(b, item!.id, 'accept');
    await centre.relay();
    const [shown, ...others] = await inboxOf(a, 'opinion');
    expect(others).toEqual([]);
    expect(shown!.name).toBe('agree');
    expect(await a.records.sharing.outcomes()).toMatchObject([{ result: 'confirmed' }]);
    const pseudonym = (await a.records.sharing.assertions.ofObjects([shown!.id]))[0]!.source;
    const list = (await opinionsOf(a, pseudonym)).toSorted((x, y) =>
      String(x.object['modified']) < String(y.object['modified']) ? -1 : 1,
    );
    expect(said(list, 'opinion')).toEqual(['disagree', 'agree']);
    expect(new Set(list.map(({ object }) => object.id)).size).toBe(1);
    const times = [...said(list, 'created'), ...said(list, 'modified')] as string[];
    expect(new Set(times).size).toBe(2);
    for (const time of times) expect(Date.parse(time) % 3_600_000).toBe(0);
  });
});
