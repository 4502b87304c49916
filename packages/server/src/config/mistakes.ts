// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { nearest } from '@stillwatch/traffic';
import type { z } from 'zod';
import type { ConfigText, Spot } from './frame.ts';
import { LEAVES, namesAt } from './leaves.ts';

export type Source = 'default' | 'file' | 'environment';

/** One thing that is wrong, and where. */
export interface Mistake {
  readonly spot: Spot | null;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** What the schema objects to, in words that quote no value. */
export function mistakesOf(issue: z.core.$ZodIssue, text: ConfigText | null, sources: ReadonlyMap<string, Source>): Mistake[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const list = LEAVES.find(({ members, path: at }) => members !== undefined && at.every((part, i) => path[i] === part));
    const known = list?.members ?? namesAt(path);
    return issue.keys.map((key) => {
      const like = nearest(key, known);
      return {
        spot: text?.spotOf([...issue.path, key], 'key') ?? null,
        message: `there is no setting ${[...path, key].join('.')}`,
        hint: like === null ? `Known here: ${known.join(', ')}.` : `Did you mean ${like}?`,
      };
    });
  }
  const leaf = LEAVES.find(({ path: at }) => at.every((part, i) => path[i] === part));
  const name = path.length === 0 ? 'the file' : path.join('.');
  // What zod says by itself may quote what it found.
  const inside = leaf !== undefined && path.length > leaf.path.length;
  const wanted = inside ? `does not fit: ${leaf.key} is a ${leaf.kind}` : `is not ${leaf?.kind ?? 'a mapping'}`;
  const message = `${name} ${issue.message.startsWith('is ') ? issue.message : wanted}`;
  if (leaf !== undefined && sources.get(leaf.key) === 'environment') {
    const hint =
      leaf.key === 'port'
        ? 'Kubernetes sets STILLWATCH_PORT for a service named stillwatch: enableServiceLinks: false.'
        : undefined;
    return [{ spot: null, message: `${message} (from ${leaf.variable})`, hint }];
  }
  return [{ spot: text?.spotOf(issue.path, 'value') ?? null, message }];
}

/** All mistakes in one refusal: each with its place, its line and a caret under the token. */
export function invalid(text: ConfigText | null, mistakes: readonly Mistake[]): AppError {
  const parts = mistakes.slice(0, 10).map(({ spot, message, hint }) => {
    const frame = spot === null || text === null ? '' : `\n${text.frame(spot)}`;
    return `${message}${frame}${hint === undefined || mistakes.length === 1 ? '' : `\n${hint}`}`;
  });
  const [first] = mistakes;
  return new AppError('CONFIG_INVALID', parts.join('\n\n'), {
    ...(text === null ? {} : { place: { file: text.file, ...(first?.spot ? { line: first.spot.line } : {}) } }),
    ...(mistakes.length === 1 && first?.hint !== undefined ? { hint: first.hint } : {}),
  });
}
