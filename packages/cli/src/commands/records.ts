// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { User } from '@stillwatch/core/api';
import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { type NodeFlags, readNodeConfig } from '../node-config.ts';
import { print } from '../output.ts';

const clock = { now: () => Date.now() };

async function placeOf(flags: NodeFlags) {
  const { config } = await readNodeConfig(flags);
  return { settings: config, place: { url: config.records.url, folder: config.data, clock } };
}

function withPlace(command: Command): Command {
  return command.option('--config <file>', 'configuration in YAML').option('--data <folder>', 'data folder of the node');
}

/** `stillwatch backup FILE`. */
export function backupCommand(onExit: (code: number) => void): Command {
  return withPlace(new Command('backup'))
    .description('Writes the records of a node (campaigns, people, reviews, audit) into one file, also while it runs.')
    .argument('<file>', 'file to write; must not exist')
    .addHelpText('after', '\nTraffic is not in it: back the data folder’s engine up, or the ClickHouse server.')
    .action(async (file: string, flags: NodeFlags) => {
      const { backupRecords } = await import('@stillwatch/server');
      const { place } = await placeOf(flags);
      const counts = await backupRecords(place, file);
      await print(describeCounts(counts));
      onExit(EXIT.OK);
    });
}

/** `stillwatch restore FILE`. */
export function restoreCommand(onExit: (code: number) => void): Command {
  return withPlace(new Command('restore'))
    .description('Reads a backup into an empty records store: SQLite or PostgreSQL, whichever the backup was made of.')
    .argument('<file>', 'file that `stillwatch backup` wrote')
    .action(async (file: string, flags: NodeFlags) => {
      const { restoreRecords } = await import('@stillwatch/server');
      const { place } = await placeOf(flags);
      const counts = await restoreRecords(file, place);
      await print(describeCounts(counts));
      onExit(EXIT.OK);
    });
}

/** `stillwatch sign-in-link`. */
export function signInLinkCommand(onExit: (code: number) => void): Command {
  return withPlace(new Command('sign-in-link'))
    .description('Makes a one-time sign-in link for somebody, also while the node runs.')
    .option('--user <name>', 'name, e-mail address or id (default: the first administrator)')
    .action(async (flags: NodeFlags & { readonly user?: string }) => {
      const { openRecords, signInLink } = await import('@stillwatch/server');
      const { settings, place } = await placeOf(flags);
      const records = await openRecords(place);
      try {
        const { items } = await records.people.users({ limit: 1_000 });
        const user = findUser(items, flags.user);
        const origin = settings.publicUrl ?? `http://${settings.host}:${settings.port}`;
        await print(await signInLink(records, clock, user, origin));
      } finally {
        await records.close();
      }
      onExit(EXIT.OK);
    });
}

function findUser(users: readonly User[], wanted: string | undefined): User {
  const fits =
    wanted === undefined
      ? users.filter(({ roles, disabled }) => roles.includes('admin') && !disabled).slice(0, 1)
      : users.filter(({ id, name, email }) => [id, name, email].includes(wanted));
  if (fits.length === 1) return fits[0]!;
  throw new AppError('NOT_FOUND', fits.length > 1 ? `several people are called ${wanted}` : 'there is no such person', {
    hint: users.length === 0 ? 'The node makes its first administrator when it starts: `stillwatch serve`.' : 'Give the id.',
  });
}

function describeCounts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([table, rows]) => `${String(rows).padStart(8)}  ${table}`)
    .join('\n');
}
