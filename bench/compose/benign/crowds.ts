// SPDX-License-Identifier: Apache-2.0
import type { Voice } from '../plan.ts';
import { activeSpan, type Kit, openAccount, partRandom, scaled } from '../kit.ts';
import { DAY, HOUR } from '../rhythm.ts';
import { askAsPerson, createPerson, perturb } from '../text/person.ts';
import { VIRAL_TEMPLATES } from '../text/programs.ts';
import { ordinaryVoice, placeConversations, placeRuns, SURGE, talk } from '../voices.ts';
import { fixedNetwork, mobileNetwork } from '../world.ts';

/** Items from here to {@link SURGE} are fillings of a prompt that makes the round. */
const VIRAL = 0x4000_0000;

/** A class doing one exercise within two hours: same prompts, free plan, new accounts, one campus network. */
export function addClasses(kit: Kit): void {
  const r = partRandom(kit, 'class');
  for (let c = 0; c < scaled(kit, 12, 3); c++) {
    const place = kit.world.drawPlace(r);
    const asn = kit.world.drawAsn('education', r);
    const network = fixedNetwork(
      kit.world,
      asn,
      [kit.world.drawClient('browser', r).client, kit.world.drawClient('browser', r).client],
      r.int(1e9),
      3,
    );
    const day = kit.plan.from + Math.floor(((kit.plan.until - kit.plan.from) / DAY) * r.float()) * DAY;
    const start = day + (8 + r.int(9) - place.zone) * HOUR + r.pick([0, 15, 30]) * 60_000;
    const topic = r.float();
    const exercises = Array.from({ length: 3 + r.int(5) }, () =>
      r.chance(0.5) ? r.pick(kit.library.sets.benignCode).instruction : kit.library.everyday.passage(r, 30, topic),
    );
    const domain = kit.world.drawMail('own', r);
    for (let i = 0; i < 20 + r.int(100); i++) {
      const own = r.between(0, 0.4);
      const seat = openAccount(kit, r, {
        kind: 'class',
        place,
        asn,
        asnType: 'education',
        plan: 'free',
        payment: '',
        network,
        createdAt: r.chance(0.75) ? start - r.exponential(2 * DAY) : kit.world.drawAge(r),
        mailDomain: r.chance(0.6) ? domain : kit.world.drawMail('public', r),
        voice: (seed, language) => {
          const person = createPerson(kit.library, seed, language);
          return talk(kit, seed, person, (r, item) => {
            const exercise = exercises[item % exercises.length]!;
            return r.chance(own) ? perturb(exercise, kit.library, r, topic) : exercise;
          });
        },
      });
      for (const [item] of exercises.entries()) {
        if (r.chance(0.15)) continue;
        const time = start + (item / exercises.length) * 1.6 * HOUR + r.exponential(9 * 60_000);
        kit.plan.addMoment(seat.index, time, item);
        if (r.chance(0.4)) kit.plan.addMoment(seat.index, time + r.between(40_000, 400_000), item, 1);
      }
    }
  }
}

/** Homework: the questions of a class, typed in at home on one evening; no network and no card in common. */
export function addHomework(kit: Kit): void {
  const r = partRandom(kit, 'homework');
  for (let g = 0; g < scaled(kit, 10, 3); g++) {
    const place = kit.world.drawPlace(r);
    const topic = r.float();
    const questions = Array.from({ length: 3 + r.int(6) }, () => kit.library.everyday.passage(r, 14 + r.int(30), topic));
    const evening =
      kit.plan.from + r.int(Math.max(1, Math.floor((kit.plan.until - kit.plan.from) / DAY) - 1)) * DAY + (17 - place.zone) * HOUR;
    const opened = evening - r.between(0, 5) * DAY;
    for (let i = 0; i < 15 + r.int(70); i++) {
      const seat = openAccount(kit, r, {
        kind: 'homework',
        place,
        plan: r.chance(0.85) ? 'free' : 'plus',
        createdAt: r.chance(0.4) ? opened + r.exponential(6 * HOUR) : kit.world.drawAge(r),
        client: 'browser',
        voice: (seed, language) => {
          const person = createPerson(kit.library, seed, language);
          return talk(kit, seed, person, (r, item) =>
            item >= questions.length
              ? askAsPerson(kit.library, person, r)
              : r.chance(0.35)
                ? perturb(questions[item]!, kit.library, r, topic)
                : questions[item]!,
          );
        },
      });
      let time = evening + r.exponential(1.2 * HOUR);
      for (let item = 0; item < questions.length; item++) {
        if (r.chance(0.2)) continue;
        kit.plan.addMoment(seat.index, time, item);
        if (r.chance(0.5)) kit.plan.addMoment(seat.index, time + r.between(20_000, 200_000), item, 1);
        time += r.exponential(6 * 60_000);
      }
      if (r.chance(0.4))
        placeConversations(kit, r, seat.index, 1 + r.poisson(4), activeSpan(kit, r, seat.createdAt), 'leisure', seat.zone);
    }
  }
}

