// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { clusterAccounts } from './clusters.ts';
import { addTokens, gatherTruth, type LabelledActor } from './truth.ts';

function actor(account: string, campaign: string | null, moments: number[], wishes: object = {}): LabelledActor {
  const profile = {
    account,
    org: '',
    payment: `pm-${account}`,
    device: `dev-${account}`,
    ips: [],
    region: 'eu',
    language: 'de',
    plan: 'free',
  };
  return {
    profile: { ...profile, ...wishes },
    kind: campaign === null ? 'developer' : 'campaign',
    campaign,
    times: Float64Array.from(moments),
    harvest: (i) => campaign !== null && i % 2 === 0,
  };
}

describe('gatherTruth', () => {
  it('leaves out accounts that said nothing, and gathers the harvest of a campaign in order', () => {
    const truth = gatherTruth(
      [actor('x', null, []), actor('y', 'a', [5_000, 6_000, 9_000]), actor('z', 'a', [7_000])],
      [{ name: 'a', level: 'A0' }],
    );
    expect(truth.accounts.map(({ account, cluster }) => [account, cluster])).toEqual([
      ['y', -1],
      ['z', -1],
    ]);
    expect(truth.campaigns[0]).toMatchObject({ level: 'A0', family: 'a', accounts: [0, 1] });
    expect([...truth.campaigns[0]!.harvest]).toEqual([5_000, 7_000, 9_000]);
  });

  it('gives each moment the tokens of the exchange in its second', () => {
    const truth = gatherTruth([actor('y', 'a', [5_400, 6_000, 9_999])], [{ name: 'a' }]);
    const read = [
      { ts: 5, tokens: 50 },
      { ts: 6, tokens: 60 },
      { ts: 9, tokens: 90 },
    ];
    const [a] = addTokens(
      truth,
      () => read,
      () => [5_400, 9_999],
    ).campaigns;
    expect([...a!.tokens]).toEqual([50, 90]);
    const [lost] = addTokens(
      truth,
      () => [],
      () => [5_400],
    ).campaigns;
    expect([...lost!.tokens]).toEqual([0]);
  });
});

describe('clusterAccounts', () => {
  const holder = (name: string, wishes: object = {}) => ({
    kind: 'class',
    org: '',
    payment: `pm-${name}`,
    device: `dev-${name}`,
    ips: [],
    ...wishes,
  });

  it('joins by organisation, payment, device and network, across steps, within a kind', () => {
    const numbers = clusterAccounts([
      holder('a', { org: 'school' }),
      holder('b', { org: 'school', ips: ['10.1.2.3'] }),
      holder('c', { ips: ['10.1.2.99'] }),
      holder('d', { payment: 'pm-e' }),
      holder('e'),
      holder('f', { org: 'school', kind: 'developer' }),
      holder('g', { ips: ['10.1.20.3'] }),
    ]);
    expect([...numbers]).toEqual([0, 0, 0, 1, 1, 2, 3]);
  });
});
