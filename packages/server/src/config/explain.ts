// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { nearest } from '@stillwatch/traffic';
import type { LoadedConfig } from './load.ts';

/**
 * What settings are, where each comes from and what it does; secrets say only whether they are set.
 * @param key one setting, or a section of them; all without it.
 * @throws AppError USAGE for a key that is none.
 */
export function explainConfig(loaded: LoadedConfig, key?: string): LoadedConfig['settings'] {
  if (key === undefined) return loaded.settings;
  const found = loaded.settings.filter((setting) => setting.key === key || setting.key.startsWith(`${key}.`));
  if (found.length > 0) return found;
  const like = nearest(
    key,
    loaded.settings.map((setting) => setting.key),
  );
  throw new AppError('USAGE', `there is no setting ${key}`, like === null ? {} : { hint: `Did you mean ${like}?` });
}
