// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { timeOf } from '@stillwatch/traffic';

/** A moment of the command line in milliseconds since 1970 UTC. @throws AppError USAGE */
export function parseMoment(text: string): number {
  const time = timeOf(text);
  if (Number.isNaN(time)) {
    throw new AppError('USAGE', `"${text}" is no time between 2015 and 2100`, {
      hint: 'Write 2026-09-24 or 2026-09-24T18:30:00Z.',
    });
  }
  return time;
}
