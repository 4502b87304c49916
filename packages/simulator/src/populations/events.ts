// SPDX-License-Identifier: Apache-2.0
import { address } from '../profiles.ts';
import { DAY, endOf, HOUR, NEW_MODEL } from '../world.ts';
import { each, inGroups, person, type Population, task } from './population.ts';

/** New accounts on one campus, one exercise, two hours. */
export const schoolClass: Population = (world, accounts, random) =>
  inGroups(
    accounts,
    () => 20 + random.below(20),
    (members) => {
      const campus = `${10 + random.below(190)}.${random.below(256)}.${random.below(256)}`;
      const exercises = Array.from({ length: 4 }, () => task(world, random));
      const begin = world.start + random.below(world.days) * DAY + (9 + random.below(7)) * HOUR;
      const shared = { emailDomain: `${random.token(5)}.edu`, plan: 'free', asnType: 'education', org: '' };
      return each(members, () => {
        const wishes = { ...shared, createdAt: begin - random.below(14) * DAY, ips: [`${campus}.${random.below(8)}`] };
        const actor = person(world, random, 'class', wishes, 1);
        const lesson = Float64Array.from({ length: 2 + random.below(5) }, () => begin + random.below(2 * HOUR));
        const times = Float64Array.from([...actor.times.slice(0, 3), ...lesson]).sort();
        const inLesson = new Set(lesson);
        return {
          ...actor,
          times,
          say: (index) => {
            if (!inLesson.has(times[index]!)) return actor.say(Math.min(index, actor.times.length - 1));
            const exercise = random.pick(exercises);
            return { user: random.chance(0.8) ? exercise : `${exercise} I got ${random.below(50)}.` };
          },
        };
      });
    },
  );

/** Two days in one hall, accounts made for it. */
export const hackathon: Population = (world, accounts, random) =>
  inGroups(
    accounts,
    () => 25 + random.below(30),
    (members) => {
      const hall = address(random);
      const begin = world.start + random.below(Math.max(1, world.days - 1)) * DAY + 9 * HOUR;
      return each(members, () => {
        const createdAt = begin - random.below(48) * HOUR;
        const actor = person(world, random, 'hackathon', { createdAt, ips: [hall], plan: 'free', org: '' });
        const times = Float64Array.from({ length: 10 + random.below(40) }, () => begin + random.below(30 * HOUR)).sort();
        return { ...actor, times, say: () => actor.say(0) };
      });
    },
  );

/** Everybody tries the new model on its first day. */
export const releaseSurge: Population = (world, accounts, random) =>
  each(accounts, () => {
    const actor = person(world, random, 'release-surge');
    const times = Float64Array.from({ length: 6 + random.below(14) }, () => world.release + random.heavy(2 * HOUR, 0.9));
    return {
      ...actor,
      times: times.filter((time) => time < endOf(world)).sort(),
      say: () => ({ ...actor.say(0), model: NEW_MODEL }),
    };
  });
