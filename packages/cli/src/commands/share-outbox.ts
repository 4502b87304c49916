// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { AppError, toAppError } from '@stillwatch/core';
import { type Release, ReleaseInput, type ReleasePreview } from '@stillwatch/core/api';
import { Option, type Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { print, writeOutput } from '../output.ts';
import { askNode, onlyRemote, recordHere, type ShareFlags, withPlace } from './share-node.ts';

const FORMATS = ['stix', 'misp', 'csv'] as const;

/** `stillwatch share outbox`, `release …` and `export`. */
export function addOutboxCommands(share: Command, onExit: (code: number) => void): void {
  withPlace(share.command('outbox'))
    .description('Releases: what was written to leave, and what has left.')
    .action(async (flags: ShareFlags) => {
      const releases = await askNode(
        flags,
        async (client) => (await client.json('listReleases', '/v1/releases?limit=1000')).items,
        async (sharing) => (await sharing.releases.list({}, { limit: 1_000 })).items,
      );
      await print(flags.json === true ? JSON.stringify(releases) : describeReleases(releases));
      onExit(EXIT.OK);
    });
  addReleaseCommands(
    share.command('release').description('Writes a release, shows what leaves, agrees to it, lets it out, takes it back.'),
    onExit,
  );
  withPlace(share.command('export'))
    .description('What was released of a campaign, as a file, as far as TLP lets a file have it.')
    .argument('<campaign>', 'id of the campaign')
    .addOption(new Option('--format <name>', 'what the file is').choices(FORMATS).default('stix'))
    .option('--out <file>', 'file to write; default: standard output')
    .action(async (campaign: string, flags: ShareFlags & { format: (typeof FORMATS)[number]; out?: string }) => {
      const bytes = await askNode(
        flags,
        (client) => client.bytes(`/v1/campaigns/${encodeURIComponent(campaign)}/intelligence?format=${flags.format}`),
        async (sharing) => {
          const { exportCampaign } = await import('@stillwatch/server');
          const file = await exportCampaign(sharing, campaign, flags.format);
          if (file === null) throw new AppError('NOT_FOUND', 'nothing of this campaign was released');
          await recordHere(sharing, {
            kind: 'export',
            payload: { what: campaign, digest: null, purpose: `share export ${flags.format}` },
          });
          return file.bytes;
        },
      );
      const text = Buffer.from(bytes).toString('utf8');
      if (flags.out !== undefined) writeOutput(flags.out, text);
      else await print(text);
      onExit(EXIT.OK);
    });
}

function addReleaseCommands(release: Command, onExit: (code: number) => void): void {
  const show = async (flags: ShareFlags, result: Release): Promise<void> => {
    await print(flags.json === true ? JSON.stringify(result) : describeReleases([result]));
    onExit(EXIT.OK);
  };
  withPlace(release.command('preview'))
    .description('Exactly what would leave, what is dropped, and what stops it.')
    .argument('<file>', 'the request as JSON: campaign, recipients, tlp, legalBasis, title, …')
    .action(async (file: string, flags: ShareFlags) => {
      const preview = await onlyRemote(flags).json('previewRelease', '/v1/releases/preview', await readInput(file));
      await print(flags.json === true ? JSON.stringify(preview) : describePreview(preview));
      onExit(preview.findings.some(({ effect }) => effect === 'stops') ? EXIT.FOUND : EXIT.OK);
    });
  withPlace(release.command('draft'))
    .description('Writes a release, for another person to review.')
    .argument('<file>', 'the request as JSON, as for preview')
    .action(async (file: string, flags: ShareFlags) => {
      await show(flags, await onlyRemote(flags).json('draftRelease', '/v1/releases', await readInput(file)));
    });
  withPlace(release.command('show'))
    .description('One release with exactly what leaves.')
    .argument('<id>', 'id of the release')
    .action(async (id: string, flags: ShareFlags) => {
      const detail = await onlyRemote(flags).json('getRelease', pathOf(id));
      await print(
        flags.json === true
          ? JSON.stringify(detail)
          : `${describeReleases([detail.release])}\n${describePreview(detail.preview)}`,
      );
      onExit(EXIT.OK);
    });
  withPlace(release.command('approve'))
    .description('Agrees to what a digest stands for, as another person than its author.')
    .argument('<id>', 'id of the release')
    .requiredOption('--digest <hex>', 'of what was looked at')
    .addOption(new Option('--role <role>', 'as whom').choices(['releaser', 'counsel']).default('releaser'))
    .action(async (id: string, flags: ShareFlags & { digest: string; role: string }) => {
      const client = onlyRemote(flags);
      const { etag } = await client.json('getRelease', pathOf(id));
      const body = { digest: flags.digest, role: flags.role };
      await show(flags, await client.json('approveRelease', `${pathOf(id)}/approve`, body, etag));
    });
  withPlace(release.command('perform'))
    .description('Lets it leave; by the releaser who agreed to it.')
    .argument('<id>', 'id of the release')
    .requiredOption('--digest <hex>', 'of what was agreed to')
    .action(async (id: string, flags: ShareFlags & { digest: string }) => {
      const client = onlyRemote(flags);
      const { etag } = await client.json('getRelease', pathOf(id));
      await show(flags, await client.json('performRelease', `${pathOf(id)}/release`, { digest: flags.digest }, etag));
    });
  for (const [name, operation, about] of [
    ['refuse', 'refuseRelease', 'Stops it before it leaves.'],
    ['recall', 'recallRelease', 'Takes back what has left.'],
  ] as const) {
    withPlace(release.command(name))
      .description(about)
      .argument('<id>', 'id of the release')
      .requiredOption('--reason <text>', 'why')
      .action(async (id: string, flags: ShareFlags & { reason: string }) => {
        const client = onlyRemote(flags);
        const { etag } = await client.json('getRelease', pathOf(id));
        await show(flags, await client.json(operation, `${pathOf(id)}/${name}`, { reason: flags.reason }, etag));
      });
  }
}

function pathOf(id: string): string {
  return `/v1/releases/${encodeURIComponent(id)}`;
}

async function readInput(file: string): Promise<unknown> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new AppError('INPUT_UNREADABLE', `the request cannot be read: ${toAppError(error).message}`, { place: { file } });
  }
  const parsed = ReleaseInput.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('USAGE', `the request breaks its contract at ${issue?.path.join('.') || 'its root'}: ${issue?.message}`, {
    place: { file },
  });
}

