// SPDX-License-Identifier: Apache-2.0
import { TECHNIQUE_IDS } from '@stillwatch/core';
import { HEADS, LEAST_BITS, MOST_BITS } from '../src/signals/model.ts';
import { clopperPearson } from './intervals.ts';
import { has, type Measured } from './measure.ts';

const HEAD_NUMBERS = Array.from({ length: HEADS }, (_, k) => k);
const percent = (share: number): string => `${(100 * share).toFixed(share > 0 && share < 0.01 ? 2 : 1)} %`;
const interval = (hits: number, total: number): string => {
  const [low, high] = clopperPearson(hits, total);
  return `${percent(low)} – ${percent(high)}`;
};

/** Markdown table with right-aligned numbers. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/**
 * Recall on wordings that were held out whole. Texts of one wording are no independent trials, so the
 * interval counts wordings: one is found when at least half of its texts fire.
 */
export function tabulateRecall(measured: readonly Measured[]): string {
  const rows = HEAD_NUMBERS.flatMap((head) =>
    (['en', 'other'] as const).flatMap((kind) => {
      const list = measured.filter(
        ({ row }) => row.source === 'grammar' && has(row.positive, head) && (row.language === 'en') === (kind === 'en'),
      );
      if (list.length === 0) return [];
      const groups = groupBy(list, ({ row }) => row.group);
      const found = [...groups.values()].filter((texts) => share(texts, ({ byBoth }) => has(byBoth, head)) >= 0.5).length;
      return [
        [
          TECHNIQUE_IDS[head]!,
          kind === 'en' ? 'English' : 'five others',
          String(list.length),
          percent(share(list, ({ byRules }) => has(byRules, head))),
          percent(share(list, ({ byModel }) => has(byModel, head))),
          percent(share(list, ({ byBoth }) => has(byBoth, head))),
          `${found} of ${groups.size}`,
          interval(found, groups.size),
        ],
      ];
    }),
  );
  return formatTable(['Technique', 'Language', 'Texts', 'Rules', 'Model', 'Both', 'Wordings found', '95 % interval'], rows);
}

/** Recall on public attack texts, each set with the technique that it stands for. */
export function tabulateAttackSets(measured: readonly Measured[]): string {
  const rows = [...groupBy(measured, ({ row }) => row.source)].map(([source, list]) => {
    const wanted = list[0]!.row.positive;
    const hits = (mask: (m: Measured) => number): string => percent(share(list, (m) => (mask(m) & wanted) !== 0));
    const found = list.filter(({ byBoth }) => (byBoth & wanted) !== 0).length;
    const names = HEAD_NUMBERS.filter((head) => has(wanted, head)).map((head) => TECHNIQUE_IDS[head]!);
    return [
      source,
      names.join(' or '),
      String(list.length),
      hits(({ byRules }) => byRules),
      hits(({ byModel }) => byModel),
      hits(({ byBoth }) => byBoth),
      interval(found, list.length),
    ];
  });
  return formatTable(['Set', 'Technique', 'Texts', 'Rules', 'Model', 'Both', '95 % interval'], rows);
}

/** False alarms per benign set: any technique, and each one. */
export function tabulateFalseAlarms(
  measured: readonly Measured[],
  key: (m: Measured) => string = ({ row }) => row.source,
): string {
  const rows = [...groupBy(measured, key)].map(([source, list]) => {
    const alarms = list.filter(({ byBoth }) => byBoth !== 0).length;
    const each = HEAD_NUMBERS.map((head) => list.filter(({ byBoth }) => has(byBoth, head)).length);
    const most = Math.max(...each);
    return [
      source,
      String(list.length),
      String(list.filter(({ byRules }) => byRules !== 0).length),
      String(list.filter(({ byModel }) => byModel !== 0).length),
      String(alarms),
      percent(alarms / list.length),
      interval(alarms, list.length),
      most === 0 ? 'none' : `${TECHNIQUE_IDS[each.indexOf(most)]!} ${percent(most / list.length)}`,
    ];
  });
  return formatTable(['Set', 'Texts', 'By rules', 'By model', 'By either', 'Rate', '95 % interval', 'Worst technique'], rows);
}

/** Rate and interval of every technique in every benign set. */
export function tabulateByTechnique(measured: readonly Measured[]): string {
  const sets = groupBy(measured, ({ row }) => row.source);
  const rows = HEAD_NUMBERS.map((head) => [
    TECHNIQUE_IDS[head]!,
    ...[...sets.values()].map((list) => {
      const hits = list.filter(({ byBoth }) => has(byBoth, head)).length;
      return `${hits} (≤ ${percent(clopperPearson(hits, list.length)[1])})`;
    }),
  ]);
  return formatTable(['Technique', ...[...sets].map(([source, list]) => `${source} (${list.length})`)], rows);
}

/**
 * Bits promised against bits observed: in each bin of model bits, log2 of the share of positive texts over
 * the share of ordinary ones, over all techniques. Sets count alike within each class.
 */
export function tabulateCalibration(measured: readonly Measured[]): string {
  const bins = new Map<number, { promised: number; positive: number; negative: number; texts: number }>();
  for (const head of HEAD_NUMBERS) {
    const positives = measured.filter(({ row }) => has(row.positive, head));
    const negatives = measured.filter(({ row }) => row.positive === 0 && !has(row.ignore, head));
    for (const [list, kind] of [
      [positives, 'positive'],
      [negatives, 'negative'],
    ] as const) {
      const sets = groupBy(list, ({ row }) => (kind === 'positive' ? row.group : row.source));
      for (const texts of sets.values()) {
        for (const { model } of texts) {
          const bits = Math.max(LEAST_BITS, Math.min(MOST_BITS, model[head]!));
          const at = Math.min(MOST_BITS - 1, Math.floor(bits));
          const bin = bins.get(at) ?? { promised: 0, positive: 0, negative: 0, texts: 0 };
          bin.promised += bits;
          bin.texts++;
          bin[kind] += 1 / texts.length / sets.size / HEADS;
          bins.set(at, bin);
        }
      }
    }
  }
  const rows = [...bins]
    .sort(([a], [b]) => a - b)
    .map(([at, { promised, positive, negative, texts }]) => [
      `${at} to ${at + 1}`,
      String(texts),
      (promised / texts).toFixed(1),
      percent(positive),
      percent(negative),
      negative === 0 ? 'no ordinary text' : positive === 0 ? 'no positive text' : Math.log2(positive / negative).toFixed(1),
    ]);
  return formatTable(['Bits', 'Texts × techniques', 'Mean promised', 'Share of positive', 'Share of ordinary', 'Observed'], rows);
}

export function groupBy<T>(list: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}

const share = <T>(list: readonly T[], test: (item: T) => boolean): number =>
  list.length === 0 ? 0 : list.filter(test).length / list.length;
