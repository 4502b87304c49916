// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { AppError } from '@stillwatch/core';
import type { Setting } from '@stillwatch/core/api';
import type { z } from 'zod';
import { applyEnvironment, applySecretFiles, type Environment } from './environment.ts';
import { readConfigText } from './frame.ts';
import { LEAVES, type Leaf } from './leaves.ts';
import { invalid, mistakesOf, type Source } from './mistakes.ts';
import { type Config, ConfigSchema } from './schema.ts';
import { checkTogether } from './together.ts';
import { isTree, type Tree, valueAt } from './tree.ts';

/** Settings as a node uses them, and where each comes from. Nothing in it can be changed. */
export interface LoadedConfig {
  readonly config: Config;
  /** Every setting, with its value as it was written. */
  readonly settings: readonly z.infer<typeof Setting>[];
  /** What was given and is not used: variables that name no setting. */
  readonly warnings: readonly string[];
}

/** What the configuration is read from; the disk is asked for files of secrets only. */
export interface ConfigSources {
  /** The file's name and text, or null where there is none. */
  readonly file: { readonly name: string; readonly text: string } | null;
  readonly environment: Environment;
  readonly readSecret: (path: string) => string;
}

/** Names of settings whose values are never shown; a list is hidden with all of its lines. */
const SECRET_NAMES = [...new Set(LEAVES.filter(({ secret }) => secret === true).map(({ path }) => path.at(-1)!))];

/**
 * Reads the file that `path` or `STILLWATCH_CONFIG` names, if any, and the environment.
 * @throws AppError CONFIG_INVALID, INPUT_NOT_FOUND, INPUT_UNREADABLE.
 */
export function loadConfig(path: string | null, environment: NodeJS.ProcessEnv): LoadedConfig {
  const name = path ?? (environment['STILLWATCH_CONFIG'] || null);
  const file = name === null ? null : { name, text: readText(name, 'the configuration') };
  return parseConfig({ file, environment, readSecret: (secret) => readText(secret, 'the file of a secret') });
}

function readText(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const missing = (cause as { code?: string }).code === 'ENOENT';
    throw new AppError(missing ? 'INPUT_NOT_FOUND' : 'INPUT_UNREADABLE', `${what} cannot be read`, {
      cause,
      place: { file: path },
    });
  }
}

/** @throws AppError CONFIG_INVALID with every mistake, its place, the line and a caret under the token. */
export function parseConfig({ file, environment, readSecret }: ConfigSources): LoadedConfig {
  const text = file === null ? null : readConfigText(file.name, file.text, SECRET_NAMES);
  if (text?.problem) throw invalid(text, [text.problem]);
  const tree = structuredClone(text?.value ?? {}) as Tree;
  const sources = new Map<string, Source>();
  for (const leaf of LEAVES) if (valueAt(tree, leaf.path) !== undefined) sources.set(leaf.key, 'file');
  const warnings = isTree(tree) ? applyEnvironment(tree, environment, sources) : [];
  if (isTree(tree)) applySecretFiles(tree, text, environment, sources, readSecret);

  const parsed = ConfigSchema.safeParse(tree);
  if (!parsed.success)
    throw invalid(
      text,
      parsed.error.issues.flatMap((issue) => mistakesOf(issue, text, sources)),
    );
  const config = deepFreeze(parsed.data);
  checkTogether(config);
  const settings = LEAVES.map((leaf): z.infer<typeof Setting> => {
    const source = sources.get(leaf.key) ?? 'default';
    return { key: leaf.key, value: show(leaf, valueAt(tree, leaf.path)), source, about: leaf.about };
  });
  return deepFreeze({ config, settings, warnings });
}

function show(leaf: Leaf, value: unknown): string {
  if (leaf.secret === true) return value === undefined || value === null ? '(none)' : '(set)';
  const shown = value === undefined ? leaf.fallback : value;
  return typeof shown === 'string' ? shown : shown === null ? '(none)' : JSON.stringify(shown);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
