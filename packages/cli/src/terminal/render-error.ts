// SPDX-License-Identifier: Apache-2.0
import { type AppError, formatPlace } from '@stillwatch/core';
import { showUnseen } from '../report/visible.ts';
import { createPen } from './layout.ts';

/** `error CODE: message`, then where, then what to do; never a stack trace. */
export function renderError(error: AppError, { colour }: { readonly colour: boolean }): string {
  const pen = createPen(colour, 100);
  const lines = [`${pen.bold(pen.tint(`error ${error.code}:`, 'red'))} ${showUnseen(error.message, 2_000)}`];
  if (error.place !== undefined) lines.push(`  at ${showUnseen(formatPlace(error.place), 1_000)}`);
  if (error.hint !== undefined) lines.push(`  ${pen.dim('hint:')} ${showUnseen(error.hint, 2_000)}`);
  return lines.join('\n');
}
