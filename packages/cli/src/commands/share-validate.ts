// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { AppError, toAppError } from '@stillwatch/core';
import type { Finding, ValidateOptions, Validation } from '@stillwatch/sharing';
import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { print } from '../output.ts';

interface Flags {
  readonly json?: true;
  readonly mustOnly?: true;
  readonly disable?: string;
  readonly enable?: string;
  readonly strictTypes?: true;
  readonly strictProperties?: true;
  readonly enforceRefs?: true;
}

/** `stillwatch share validate`. */
export function shareValidateCommand(onExit: (code: number) => void): Command {
  return new Command('validate')
    .description('Checks STIX 2.1 objects: what the schemas say, and what only the specification does.')
    .argument('<file>', 'bundle, object, list of objects or JSON lines; - for standard input')
    .option('--json', 'as one JSON document')
    .option('--must-only', 'warnings do not make it invalid')
    .option('--disable <names>', 'warnings that are not looked for: names, numbers or groups, with commas between')
    .option('--enable <names>', 'without --disable: only these warnings are looked for')
    .option('--strict-types', 'types that STIX does not define are errors')
    .option('--strict-properties', 'properties that STIX does not define are errors')
    .option('--enforce-refs', 'every reference must be to an object of the same bundle')
    .addHelpText('after', '\nExit codes: 0 valid, 1 invalid, 2 wrong usage, 3 unreadable.')
    .action(async (file: string, flags: Flags) => {
      const { readStixText, rulesCalled, validateStix } = await import('@stillwatch/sharing');
      const options = optionsOf(flags);
      // Lists are often shared with other validators, which know checks that this one does not have.
      for (const name of [...(options.disabled ?? []), ...(options.enabled ?? [])]) {
        if (rulesCalled(name).length === 0) process.stderr.write(`warning: no warning is called ${name}\n`);
      }
      const read = readStixText(await readInput(file));
      if (!read.ok) throw new AppError('INPUT_UNREADABLE', read.reason, { place: { file } });
      const result = validateStix(read.value, options);
      await print(flags.json === true ? toJson(result) : toText(result));
      onExit(result.valid ? EXIT.OK : EXIT.FOUND);
    });
}

function optionsOf(flags: Flags): ValidateOptions {
  return {
    strict: flags.mustOnly !== true,
    disabled: namesOf(flags.disable),
    enabled: namesOf(flags.enable),
    strictTypes: flags.strictTypes === true,
    strictProperties: flags.strictProperties === true,
    enforceRefs: flags.enforceRefs === true,
  };
}

function namesOf(list: string | undefined): string[] {
  return (list ?? '').split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
}

async function readInput(file: string): Promise<string> {
  try {
    return file === '-' ? await readAll(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    const { message } = toAppError(error);
    throw new AppError('INPUT_UNREADABLE', message, { cause: error, place: { file } });
  }
}

function toJson({ valid, objects, findings, truncated }: Validation): string {
  return JSON.stringify({ version: 1, valid, objects, ...(truncated ? { truncated } : {}), findings }, null, 2);
}

function toText({ valid, objects, findings, truncated }: Validation): string {
  const errors = findings.filter(({ severity }) => severity === 'must').length;
  const counts = [plural(objects, 'object'), plural(errors, 'error'), plural(findings.length - errors, 'warning')].join(', ');
  const summary = `${valid ? 'valid' : 'invalid'}: ${counts}${truncated ? ', and more that are not shown' : ''}`;
  return [...findings.map(toLine), summary].join('\n');
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function toLine({ object, path, rule, severity, message, section }: Finding): string {
  const place = `${object === '' ? 'object' : object} ${path === '' ? '/' : path}`;
  return `${severity === 'must' ? 'error  ' : 'warning'} ${place}\n        ${rule}: ${message} (STIX 2.1, ${section})`;
}
