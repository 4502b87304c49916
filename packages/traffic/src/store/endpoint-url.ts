// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { StoreEndpoint } from './engine.ts';
import { sqlName } from './sql.ts';

/**
 * Reads `http://user:password@host:8123/database`.
 * @param database instead of the URL's path, or `stillwatch`.
 * @throws AppError CONFIG_INVALID; the URL itself, which may hold a password, is not in the message.
 */
export function parseUrl(text: string, database: string | undefined): StoreEndpoint {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new AppError('CONFIG_INVALID', 'the ClickHouse URL is not a URL', {
      hint: 'Example: http://user:password@host:8123/stillwatch',
    });
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new AppError('CONFIG_INVALID', `the ClickHouse URL has protocol ${url.protocol}`, { hint: 'Use http:// or https://' });
  }
  const name = database ?? (url.pathname.replace(/^\//, '') || 'stillwatch');
  try {
    sqlName(name);
    return {
      url: `${url.protocol}//${url.host}`,
      username: decodeURIComponent(url.username) || 'default',
      password: decodeURIComponent(url.password),
      database: name,
    };
  } catch (error) {
    throw new AppError('CONFIG_INVALID', `the ClickHouse URL is not usable: ${(error as Error).message}`, {
      cause: error,
      hint: 'A database name has letters, digits and _; special characters in user and password are percent-encoded.',
    });
  }
}
