// SPDX-License-Identifier: Apache-2.0
import { address, companyName, createProfile } from '../profiles.ts';
import { createVoice, speak } from '../text/voice.ts';
import { BENIGN, MODELS } from '../world.ts';
import { busy, each, inGroups, type Population } from './population.ts';

/** Resells access: very many people behind one account. */
export const reseller: Population = (world, accounts, random) =>
  each(accounts, () => {
    const voices = Array.from({ length: 60 }, () => createVoice(world, random));
    const profile = createProfile(world, random, {
      org: companyName(random),
      declaredUse: 'reseller',
      asnType: 'hosting',
      plan: 'enterprise',
    });
    return {
      profile,
      kind: 'reseller',
      ...BENIGN,
      authorised: random.chance(0.5) ? 'reseller' : null,
      times: busy(world, random, 300)(profile),
      say: () => ({ user: speak(random.pick(voices), random), endUser: `u${random.below(4000)}`, model: random.pick(MODELS) }),
    };
  });

/** A gateway that spreads its users over a pool of keys: every key carries everybody, evenly and from few addresses. */
export const aggregator: Population = (world, accounts, random) =>
  inGroups(
    accounts,
    () => 6 + random.below(10),
    (members) => {
      const voices = Array.from({ length: 80 }, () => createVoice(world, random));
      const shared = {
        org: companyName(random),
        ips: [address(random), address(random)],
        userAgent: random.pick(['litellm/1.93.0', 'go-http-client/2.0']),
        asnType: 'hosting',
        declaredUse: random.pick(['', 'gateway']),
      };
      return each(members, () => {
        const profile = createProfile(world, random, shared);
        return {
          profile,
          kind: 'aggregator',
          ...BENIGN,
          times: busy(world, random, 80)(profile),
          say: () => ({ user: speak(random.pick(voices), random), endUser: `u${random.below(900)}`, model: random.pick(MODELS) }),
        };
      });
    },
  );
