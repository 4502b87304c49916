// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { AppError } from '@stillwatch/core';
import type { Config } from '../config/index.ts';

/** The configured time-stamp authority with the certificates that are trusted for it; null without one. @throws AppError CONFIG_INVALID. */
export function readAuthority({ log: { timestampAuthority } }: Pick<Config, 'log'>): { url: string; roots: string } | null {
  const { url, roots: file } = timestampAuthority;
  if (url === null || file === null) return null;
  try {
    return { url, roots: readFileSync(file, 'utf8') };
  } catch (cause) {
    throw new AppError('CONFIG_INVALID', 'log.timestampAuthority.roots cannot be read', { cause, place: { file } });
  }
}
