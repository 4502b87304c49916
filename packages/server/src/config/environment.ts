// SPDX-License-Identifier: Apache-2.0
import { nearest } from '@stillwatch/traffic';
import { parse } from 'yaml';
import type { ConfigText } from './frame.ts';
import { LEAVES } from './leaves.ts';
import { invalid, type Source } from './mistakes.ts';
import { removeAt, setAt, type Tree, valueAt } from './tree.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that are no settings: where the file is, and what start scripts and tests use. */
const OTHER_VARIABLES = /^STILLWATCH_(CONFIG|TEST_.*)$/;

/** Puts variables over the file. @returns warnings: variables that name no setting. */
export function applyEnvironment(tree: Tree, environment: Environment, sources: Map<string, Source>): string[] {
  const warnings: string[] = [];
  const files = new Set(LEAVES.filter(({ secret }) => secret === true).map(({ variable }) => `${variable}_FILE`));
  for (const [variable, value] of Object.entries(environment)) {
    if (!variable.startsWith('STILLWATCH_') || OTHER_VARIABLES.test(variable) || files.has(variable) || value === undefined)
      continue;
    const leaf = LEAVES.find((one) => one.variable === variable);
    if (leaf === undefined) {
      const like = nearest(variable, [...LEAVES.map((one) => one.variable), ...files]);
      warnings.push(`${variable} names no setting${like === null ? '' : `; did you mean ${like}?`}`);
    } else if (setAt(tree, leaf.path, leaf.text === true ? value : parseValue(value))) {
      sources.set(leaf.key, 'environment');
    }
  }
  return warnings;
}

function parseValue(value: string): unknown {
  try {
    return parse(value, { maxAliasCount: 10 });
  } catch {
    // It is then no list and no number, which the schema says better.
    return value;
  }
}

/** `clientSecretFile: /run/secrets/x` in place of `clientSecret`, in the file as in the environment. */
export function applySecretFiles(
  tree: Tree,
  text: ConfigText | null,
  environment: Environment,
  sources: Map<string, Source>,
  readSecret: (path: string) => string,
): void {
  for (const leaf of LEAVES) {
    if (leaf.secret !== true) continue;
    const filePath = [...leaf.path.slice(0, -1), `${leaf.path.at(-1)!}File`];
    const inFile = valueAt(tree, filePath);
    const given = environment[`${leaf.variable}_FILE`] ?? inFile;
    removeAt(tree, filePath);
    if (given === undefined) continue;
    const spot = inFile === undefined ? null : (text?.spotOf(filePath, 'value') ?? null);
    const key = filePath.join('.');
    if (typeof given !== 'string' || given === '') throw invalid(text, [{ spot, message: `${key} is not a path` }]);
    if (sources.has(leaf.key)) throw invalid(text, [{ spot, message: `${leaf.key} is given twice: as such, and by ${key}` }]);
    const secret = readSecret(given).trim();
    setAt(tree, leaf.path, leaf.text === true ? secret : parseValue(secret));
    sources.set(leaf.key, inFile === undefined ? 'environment' : 'file');
  }
}
