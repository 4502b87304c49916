// SPDX-License-Identifier: Apache-2.0
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type Range, visit } from 'yaml';

/** A place in the file: line and column count from 1. */
export interface Spot {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** A YAML file that can say where its parts stand. */
export interface ConfigText {
  readonly file: string;
  readonly value: unknown;
  /** What the YAML parser objects to. */
  readonly problem: { spot: Spot; message: string } | null;
  /** Where a value stands, or the nearest thing around it that stands anywhere. */
  spotOf(path: readonly PropertyKey[], what: 'key' | 'value'): Spot;
  /** The place, the line and a caret under the token. */
  frame(spot: Spot): string;
}

/** @param hidden names of keys whose values are never shown, whatever lines they are on. */
export function readConfigText(file: string, text: string, hidden: readonly string[]): ConfigText {
  const secrets = new RegExp(`\\b((?:${hidden.join('|')})["']?\\s*:\\s*)[^,}\\s][^,}]*`, 'g');
  /** What is shown of the first line of a secret of several, and of the others. */
  const name = new RegExp(`^(.*?\\b(?:${hidden.join('|')})["']?\\s*:\\s*).*$`);
  const indentation = /^([\s-]*).*$/;
  const lines = new LineCounter();
  const document: Document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, version: '1.2' });
  const source = text.split(/\r?\n/);

  const spotAt = (from: number, to: number): Spot => {
    const { line, col } = lines.linePos(from);
    const rest = (source[line - 1] ?? '').length - col + 1;
    return { line, column: col, length: Math.max(1, Math.min(to - from, rest)) };
  };
  const spotOfNode = (node: Node | null | undefined): Spot | null => {
    const range: Range | null | undefined = node?.range;
    return range === null || range === undefined ? null : spotAt(range[0], range[1]);
  };

  const [error] = document.errors;
  const secretLines = linesOfSecrets(document, hidden, (offset) => lines.linePos(offset).line);
  // Where the text cannot be read, whatever follows a secret of several lines may be of it.
  const open = new RegExp(`\\b(?:${hidden.join('|')})["']?\\s*:\\s*(?:$|[[{|>&!#])`);
  const opens = error === undefined ? 0 : source.findIndex((line) => open.test(line)) + 1;
  const maskOf = (line: number): RegExp => {
    const place = opens === 0 || line < opens ? secretLines.get(line) : line === opens ? 'first' : 'later';
    return place === undefined ? secrets : place === 'first' ? name : indentation;
  };
  const read = error === undefined ? toValue(document) : null;
  return {
    file,
    value: read?.value ?? null,
    problem:
      error !== undefined
        ? { spot: spotAt(error.pos[0], error.pos[1]), message: error.message.split(/ at line \d+/)[0]!.trim() }
        : read === null
          ? { spot: spotAt(0, 1), message: 'an alias refers to nothing, or to too much' }
          : null,
    spotOf(path, what) {
      let node: Node | null = document.contents;
      let spot = spotOfNode(node) ?? { line: 1, column: 1, length: 1 };
      path.forEach((part, depth) => {
        const last = depth === path.length - 1;
        if (isMap(node)) {
          const pair = node.items.find(({ key }) => isScalar(key) && key.value === part);
          if (pair === undefined) return;
          const keySpot = spotOfNode(pair.key as Node);
          const valueSpot = spotOfNode(pair.value as Node | null);
          spot = (last && what === 'value' ? (valueSpot ?? keySpot) : keySpot) ?? spot;
          node = pair.value as Node | null;
        } else if (isSeq(node)) {
          node = (node.items[Number(part)] ?? null) as Node | null;
          spot = spotOfNode(node) ?? spot;
        }
      });
      return spot;
    },
    frame(spot) {
      const number = String(spot.line);
      const margin = ' '.repeat(number.length);
      const line = (source[spot.line - 1] ?? '').replace(maskOf(spot.line), '$1⟨hidden⟩');
      const carets = Math.max(1, Math.min(spot.length, line.length - spot.column + 1));
      return [
        `${margin}--> ${file}:${spot.line}:${spot.column}`,
        `${number} | ${line}`,
        `${margin} | ${' '.repeat(spot.column - 1)}${'^'.repeat(carets)}`,
      ].join('\n');
    },
  };
}

/** Lines of secrets that are lists, mappings or texts of several lines. */
function linesOfSecrets(
  document: Document,
  hidden: readonly string[],
  lineOf: (offset: number) => number,
): Map<number, 'first' | 'later'> {
  const found = new Map<number, 'first' | 'later'>();
  visit(document, {
    Pair(_, { key, value }) {
      const [name, node] = [key as Node | null, value as Node | null];
      if (!isScalar(name) || !hidden.includes(String(name.value)) || name.range == null || node?.range == null) return;
      const [from, to] = [lineOf(name.range[0]), lineOf(Math.max(node.range[0], node.range[1] - 1))];
      if (isScalar(node) && from === to) return;
      if (!found.has(from)) found.set(from, 'first');
      for (let line = from + 1; line <= to; line++) found.set(line, 'later');
    },
  });
  return found;
}

/** Null where aliases cannot be resolved, which is seen only then. */
function toValue(document: Document): { readonly value: unknown } | null {
  try {
    return { value: document.toJS({ maxAliasCount: 10 }) };
  } catch {
    return null;
  }
}
