// SPDX-License-Identifier: Apache-2.0
import { beforeAll, describe, expect, it } from 'vitest';
import { detect, type Detection, type DetectStage } from './detect.ts';
import { type AccountSpec, campaign, createUniform, customers, makeTable, START } from './testing.ts';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const OTHERS = customers(createUniform(99), 120);
const WORKERS = campaign(createUniform(7), { workers: 12 });
const CAMPAIGN = range(12);

/** Members of every campaign, ascending, the campaign with the first account first; only those that accuse. */
function accused({ campaigns }: Detection): number[][] {
  return campaigns
    .filter(({ judgement }) => judgement.tier !== 'watch')
    .map(({ members }) => members.map((member) => member.account).sort((a, b) => a - b))
    .sort((a, b) => a[0]! - b[0]!);
}

describe('detect', () => {
  let whole: Detection;
  beforeAll(() => {
    whole = detect(makeTable([...WORKERS, ...OTHERS]));
  });

  it('finds the campaign among customers, all of it and nobody else', () => {
    expect(accused(whole)).toEqual([CAMPAIGN]);
    const [found] = whole.campaigns;
    expect(found!.calibration).toMatchObject({ units: 120, pValue: 1 / 121, weakest: 1 / 121 });
    const times = WORKERS.flatMap(({ exchanges }) => exchanges.map(({ ts }) => ts));
    expect(found!.detectedAt).toBeGreaterThan(Math.min(...times));
    expect(found!.detectedAt).toBeLessThan(Math.max(...times));
  });

  it('gives the same answer to the same table', () => {
    expect(detect(makeTable([...WORKERS, ...OTHERS]))).toEqual(whole);
  });

  it('does not depend on the order of accounts, nor on what the hashes are', () => {
    const specs = [...WORKERS, ...OTHERS];
    const bits = whole.campaigns[0]!.judgement.bits;
    for (let seed = 1; seed <= 3; seed++) {
      const uniform = createUniform(seed);
      const order = range(specs.length)
        .map((i) => ({ i, key: uniform() }))
        .sort((a, b) => a.key - b.key)
        .map(({ i }) => i);
      const shuffled = detect(makeTable(order.map((i) => specs[i]!)));
      expect(accused(shuffled).map((list) => list.map((a) => order[a]!).sort((a, b) => a - b))).toEqual([CAMPAIGN]);
      expect(shuffled.campaigns[0]!.judgement.bits).toBeCloseTo(bits, 6);
      const rehashed = detect(makeTable(specs, seed * 104_729));
      expect(accused(rehashed)).toEqual([CAMPAIGN]);
      expect(rehashed.campaigns[0]!.judgement.bits).toBeCloseTo(bits, 6);
    }
  });

  it('still finds it when customers who have nothing to do with it are added', () => {
    for (const count of [50, 500]) {
      const more = customers(createUniform(count), count, `more ${count}`);
      expect(accused(detect(makeTable([...WORKERS, ...OTHERS, ...more])))).toEqual([CAMPAIGN]);
    }
  });

  it('keeps two campaigns apart', () => {
    const second = campaign(createUniform(8), { workers: 9, name: 'second', perCard: 9 });
    const found = detect(makeTable([...WORKERS, ...second, ...OTHERS]));
    expect(accused(found)).toEqual([CAMPAIGN, range(9).map((a) => 12 + a)]);
  });

  it('accuses no customer where there is no campaign', () => {
    for (let seed = 0; seed < 4; seed++) {
      expect(detect(makeTable(customers(createUniform(seed), 250))).campaigns).toEqual([]);
    }
  });

  it('never names the authorised, and takes nothing from the others by it', () => {
    const licensed = WORKERS.map((spec) => ({ ...spec, authorised: 'licence' }));
    expect(detect(makeTable([...licensed, ...OTHERS])).campaigns).toEqual([]);
    const some = WORKERS.map((spec, a) => (a < 2 ? { ...spec, authorised: 'licence' } : spec));
    expect(accused(detect(makeTable([...some, ...OTHERS])))).toEqual([CAMPAIGN.slice(2)]);
  });

  it('names an account in one campaign at most', () => {
    const second = campaign(createUniform(8), { workers: 12, name: 'second' });
    const both = WORKERS.map((spec, a) => (a < 3 ? { ...spec, exchanges: [...spec.exchanges, ...second[a]!.exchanges] } : spec));
    const named = detect(makeTable([...both, ...second, ...OTHERS])).campaigns.flatMap(({ members }) => members);
    expect(new Set(named.map(({ account }) => account)).size).toBe(named.length);
  });

  it('leaves those out who say a turn of phrase that a campaign says too', () => {
    const say = (spec: AccountSpec, times: number): AccountSpec => ({
      ...spec,
      exchanges: spec.exchanges.map((exchange, i) =>
        exchange.techniques === undefined && i % 7 === 3 && i < 7 * times
          ? { ...exchange, template: 'a turn of phrase' }
          : exchange,
      ),
    });
    const workers = campaign(createUniform(3), { workers: 20, perCard: 10, camouflage: true });
    const specs = [
      ...workers.map((spec, a) =>
        a % 5 < 3 ? say({ ...spec, exchanges: spec.exchanges.toSorted((x, y) => x.ts - y.ts) }, 20) : spec,
      ),
      ...customers(createUniform(4), 36, 'sayer').map((spec) => say(spec, 2)),
      ...customers(createUniform(5), 600, 'other'),
    ];
    expect(accused(detect(makeTable(specs)))).toEqual([range(20)]);
  });

  it('tells its stages, in order', () => {
    const stages: DetectStage[] = [];
    detect(makeTable(OTHERS.slice(0, 10)), (stage) => stages.push(stage));
    expect(stages).toEqual(['link', 'cluster', 'judge']);
  });

  it('takes degenerate windows: empty, one account, one exchange each, all the same', () => {
    const one: AccountSpec = { exchanges: [{ ts: START, text: 'hello' }] };
    const same: AccountSpec = {
      exchanges: range(40).map((i) => ({ ts: START + i * 600, text: 'same', techniques: 1 })),
      identity: { payment: 'same', device: 'same', ip: 'same' },
    };
    const silent: AccountSpec = { exchanges: range(40).map((i) => ({ ts: START + i * 600, text: '' })) };
    for (const specs of [[], [{ exchanges: [] }], [one], [same], range(30).map(() => one), range(30).map(() => silent)]) {
      expect(detect(makeTable(specs)).campaigns).toEqual([]);
    }
    // Everybody the same in everything: nobody is there to hold them against.
    expect(accused(detect(makeTable(range(30).map(() => same))))).toEqual([]);
  });
});
