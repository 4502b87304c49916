// SPDX-License-Identifier: Apache-2.0
import { parseTimestamp } from '../stix/timestamp.ts';
import type { ComparisonExpression, ObservationExpression, Qualified } from './ast.ts';

/** When an observation was made, in microseconds since 1970, and how often. */
export interface Moment {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

/** Observations that together fulfil an expression, and the time they span. */
export interface Binding {
  readonly observations: readonly number[];
  readonly start: number;
  readonly end: number;
}

export interface Search {
  /** Observations that fulfil what stands between brackets, in the order of time. */
  matching(test: ComparisonExpression): readonly number[];
  momentOf(observation: number): Moment;
  /** Called for every step; throws when there were too many. */
  spend(): void;
  /** Whether groups of repeated observations other than neighbours in time are tried: others may want the same ones. */
  readonly exhaustive: boolean;
}

/** The ways to fulfil an expression, one after the other, as far as they are asked for. */
export function* bindings(expression: ObservationExpression, search: Search): Generator<Binding, undefined> {
  switch (expression.kind) {
    case 'observation':
      for (const i of search.matching(expression.test)) {
        search.spend();
        yield one(i, search);
      }
      return;
    case 'observation-or':
      for (const part of expression.parts) yield* bindings(part, search);
      return;
    case 'observation-and':
    case 'followed-by':
      yield* joined(expression.parts, expression.kind === 'followed-by', { ...search, exhaustive: true });
      return;
    case 'qualified':
      yield* qualified(expression, search);
  }
}

function one(observation: number, search: Search): Binding {
  const { start, end } = search.momentOf(observation);
  return { observations: [observation], start, end };
}

/** Both at once, or null where they share an observation. */
function join(a: Binding, b: Binding): Binding | null {
  if (b.observations.some((i) => a.observations.includes(i))) return null;
  return { observations: [...a.observations, ...b.observations], start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

function* joined(parts: readonly ObservationExpression[], inOrder: boolean, search: Search): Generator<Binding, undefined> {
  const [first, ...rest] = parts as [ObservationExpression, ...ObservationExpression[]];
  if (rest.length === 0) return yield* bindings(first, search);
  for (const head of bindings(first, search)) {
    for (const tail of joined(rest, inOrder, search)) {
      search.spend();
      const both = inOrder && tail.start < head.end ? null : join(head, tail);
      if (both !== null) yield both;
    }
  }
}

function* qualified({ base, qualifier }: Qualified, search: Search): Generator<Binding, undefined> {
  if (qualifier.kind === 'repeats') return yield* repeated(base, qualifier.times, search);
  const fits = qualifier.kind === 'within' ? within(qualifier.seconds) : between(qualifier.start, qualifier.stop);
  for (const binding of bindings(base, search)) if (fits(binding)) yield binding;
}

function within(seconds: number): (binding: Binding) => boolean {
  return ({ start, end }) => end - start <= seconds * 1e6;
}

function between(startText: string, stopText: string): (binding: Binding) => boolean {
  const [from, to] = [startText, stopText].map((text) => {
    const { seconds, fraction } = parseTimestamp(text)!;
    return seconds * 1e6 + Number(fraction.slice(0, 6).padEnd(6, '0'));
  }) as [number, number];
  return ({ start, end }) => start >= from && end < to;
}

function* repeated(base: ObservationExpression, times: number, search: Search): Generator<Binding, undefined> {
  const found = [...bindings(base, search)].sort((a, b) => a.start - b.start || a.end - b.end);
  const weights = found.map(({ observations: [i, ...more] }) => (more.length === 0 ? search.momentOf(i!).count : 1));
  yield* neighbours(found, weights, times, search);
  // Observations that stand for themselves are complete so; groups of groups may overlap.
  if (search.exhaustive || found.some(({ observations }) => observations.length > 1))
    yield* choices(found, weights, times, 0, null, search);
}

/** Groups of bindings that follow each other: of all groups those that span the least time. */
function* neighbours(
  found: readonly Binding[],
  weights: readonly number[],
  times: number,
  search: Search,
): Generator<Binding, undefined> {
  const mayOverlap = found.some(({ observations }) => observations.length > 1);
  let from = 0;
  let count = 0;
  for (let to = 0; to < found.length; to++) {
    count += weights[to]!;
    while (count - weights[from]! >= times && from < to) count -= weights[from++]!;
    if (count < times) continue;
    search.spend();
    const observations = found.slice(from, to + 1).flatMap((binding) => binding.observations);
    // Bindings of several observations may share some; then they are not repetitions.
    if (mayOverlap && new Set(observations).size < observations.length) continue;
    const ends = found.slice(from, to + 1).map(({ end }) => end);
    yield { observations, start: found[from]!.start, end: ends.reduce((a, b) => Math.max(a, b)) };
  }
}

function* choices(
  found: readonly Binding[],
  weights: readonly number[],
  times: number,
  from: number,
  group: Binding | null,
  search: Search,
): Generator<Binding, undefined> {
  for (let i = from; i < found.length; i++) {
    search.spend();
    const both = group === null ? found[i]! : join(group, found[i]!);
    if (both === null) continue;
    if (weights[i]! >= times) yield both;
    else yield* choices(found, weights, times - weights[i]!, i + 1, both, search);
  }
}
