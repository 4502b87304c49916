// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { AppError, toAppError } from '@stillwatch/core';
import { type InboxItem, InboxState, Tlp } from '@stillwatch/core/api';
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { print } from '../output.ts';
import { askNode, recordHere, type ShareFlags, withPlace } from './share-node.ts';

const FORMATS = ['misp', 'csv', 'stix'] as const;
const MEDIA = { misp: 'application/json', csv: 'text/csv', stix: 'application/stix+json' } as const;
/** Nobody in particular reads: what is for persons by name is not shown. */
const READER = { path: 'export', person: null } as const;

/** `stillwatch share inbox` and `import`. */
export function addInboxCommands(share: Command, onExit: (code: number) => void): void {
  withPlace(share.command('inbox'))
    .description('What partners say: by whom, how trusted, and what it is in the own traffic.')
    .option('--state <state>', InboxState.options.join(', '))
    .action(async (flags: ShareFlags & { state?: string }) => {
      const state = InboxState.optional().safeParse(flags.state);
      if (!state.success) throw new AppError('USAGE', `--state is one of ${InboxState.options.join(', ')}`);
      const filter = state.data === undefined ? {} : { state: state.data };
      const items = await askNode(
        flags,
        async (client) =>
          (await client.json('listInbox', `/v1/inbox?${new URLSearchParams({ limit: '1000', ...filter }).toString()}`)).items,
        async (sharing) => (await (await sharing.inbox(READER)).list(filter, { limit: 1_000 })).items,
      );
      await print(flags.json === true ? JSON.stringify(items) : describeItems(items));
      onExit(EXIT.OK);
    });
  withPlace(share.command('import'))
    .description('Takes a file of intelligence in, as the say of somebody who is named; it is passed on to nobody.')
    .argument('<file>', 'file to read')
    .requiredOption('--format <name>', FORMATS.join(', '))
    .requiredOption('--source <name>', 'whose say it is')
    .option('--tlp <level>', 'level of what has none of its own', 'RED')
    .action(async (file: string, flags: ShareFlags & { format: string; source: string; tlp: string }) => {
      const format = FORMATS.find((one) => one === flags.format);
      if (format === undefined) throw new AppError('USAGE', `--format is one of ${FORMATS.join(', ')}`);
      const tlp = Tlp.safeParse(flags.tlp.toUpperCase());
      if (!tlp.success) throw new AppError('USAGE', `--tlp is one of ${Tlp.options.join(', ')}`);
      const bytes = await readFile(file).catch((error: unknown) => {
        throw new AppError('INPUT_UNREADABLE', `the file cannot be read: ${toAppError(error).message}`, { place: { file } });
      });
      const query = { format, source: flags.source, tlp: tlp.data };
      const { imported, skipped } = await askNode(
        flags,
        (client) =>
          client.upload('importIntelligence', `/v1/inbox/import?${new URLSearchParams(query).toString()}`, bytes, MEDIA[format]),
        async (sharing) => {
          const { importIntelligence } = await import('@stillwatch/server');
          await recordHere(sharing, {
            kind: 'case-step',
            payload: { case: flags.source, step: `share import ${format}`, party: 'own' },
          });
          const taken = await importIntelligence(sharing, bytes, query);
          return { imported: taken.imported, skipped: [...taken.skipped] };
        },
      );
      const lines = [
        `${imported} taken in, ${skipped.length} left out`,
        ...skipped.map(({ where, why }) => `  ${where}: ${why}`),
      ];
      await print(flags.json === true ? JSON.stringify({ imported, skipped }) : lines.join('\n'));
      onExit(EXIT.OK);
    });
}

function describeItems(items: readonly InboxItem[]): string {
  if (items.length === 0) return 'There is nothing.';
  return items
    .map(({ id, name, state, tlp, claims, lineages, trust, gate, impact }) =>
      [
        `${name} (${id})`,
        `  ${state}, TLP:${tlp}, from ${[...new Set(claims.map(({ source }) => source))].join(', ')}; lineages: ${lineages}`,
        `  trust ${trust.score.toFixed(2)}, at most ${gate.most} (${gate.why})`,
        ...trust.lines.map((line) => `    ${line}`),
        `  own traffic: ${impact.accounts} accounts, ${impact.templates.matched} of ${impact.templates.of} templates${
          impact.detection === null ? '' : `, raised ${impact.detection}`
        }${impact.campaigns.length === 0 ? '' : `, in ${impact.campaigns.map((one) => one.id).join(', ')}`}`,
      ].join('\n'),
    )
    .join('\n');
}
