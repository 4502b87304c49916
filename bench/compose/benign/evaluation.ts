// SPDX-License-Identifier: Apache-2.0
import { type Kit, openAccount, partRandom, scaled } from '../kit.ts';
import type { Voice } from '../plan.ts';
import { randomOf } from '../plan.ts';
import type { Random } from '../random.ts';
import { DAY, fillSpan, HOUR } from '../rhythm.ts';
import type { Benchmark } from '../sets.ts';
import { fillJudge } from '../text/judge.ts';
import { GRADER_TEMPLATES, keepHouse, LABEL_TEMPLATES } from '../text/programs.ts';
import { fixedNetwork } from '../world.ts';
import { drawCompany, single } from './programs.ts';

/** The questions of some tasks in a row: `item` is the position in the list. */
function examVoice(tasks: readonly Benchmark[]): Voice {
  const list = tasks.flatMap((task) =>
    task.questions.map((question) => `${task.prefix}\n\nQ: ${question}\nA: Let's think step by step.`),
  );
  return ({ item }) => ({ ...single(list[item % list.length]!), temperature: 0, maxTokens: 512 });
}

function questionsIn(tasks: readonly Benchmark[]): number {
  return tasks.reduce((sum, task) => sum + task.questions.length, 0);
}

/** Benchmark runs: by one account, by a team that splits the tasks, and by unrelated laboratories in one night. */
export function addBenchmarks(kit: Kit): void {
  const r = partRandom(kit, 'benchmark');
  const traces = kit.library.sets.traces;
  const some = (count: number): Benchmark[] => r.shuffle([...kit.library.sets.benchmarks]).slice(0, count);
  const run = (account: number, from: number, hours: number, items: readonly number[]): void => {
    for (const [i, time] of fillSpan(traces.codeGapsMs, from, from + hours * HOUR, items.length, r).entries())
      kit.plan.addMoment(account, time, items[i]!);
  };

  for (let i = 0; i < scaled(kit, 10, 2); i++) {
    const tasks = some(1 + r.int(3));
    const seat = openAccount(kit, r, { kind: 'benchmark-solo', client: 'sdk', plan: 'payg', voice: () => examVoice(tasks) });
    run(seat.index, r.between(kit.plan.from, kit.plan.until - DAY / 2), r.between(0.4, 4), range(questionsIn(tasks)));
  }

  for (let t = 0; t < scaled(kit, 4, 1); t++) {
    const company = drawCompany(kit, r);
    const tasks = some(3 + r.int(2));
    const seats = Array.from({ length: 4 + r.int(9) }, () =>
      openAccount(kit, r, { ...company, kind: 'benchmark-team', client: 'sdk', voice: () => examVoice(tasks) }),
    );
    const start = r.between(kit.plan.from, kit.plan.until - DAY / 2);
    const hours = r.between(0.5, 3);
    const items = r.shuffle(range(questionsIn(tasks)));
    for (const [s, seat] of seats.entries())
      run(
        seat.index,
        start,
        hours,
        items.filter((_, i) => i % seats.length === s),
      );
  }

  for (let n = 0; n < scaled(kit, 2, 1); n++) {
    const tasks = some(2);
    const night = kit.plan.from + r.int(Math.max(1, Math.floor((kit.plan.until - kit.plan.from) / DAY) - 1)) * DAY + 20 * HOUR;
    for (let lab = 0; lab < 5 + r.int(6); lab++) {
      const company = drawCompany(kit, r, r.chance(0.5) ? 'hosting' : 'business');
      const declared = r.chance(0.4) ? { declaredUse: 'evaluation' } : {};
      const size = questionsIn(tasks);
      // Each laboratory takes its own sample, in its own order: the questions overlap, nobody splits the work.
      for (let k = 0; k < 1 + r.int(2); k++) {
        const seat = openAccount(kit, r, {
          ...company,
          ...declared,
          kind: 'benchmark-labs',
          client: 'sdk',
          voice: () => examVoice(tasks),
        });
        run(
          seat.index,
          night + r.between(0, 4) * HOUR,
          r.between(0.5, 3),
          r.shuffle(range(size)).slice(0, Math.floor(size * r.between(0.2, 0.7))),
        );
      }
    }
  }
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

/** Evaluation teams with the FastChat judge prompts over their own model's answers; some say what they do, some do not. */
export function addJudges(kit: Kit): void {
  for (const declared of [true, false]) {
    const kind = declared ? 'judge-declared' : 'judge-undeclared';
    const r = partRandom(kit, kind);
    for (let t = 0; t < scaled(kit, 6, 1); t++) {
      const company = drawCompany(kit, r);
      if (declared && r.chance(0.5))
        kit.authorisations.push({ org: company.org, kind: 'evaluation', note: 'model evaluation team' });
      const templates = r.shuffle([...kit.library.sets.judges]).slice(0, 1 + r.int(2));
      const seats = Array.from({ length: 3 + r.int(4) }, () =>
        openAccount(kit, r, {
          ...company,
          kind,
          client: 'sdk',
          ...(declared ? { declaredUse: 'evaluation' } : {}),
          voice:
            (): Voice =>
            ({ item }) => {
              const r = randomOf(t + 1, item, 7);
              return { ...fillJudge(kit.library, r.pick(templates), r, true), temperature: 0, maxTokens: 300 };
            },
        }),
      );
      const rounds = 1 + r.int(3);
      for (let round = 0; round < rounds; round++) {
        const start = r.between(kit.plan.from, kit.plan.until - DAY / 4);
        const items = Math.round(r.logBetween(80, 480));
        for (const [i, time] of fillSpan(
          kit.library.sets.traces.chatGapsMs,
          start,
          start + r.between(0.5, 3) * HOUR,
          items,
          r,
        ).entries())
          kit.plan.addMoment(seats[i % seats.length]!.index, time, round * 1_000 + i);
      }
    }
  }
}

/** A labelling vendor: many annotators of one organisation, a rubric, and no item twice. */
export function addLabellers(kit: Kit): void {
  const r = partRandom(kit, 'labelling');
  for (let v = 0; v < scaled(kit, 2, 1); v++) {
    const company = drawCompany(kit, r);
    const template = keepHouse(r.pick(LABEL_TEMPLATES), kit.library.everyday, r);
    const seats = Array.from({ length: scaled(kit, 30 + r.int(30), 12) }, () =>
      openAccount(kit, r, {
        ...company,
        kind: 'labelling',
        client: 'browser',
        ...(r.chance(0.5) ? { declaredUse: 'data labelling' } : {}),
        voice:
          (): Voice =>
          ({ item }) => {
            const r = randomOf(v + 77, item, 3);
            return { ...single(fillLabel(kit, template, r)), maxTokens: 60 };
          },
      }),
    );
    let item = 0;
    for (let day = kit.plan.from; day < kit.plan.until; day += DAY) {
      if ([0, 6].includes(new Date(day).getUTCDay())) continue;
      for (const seat of seats) {
        if (r.chance(0.2)) continue;
        const morning = day + (8 - seat.zone) * HOUR + r.between(0, HOUR);
        for (const time of fillSpan(kit.library.sets.traces.chatGapsMs, morning, morning + 7 * HOUR, 6 + r.poisson(8), r))
          kit.plan.addMoment(seat.index, time, item++);
      }
    }
  }
}

/** A vendor of evaluation: one rubric over the day's conversations of many firms, from the vendor's machines, each night. */
export function addGraders(kit: Kit): void {
  const r = partRandom(kit, 'grading-vendor');
  const asn = kit.world.drawAsn('hosting', r);
  const agent = `grade-nightly/${1 + r.int(3)}.${r.int(9)}`;
  const network = fixedNetwork(kit.world, asn, [agent], r.int(1e9), 4);
  const template = r.pick(GRADER_TEMPLATES);
  for (let o = 0; o < scaled(kit, 40, 10); o++) {
    const company = drawCompany(kit, r);
    for (let k = 0; k < 1 + r.int(2); k++) {
      const seat = openAccount(kit, r, {
        ...company,
        kind: 'grading-vendor',
        asn,
        asnType: 'hosting',
        network,
        agent,
        client: 'sdk',
        voice:
          (seed): Voice =>
          ({ item }) => ({ ...single(fillLabel(kit, template, randomOf(seed, item, 1))), temperature: 0, maxTokens: 300 }),
      });
      let item = 0;
      for (let night = kit.plan.from + 2 * HOUR; night < kit.plan.until; night += DAY) {
        if (r.chance(0.1)) continue;
        for (const time of fillSpan(
          kit.library.sets.traces.codeGapsMs,
          night + r.between(0, HOUR / 3),
          night + HOUR,
          3 + r.poisson(5),
          r,
        ))
          kit.plan.addMoment(seat.index, time, item++);
      }
    }
  }
}

function fillLabel(kit: Kit, template: string, r: Random): string {
  const { asks, answers } = kit.library.sets;
  const question = r.chance(0.5) ? r.pick(asks).instruction : kit.library.everyday.sentence(r, 12, r.float());
  return template
    .replace('{q}', () => question)
    .replace('{a}', () => kit.library.everyday.passage(r, 30, r.float()))
    .replace('{b}', () => r.pick(answers).slice(0, 300));
}
