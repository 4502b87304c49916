// SPDX-License-Identifier: Apache-2.0
import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { type NodeFlags, readNodeConfig } from '../node-config.ts';
import { print } from '../output.ts';

interface ConfigFlags extends NodeFlags {
  readonly json?: true;
}

/** `stillwatch config check` and `stillwatch config explain [key]`. */
export function configCommand(onExit: (code: number) => void): Command {
  const command = new Command('config').description('Checks and explains the configuration of a node, without starting it.');
  command
    .command('check')
    .description('Is the configuration right? Names every mistake with its place.')
    .option('--config <file>', 'configuration in YAML')
    .option('--json', 'as JSON')
    .action(async (flags: ConfigFlags) => {
      const { settings, warnings } = await readNodeConfig(flags);
      const changed = settings.filter(({ source }) => source !== 'default').length;
      for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
      await print(
        flags.json === true
          ? JSON.stringify({ ok: true, settings: settings.length, changed, warnings })
          : `The configuration is right: ${settings.length} settings, ${changed} of them given.`,
      );
      onExit(EXIT.OK);
    });
  command
    .command('explain')
    .description('What a setting is, what it does, and where it comes from; secrets are never shown.')
    .argument('[key]', 'setting, or the beginning of several (`intake`)')
    .option('--config <file>', 'configuration in YAML')
    .option('--json', 'as JSON')
    .action(async (key: string | undefined, flags: ConfigFlags) => {
      const { explainConfig } = await import('@stillwatch/server/config');
      const settings = explainConfig(await readNodeConfig(flags), key);
      await print(
        flags.json === true
          ? JSON.stringify(settings, null, 2)
          : settings.map(({ key: name, value, source, about }) => `${name}: ${value}   (${source})\n  ${about}`).join('\n'),
      );
      onExit(EXIT.OK);
    });
  return command;
}
