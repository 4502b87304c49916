// SPDX-License-Identifier: Apache-2.0
import { address, companyName, paymentCard } from '../profiles.ts';
import { createVoice, speak } from '../text/voice.ts';
import { busy, each, inGroups, person, type Population } from './population.ts';

export const developer: Population = (world, accounts, random) => each(accounts, () => person(world, random, 'developer'));

export const chatUser: Population = (world, accounts, random) =>
  each(accounts, () =>
    person(world, random, 'chat-user', { asnType: random.pick(['residential', 'residential', 'mobile']), org: '' }, 6),
  );

/** Two or three people on one card and one line. */
export const household: Population = (world, accounts, random) =>
  inGroups(
    accounts,
    () => 2 + random.below(2),
    (members) => {
      const shared = { payment: paymentCard(random), ips: [address(random)], org: '', asnType: 'residential' };
      return each(members, () => person(world, random, 'household', shared, 7));
    },
  );

/** Up to two hundred unrelated people behind one company's address. */
export const corporateNat: Population = (world, accounts, random) =>
  inGroups(
    accounts,
    () => 60 + random.below(140),
    (members) => {
      const shared = { ips: [address(random)], emailDomain: `${companyName(random)}.com`, asnType: 'business', org: '' };
      return each(members, () => person(world, random, 'corporate-nat', shared, 9));
    },
  );

/** One key, many colleagues, each at their own desk. */
export const teamKey: Population = (world, accounts, random) =>
  each(accounts, () => {
    const voices = Array.from({ length: 3 + random.below(9) }, () => createVoice(world, random));
    const actor = person(world, random, 'team-key', {
      org: companyName(random),
      plan: 'team',
      ips: voices.map(() => address(random)),
    });
    return {
      ...actor,
      times: busy(world, random, 60)(actor.profile),
      say: () => ({ user: speak(random.pick(voices), random), session: random.token(12) }),
    };
  });