/** A prompt that makes the round: strangers put their own matter into one frame within two days, a few times each. */
export function addViral(kit: Kit): void {
  const r = partRandom(kit, 'viral-template');
  const everybody = kit.plan.accounts.flatMap((account, i) => (account.kind === 'person' || account.kind === 'chat' ? [i] : []));
  for (const template of r.shuffle([...VIRAL_TEMPLATES]).slice(0, 2)) {
    const start = r.between(kit.plan.from, kit.plan.until - 2 * DAY);
    const count = scaled(kit, r.between(250, 700), 60);
    const voiceOf = (seed: number, language: string): Voice => {
      const person = createPerson(kit.library, seed, language);
      return talk(kit, seed, person, (r) => {
        const matter = kit.library.everyday.passage(r, Math.min(120, r.lognormal(28, 0.8)), person.topic);
        const filled = template.replace('{}', () => matter);
        return r.chance(0.2) ? perturb(filled, kit.library, r, person.topic) : filled;
      });
    };
    for (let i = 0; i < count; i++) {
      // Two thirds are people we know already, the rest came for it.
      const known = r.chance(0.66) ? r.pick(everybody) : undefined;
      const index =
        known ??
        openAccount(kit, r, { kind: 'viral-template', createdAt: r.chance(0.5) ? start : kit.world.drawAge(r), voice: voiceOf })
          .index;
      if (known !== undefined) {
        const account = kit.plan.accounts[known]!;
        const usual = account.voice;
        const fresh = voiceOf(account.seed, account.language);
        kit.plan.accounts[known] = {
          ...account,
          kind: 'viral-template',
          voice: (moment, r) => (moment.item >= VIRAL && moment.item < SURGE ? fresh(moment, r) : usual(moment, r)),
        };
      }
      let time = start + r.exponential(14 * HOUR);
      for (let k = 0; k < 1 + r.poisson(2); k++) {
        kit.plan.addMoment(index, time, VIRAL + k);
        if (r.chance(0.3)) kit.plan.addMoment(index, time + r.between(20_000, 300_000), VIRAL + k, 1);
        time += r.chance(0.7) ? r.exponential(200_000) : r.exponential(8 * HOUR);
      }
    }
  }
}

/** A hackathon: accounts of one weekend, one starter prompt, one hall, projects of their own. */
export function addHackathons(kit: Kit): void {
  const r = partRandom(kit, 'hackathon');
  for (let h = 0; h < scaled(kit, 2, 1); h++) {
    const place = kit.world.drawPlace(r);
    const hall = kit.world.drawAsn(r.chance(0.5) ? 'education' : 'business', r);
    const address = r.int(1e9);
    const start = r.between(kit.plan.from, kit.plan.until - 1.6 * DAY);
    const system = `You are the build helper of this event. ${kit.library.coding.passage(r, 40, r.float())}`;
    for (let i = 0; i < 40 + r.int(110); i++) {
      const agent = kit.world.drawClient('sdk', r).client;
      const mobile = kit.world.drawAsn('mobile', r);
      const seat = openAccount(kit, r, {
        kind: 'hackathon',
        place,
        asn: hall,
        asnType: 'business',
        plan: 'free',
        createdAt: start - r.exponential(DAY),
        client: 'sdk',
        network: r.chance(0.7) ? fixedNetwork(kit.world, hall, [agent], address, 2) : mobileNetwork(kit.world, mobile, agent, i),
        voice: (seed) => {
          const person = { ...createPerson(kit.library, seed, 'en'), codes: 0.7 };
          return talk(kit, seed, person, (r) => askAsPerson(kit.library, person, r), system);
        },
      });
      const span = { from: Math.max(start, kit.plan.from), until: Math.min(start + 1.5 * DAY, kit.plan.until) };
      placeRuns(kit, r, seat.index, 5 + r.poisson(r.exponential(25)), span, 'service', seat.zone, { size: 8, gapMs: 45_000 });
    }
  }
}

/** The day of a release: newcomers, and one in eight of everybody who talks, try what everybody tries. */
export function addSurge(kit: Kit): void {
  const r = partRandom(kit, 'release-surge');
  const talkers = new Set(['person', 'chat', 'popular', 'author', 'household', 'corporate-nat', 'developer']);
  for (const [index, account] of kit.plan.accounts.entries()) {
    if (!talkers.has(account.kind) || !r.chance(0.12)) continue;
    let time = kit.release + r.exponential(7 * HOUR);
    for (let i = 0; i < 1 + r.poisson(2); i++) {
      kit.plan.addMoment(index, time, SURGE + r.int(1 << 20));
      time += r.exponential(120_000);
    }
  }
  for (let i = 0; i < scaled(kit, 350); i++) {
    const seat = openAccount(kit, r, {
      kind: 'release-surge',
      plan: r.chance(0.8) ? 'free' : 'plus',
      createdAt: kit.release + r.exponential(5 * HOUR),
      voice: (seed, language) => ordinaryVoice(kit, seed, language, 0.2),
    });
    let time = seat.createdAt + r.exponential(600_000);
    for (let k = 0; k < 2 + r.poisson(3); k++) {
      kit.plan.addMoment(seat.index, time, r.chance(0.7) ? SURGE + r.int(1 << 20) : k);
      time += r.exponential(240_000);
    }
  }
}
