// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError, toAppError } from '@stillwatch/core';

/** Colour on a terminal, unless NO_COLOR is set (https://no-color.org). */
export function wantsColour(stream: { readonly isTTY?: boolean }): boolean {
  if (process.env.NO_COLOR !== undefined && process.env.NO_COLOR !== '') return false;
  return stream.isTTY === true || process.env.FORCE_COLOR === '1';
}

/** Writes a result to standard output and waits until it is out. */
export function print(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`, () => resolve());
  });
}

/**
 * Checks that a result file may be written, before hours are spent on its content: a file that is already
 * there must be one that Stillwatch wrote, so that a slip of the command line cannot overwrite a log.
 * @param ours tells by its first bytes whether a file is one of ours.
 * @throws AppError OUTPUT_UNWRITABLE
 */
export function checkOutput(path: string, ours: (head: string) => boolean): void {
  if (!existsSync(path)) return;
  let head: string;
  try {
    head = readFileSync(path, { encoding: 'utf8' }).slice(0, 200);
  } catch (error) {
    throw new AppError('OUTPUT_UNWRITABLE', toAppError(error).message, { cause: error, place: { file: path } });
  }
  if (head.trim() === '' || ours(head)) return;
  throw new AppError('OUTPUT_UNWRITABLE', 'the file exists and was not written by Stillwatch', {
    place: { file: path },
    hint: 'Give another name, or remove the file first.',
  });
}

/** Writes a result file whole or not at all. @throws AppError OUTPUT_UNWRITABLE, DISK_FULL */
export function writeOutput(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.new`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    const known = toAppError(error);
    throw new AppError(known.code === 'DISK_FULL' ? 'DISK_FULL' : 'OUTPUT_UNWRITABLE', known.message, {
      cause: error,
      place: { file: path },
    });
  }
}

/** Head of a JSON report of ours. */
export function isJsonReport(head: string): boolean {
  return /^\{\s*"version":\s*1,\s*"window"/.test(head);
}

/** Head of an HTML report of ours. */
export function isHtmlReport(head: string): boolean {
  return /^<!doctype html>/i.test(head) && head.includes('Stillwatch');
}
