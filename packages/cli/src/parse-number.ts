// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';

/** A number of an option within bounds. @throws AppError USAGE */
export function parseNumber(option: string, text: string, least: number, most: number, whole = false): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most) || (whole && !Number.isInteger(value)))
    throw new AppError('USAGE', `${option} takes a ${whole ? 'whole ' : ''}number from ${least} to ${most}, not ${text}`);
  return value;
}