function describeReleases(releases: readonly Release[]): string {
  if (releases.length === 0) return 'There are no releases.';
  return releases
    .map(({ id, title, state, tlp, campaign, author, recipients, digest, approvals, needsCounsel, leaf }) =>
      [
        `${title} (${id})`,
        `  ${state}, TLP:${tlp}, of ${campaign}, by ${author.name}, for ${recipients.map(({ name }) => name).join(', ') || 'nobody'}`,
        `  digest ${digest}`,
        `  agreed: ${approvals.map(({ name, role }) => `${name} as ${role}`).join(', ') || 'nobody'}${needsCounsel ? '; needs counsel' : ''}`,
        ...(leaf === null ? [] : [`  leaf ${leaf} of the log`]),
      ].join('\n'),
    )
    .join('\n');
}

function describePreview({ content, dropped, findings, digest, bytes }: ReleasePreview): string {
  return [
    `What leaves (${bytes} bytes, digest ${digest}):`,
    content,
    ...dropped.map(({ object, path, why }) => `dropped ${object} ${path}: ${why}`),
    ...findings.map(
      ({ effect, rule, text, object }) =>
        `${effect === 'stops' ? 'STOPS' : 'note '} ${rule}${object === null ? '' : ` ${object}`}: ${text}`,
    ),
  ].join('\n');
}
