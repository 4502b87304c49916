// SPDX-License-Identifier: Apache-2.0
import { activeSpan, type Kit, openAccount, partRandom, scaled, type Seat } from '../kit.ts';
import type { Voice } from '../plan.ts';
import { randomOf } from '../plan.ts';
import type { Random } from '../random.ts';
import { DAY, drawTime, fillSpan, HOUR } from '../rhythm.ts';
import { createPerson, followUp } from '../text/person.ts';
import { LANGUAGES } from '../text/frames.ts';
import {
  APP_TEMPLATES,
  BACKFILL_TEMPLATES,
  keepHouse,
  REPORT_TEMPLATES,
  REVIEW_TEMPLATES,
  TRANSLATION_TEMPLATES,
  writeBotSystem,
  writeDiff,
} from '../text/programs.ts';
import { converse, drawVolume, placeRuns } from '../voices.ts';

/** An organisation with one card, one mail domain, one network. */
export function drawCompany(kit: Kit, r: Random, asnType: 'business' | 'hosting' = 'business') {
  const place = kit.world.drawPlace(r);
  return {
    org: `org-${kit.world.token('', r).slice(0, 10)}`,
    place,
    payment: kit.world.token('pm_', r),
    mailDomain: kit.world.drawMail('own', r),
    asn: kit.world.drawAsn(asnType, r),
    asnType,
    plan: r.chance(0.5) ? 'enterprise' : 'payg',
  } satisfies Partial<Seat>;
}

/** One instruction to a model: what programs say. */
export function single(content: string, system?: string): { messages: { role: 'user'; content: string }[]; system?: string } {
  return { messages: [{ role: 'user', content }], ...(system === undefined ? {} : { system }) };
}

/** Code review in CI: one vendor's template in many organisations. */
export function addReviews(kit: Kit): void {
  const r = partRandom(kit, 'ci-review');
  for (const template of REVIEW_TEMPLATES.slice(0, kit.scale > 0.5 ? 3 : 2)) {
    const agent = `review-bot/${1 + r.int(4)}.${r.int(9)}`;
    const vendorAsn = kit.world.drawAsn('hosting', r);
    const hosted = r.chance(0.5);
    for (let o = 0; o < scaled(kit, r.between(60, 130), 20); o++) {
      const company = drawCompany(kit, r);
      const asn = hosted ? vendorAsn : kit.world.drawAsn('hosting', r);
      for (let k = 0; k < 1 + r.int(2); k++) {
        const topic = r.float();
        const seat = openAccount(kit, r, {
          ...company,
          kind: 'ci-review',
          asn,
          asnType: 'hosting',
          agent,
          client: 'script',
          voice: (seed): Voice => {
            const filled = template.replace('{team}', company.org.slice(4, 9));
            return ({ item }) => {
              const r = randomOf(seed, item, 0);
              return {
                ...single(filled.replace('{}', () => writeDiff(kit.library.coding, r, topic))),
                temperature: 0,
                json: template.includes('JSON'),
              };
            };
          },
        });
        placeRuns(kit, r, seat.index, drawVolume(kit, r, 24), activeSpan(kit, r, seat.createdAt), 'office', seat.zone, {
          size: 3,
          gapMs: 4_000,
        });
      }
    }
  }
}

/** Apps into which people put their own key: one template, hundreds of strangers, own material. */
export function addApps(kit: Kit): void {
  const r = partRandom(kit, 'byok-app');
  for (const [a, template] of r
    .shuffle([...APP_TEMPLATES])
    .slice(0, 3)
    .entries()) {
    const agent = `pocket-app-${a}/${1 + r.int(3)}.${r.int(20)}`;
    const inSystem = r.chance(0.4);
    const [head, tail] = template.split('{}') as [string, string];
    for (let i = 0; i < scaled(kit, r.between(120, 420), 30); i++) {
      const seat = openAccount(kit, r, {
        kind: 'byok-app',
        agent,
        client: 'script',
        voice: (seed, language): Voice => {
          const person = createPerson(kit.library, seed, language);
          return ({ item }) => {
            const r = randomOf(seed, item, 0);
            const page = kit.library.everyday.passage(r, 30 + r.int(120), person.topic);
            return inSystem ? single(page, head.trim()) : single(`${head}${page}${tail}`);
          };
        },
      });
      placeRuns(kit, r, seat.index, drawVolume(kit, r, 9), activeSpan(kit, r, seat.createdAt), 'leisure', seat.zone, {
        size: 2,
        gapMs: 90_000,
      });
    }
  }
}

/** Support bots: one key, one system prompt, many end users. */
export function addBots(kit: Kit): void {
  const r = partRandom(kit, 'support-bot');
  for (let i = 0; i < scaled(kit, 120, 5); i++) {
    const company = drawCompany(kit, r, 'hosting');
    const system = writeBotSystem(kit.library.everyday, r);
    const users = 20 + r.int(400);
    const seat = openAccount(kit, r, {
      ...company,
      kind: 'support-bot',
      client: 'sdk',
      voice: (seed, language): Voice => {
        const topic = r.float();
        return ({ item, turn }) => {
          const who = randomOf(seed, item, 200).int(users);
          const person = { ...createPerson(kit.library, seed + who, language), topic };
          const messages = converse(kit, seed, item, turn, (t, r) =>
            t === 0 ? kit.library.everyday.passage(r, 6 + r.int(24), topic) : followUp(kit.library, person, r),
          );
          return { messages, system, session: `b-${seed.toString(36)}-${item}`, endUser: `eu-${seed.toString(36)}-${who}` };
        };
      },
    });
    const count = Math.min(900, drawVolume(kit, r, 90));
    const span = activeSpan(kit, r, seat.createdAt);
    for (let item = 0, placed = 0; placed < count; item++) {
      let time = drawTime(span, 'service', seat.zone, r);
      for (let turn = 0; turn < 1 + r.poisson(1.2) && placed < count; turn++, placed++) {
        kit.plan.addMoment(seat.index, time, item, turn);
        time += r.exponential(50_000) + 5_000;
      }
    }
  }
}

