// SPDX-License-Identifier: Apache-2.0
import { AppError, toAppError } from '@stillwatch/core';
import { Command, CommanderError } from 'commander';
import { arenaCommand } from './commands/arena.ts';
import { configCommand } from './commands/config.ts';
import { doctorCommand } from './commands/doctor.ts';
import { dossierCommand } from './commands/dossier.ts';
import { formatsCommand } from './commands/formats.ts';
import { huntCommand } from './commands/hunt.ts';
import { logCommand } from './commands/log.ts';
import { backupCommand, restoreCommand, signInLinkCommand } from './commands/records.ts';
import { serveCommand } from './commands/serve.ts';
import { shareCommand } from './commands/share.ts';
import { simulateCommand } from './commands/simulate.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { wantsColour } from './output.ts';
import { renderError } from './terminal/index.ts';

/** In the order of `--help`. */
export const COMMANDS = [
  huntCommand,
  serveCommand,
  configCommand,
  signInLinkCommand,
  backupCommand,
  restoreCommand,
  logCommand,
  dossierCommand,
  formatsCommand,
  shareCommand,
  simulateCommand,
  arenaCommand,
  doctorCommand,
];

/**
 * Runs one command line.
 * @param argv without the program's own name.
 * @returns the exit code; results went to standard output, talk to standard error.
 */
export async function run(argv: readonly string[]): Promise<number> {
  // A reader that closes early (`| head`) ends the output, not the world.
  process.stdout.off('error', unlessClosed).on('error', unlessClosed);
  let exitCode: number = EXIT.OK;
  const program = new Command('stillwatch')
    .description('Finds, contains and jointly counters campaigns that copy a model by distillation.')
    .version('0.1.0')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .showHelpAfterError(false)
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing found, 1 campaigns found, 2 wrong usage or input, 3 something is unavailable.',
    );
  for (const command of COMMANDS) {
    program.addCommand(
      command((code) => {
        exitCode = code;
      }),
    );
  }
  for (const command of everyCommand(program)) command.exitOverride().configureOutput({ writeErr: () => undefined });
  try {
    if (argv.length === 0)
      throw new AppError('USAGE', 'no command given', { hint: 'Try `stillwatch hunt logs/` or `stillwatch --help`.' });
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.OK;
    const known =
      error instanceof CommanderError
        ? new AppError('USAGE', error.message.replace(/^error: /, ''), { cause: error, hint: usageHint(argv) })
        : toAppError(error);
    process.stderr.write(`${renderError(known, { colour: wantsColour(process.stderr) })}\n`);
    // The stack is for those who mend Stillwatch, never for those who use it.
    if (process.env.STILLWATCH_DEBUG !== undefined) process.stderr.write(`${known.stack}\n`);
    return exitCodeOf(known.code);
  }
}

function unlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** Commands below commands too: each handles its own wrong usage. */
function everyCommand({ commands }: Command): Command[] {
  return commands.flatMap((command) => [command, ...everyCommand(command)]);
}

function usageHint(argv: readonly string[]): string {
  const command = argv.find((word) => !word.startsWith('-'));
  return `See \`stillwatch ${command === undefined ? '' : `${command} `}--help\`.`;
}
