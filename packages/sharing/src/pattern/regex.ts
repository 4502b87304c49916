// SPDX-License-Identifier: Apache-2.0
import { type Atom, isWordPoint, type Node, parseRegex } from './regex-parse.ts';

/** A compiled expression; time to test is the length of the text times the size of the expression, never more. */
export interface SafeRegex {
  /** Whether the expression is found anywhere in the text. */
  test(text: string): boolean;
  /** How many steps a character takes at most. */
  readonly size: number;
}

type Instruction = Atom | { readonly kind: 'split'; readonly to: readonly number[] } | { readonly kind: 'match' };

const MAX_INSTRUCTIONS = 10_000;

/**
 * Compiles a regular expression of a stranger's pattern. It is matched by following all alternatives at once
 * (Thompson's construction), so that no expression can take exponential time.
 * @throws SyntaxError where the expression is wrong, too large, or needs back-tracking
 */
export function compileRegex(source: string): SafeRegex {
  const program: Instruction[] = [];
  emit(parseRegex(source), program);
  program.push({ kind: 'match' });
  return { test: (text) => run(program, text), size: program.length };
}

function push(program: Instruction[], instruction: Instruction): number {
  if (program.length >= MAX_INSTRUCTIONS) throw new SyntaxError('the expression is too large');
  return program.push(instruction) - 1;
}

function emit(node: Node, program: Instruction[]): void {
  switch (node.kind) {
    case 'one':
    case 'assert':
      push(program, node);
      return;
    case 'sequence':
      for (const part of node.parts) emit(part, program);
      return;
    case 'choice': {
      const fork = push(program, { kind: 'match' });
      const starts: number[] = [];
      const ends: number[] = [];
      for (const part of node.parts) {
        starts.push(program.length);
        emit(part, program);
        ends.push(push(program, { kind: 'match' }));
      }
      program[fork] = { kind: 'split', to: starts };
      for (const end of ends) program[end] = { kind: 'split', to: [program.length] };
      return;
    }
    case 'repeat': {
      for (let i = 0; i < node.min; i++) emit(node.part, program);
      if (node.max === Infinity) {
        const fork = push(program, { kind: 'match' });
        emit(node.part, program);
        push(program, { kind: 'split', to: [fork] });
        program[fork] = { kind: 'split', to: [fork + 1, program.length] };
        return;
      }
      const forks: number[] = [];
      for (let i = node.min; i < node.max; i++) {
        forks.push(push(program, { kind: 'match' }));
        emit(node.part, program);
      }
      for (const fork of forks) program[fork] = { kind: 'split', to: [fork + 1, program.length] };
    }
  }
}

function run(program: readonly Instruction[], text: string): boolean {
  const points = Array.from(text, (character) => character.codePointAt(0)!);
  // In which round an instruction was reached last: cheaper than a set of its own for every character.
  const rounds = new Int32Array(program.length).fill(-1);
  let threads: number[] = [];
  for (let at = 0; at <= points.length; at++) {
    const reached: number[] = [];
    // Another attempt begins at every position.
    threads.push(0);
    for (const start of threads) if (follow(program, start, points, at, rounds, reached)) return true;
    if (at === points.length) return false;
    threads = [];
    for (const index of reached) {
      const instruction = program[index] as Extract<Atom, { kind: 'one' }>;
      if (instruction.matches(points[at]!)) threads.push(index + 1);
    }
  }
  return false;
}

/** Collects what waits for the next character and is reached without eating one. @returns whether the end is */
function follow(
  program: readonly Instruction[],
  start: number,
  points: readonly number[],
  at: number,
  rounds: Int32Array,
  reached: number[],
): boolean {
  const open = [start];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (rounds[index] === at) continue;
    rounds[index] = at;
    const instruction = program[index]!;
    if (instruction.kind === 'match') return true;
    if (instruction.kind === 'one') reached.push(index);
    else if (instruction.kind === 'split') for (const to of instruction.to) open.push(to);
    else if (holds(instruction.at, points, at)) open.push(index + 1);
  }
  return false;
}

function holds(what: Extract<Atom, { kind: 'assert' }>['at'], points: readonly number[], at: number): boolean {
  switch (what) {
    case 'start':
      return at === 0;
    case 'line-start':
      return at === 0 || points[at - 1] === 10;
    case 'end':
      return at === points.length || (at === points.length - 1 && points[at] === 10);
    case 'very-end':
      return at === points.length;
    case 'line-end':
      return at === points.length || points[at] === 10;
    default: {
      const isEdge = (at > 0 && isWordPoint(points[at - 1]!)) !== (at < points.length && isWordPoint(points[at]!));
      return isEdge === (what === 'word');
    }
  }
}
