// SPDX-License-Identifier: Apache-2.0
import { address, companyName, paymentCard } from '../profiles.ts';
import { type Actor, DAY, HOUR } from '../world.ts';
import { application, busy, each, inGroups, type Population, task } from './population.ts';

/** A company moves to new keys: the old ones stop, new ones go on within minutes with the same templates. */
export const migration: Population = (world, accounts, random) =>
  inGroups(
    accounts,
    () => 6 + random.below(14),
    (members) => {
      const moment = world.start + (1 + random.next() * (world.days - 2)) * DAY;
      const company = companyName(random);
      const shared = {
        org: random.chance(0.75) ? company : '',
        payment: paymentCard(random),
        emailDomain: `${company}.com`,
        ips: [address(random), address(random)],
        asnType: 'business',
      };
      const template = `Service ${random.token(4)}. ${task(world, random)} Apply this to the record, answer in two sentences: {slot}`;
      const make = (old: boolean): Actor => {
        const profile = old ? shared : { ...shared, createdAt: moment - random.below(6) * HOUR };
        const actor = application(world, random, 'migration', { template, times: busy(world, random, 45), profile });
        return { ...actor, times: actor.times.filter((time) => time < moment === old) };
      };
      return Array.from({ length: members }, (_, i) => atLeastOne(make(i % 2 === 0), moment));
    },
  );

/** An account that would never have spoken speaks at the changeover: a trial call. */
function atLeastOne(actor: Actor, moment: number): Actor {
  return actor.times.length > 0 ? actor : { ...actor, times: Float64Array.of(moment) };
}

/** A popular recipe that runs on the full hour, in thousands of unrelated accounts. */
const DIGESTS = [
  'Summarise the headlines below in three bullet points and say which of them concerns me: {slot}',
  'Write a morning message with weather, appointments and one kind thought from this data: {slot}',
  'Sort these unread mails into urgent, later and never, one line each: {slot}',
];

export const hourlyCron: Population = (world, accounts, random) =>
  each(accounts, () => {
    const hours = Array.from({ length: 1 + random.below(4) }, () => random.pick([0, 6, 7, 8, 9, 12, 18, random.below(24)]));
    const times = hours.flatMap((hour) =>
      Array.from({ length: world.days }, (_, day) => world.start + day * DAY + hour * HOUR + random.heavy(3_000, 0.8)),
    );
    return application(world, random, 'hourly-cron', {
      template: random.pick(DIGESTS),
      times: () => Float64Array.from(times).sort(),
    });
  });