/** Search backfills and legal batches: thousands of passages in a night or two, on a few keys of one organisation. */
export function addBackfills(kit: Kit): void {
  const r = partRandom(kit, 'rag-backfill');
  for (let o = 0; o < scaled(kit, 8, 2); o++) {
    const company = drawCompany(kit, r, 'hosting');
    const template = keepHouse(r.pick(BACKFILL_TEMPLATES), kit.library.everyday, r);
    const keys = 1 + r.int(4);
    const topic = r.float();
    const seats = Array.from({ length: keys }, () =>
      openAccount(kit, r, {
        ...company,
        kind: 'rag-backfill',
        client: 'sdk',
        voice:
          (seed): Voice =>
          ({ item }) => ({
            ...single(template.replace('{}', () => kit.library.everyday.passage(randomOf(seed, item, 0), 90, topic))),
            temperature: 0,
            maxTokens: 200,
          }),
      }),
    );
    const start = r.between(kit.plan.from, kit.plan.until - DAY);
    const passages = Math.round(r.logBetween(250, 1_800));
    for (const [item, time] of fillSpan(
      kit.library.sets.traces.codeGapsMs,
      start,
      start + r.between(2, 9) * HOUR,
      passages,
      r,
    ).entries())
      kit.plan.addMoment(seats[item % keys]!.index, time, item);
  }
}

/** Translation bureaus: a few desks, one house template, new text each time. */
export function addBureaus(kit: Kit): void {
  const r = partRandom(kit, 'translation');
  for (let o = 0; o < scaled(kit, 10, 2); o++) {
    const company = drawCompany(kit, r);
    const template = keepHouse(r.pick(TRANSLATION_TEMPLATES).replace('{language}', r.pick(LANGUAGES)), kit.library.everyday, r);
    for (let k = 0; k < 3 + r.int(6); k++) {
      const seat = openAccount(kit, r, {
        ...company,
        kind: 'translation',
        client: 'script',
        voice:
          (seed): Voice =>
          ({ item }) => {
            const r = randomOf(seed, item, 0);
            return single(template.replace('{}', () => kit.library.everyday.passage(r, 40 + r.int(60), r.float())));
          },
      });
      placeRuns(kit, r, seat.index, drawVolume(kit, r, 70), activeSpan(kit, r, seat.createdAt), 'office', seat.zone, {
        size: 10,
        gapMs: 60_000,
      });
    }
  }
}

/** Jobs at full minutes: reports, digests, checks. */
export function addCrons(kit: Kit): void {
  const r = partRandom(kit, 'cron');
  for (let i = 0; i < scaled(kit, 260, 8); i++) {
    const template = r.chance(0.25)
      ? keepHouse(r.pick(REPORT_TEMPLATES), kit.library.everyday, r)
      : `${kit.library.everyday.passage(r, 20, r.float())}\n{}`;
    const everyHours = r.pick([1, 1, 4, 6, 12, 24]);
    const minute = r.pick([0, 0, 0, 0, 5, 15, 30]);
    const seat = openAccount(kit, r, {
      kind: 'cron',
      asnType: 'hosting',
      client: 'script',
      voice:
        (seed): Voice =>
        ({ item }) => {
          const r = randomOf(seed, item, 0);
          return single(
            template.replace('{}', () => `${r.int(10_000)} ${kit.library.everyday.passage(r, 20 + r.int(40), r.float())}`),
          );
        },
    });
    const first =
      Math.ceil(Math.max(kit.plan.from, seat.createdAt) / HOUR) * HOUR +
      minute * 60_000 +
      r.int(24) * HOUR * (everyHours > 6 ? 1 : 0);
    for (let time = first, item = 0; time < kit.plan.until; time += everyHours * HOUR, item++)
      kit.plan.addMoment(seat.index, time + r.between(300, 4_000), item);
  }
}

/** Quality monitors: the same questions at every full interval, to see whether the model has changed. */
export function addMonitors(kit: Kit): void {
  const r = partRandom(kit, 'quality-monitor');
  for (let i = 0; i < scaled(kit, 24, 2); i++) {
    const probes = r
      .shuffle([...kit.library.sets.questions])
      .slice(0, 4 + r.int(12))
      .map((turns) => turns[0]!);
    const everyHours = r.pick([2, 3, 6, 12]);
    const seat = openAccount(kit, r, {
      kind: 'quality-monitor',
      asnType: 'hosting',
      client: 'sdk',
      plan: 'payg',
      voice:
        (): Voice =>
        ({ item }) => ({ ...single(probes[item % probes.length]!), temperature: 0, maxTokens: 400 }),
    });
    for (let time = Math.ceil(kit.plan.from / HOUR) * HOUR; time < kit.plan.until; time += everyHours * HOUR)
      for (const [item] of probes.entries()) kit.plan.addMoment(seat.index, time + item * 1_500 + r.between(0, 800), item);
  }
}
