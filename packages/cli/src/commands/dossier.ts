// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { TrustedKeys } from '@stillwatch/accountability';
import { AppError, toAppError } from '@stillwatch/core';
import { AUDIENCES, Audience, type Dossier, TLPS, Tlp } from '@stillwatch/core/api';
import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { connectNode, type RemoteFlags } from '../node-client.ts';
import { type NodeFlags, readNodeConfig } from '../node-config.ts';
import { print } from '../output.ts';

interface BuildFlags extends NodeFlags, RemoteFlags {
  readonly demo?: true;
  readonly out: string;
  readonly audience: string;
  readonly tlp: string;
  readonly reason?: string;
  readonly json?: true;
}
interface VerifyFlags {
  readonly policy?: string;
  readonly key?: string[];
  readonly tsaCa?: string;
  readonly timestamp: boolean;
  readonly json?: true;
}
interface RedactFlags {
  readonly audience: string;
  readonly tlp?: string;
  readonly out: string;
  readonly json?: true;
}

/** `stillwatch dossier build`, `verify` and `redact`. */
export function dossierCommand(onExit: (code: number) => void): Command {
  const command = new Command('dossier').description(
    'Builds, verifies and redacts dossiers: evidence that a stranger can check.',
  );
  command
    .command('build')
    .description('Builds a dossier of a campaign, as a folder and as a zip file.')
    .argument('[campaign]', 'id of the campaign')
    .option('--demo', 'of the demonstration: simulated traffic, a log of its own and two witnesses; needs no node')
    .requiredOption('--out <folder>', 'where to write; must be new')
    .option('--audience <name>', `for whom: ${AUDIENCES.join(', ')}`, 'recipients')
    .option('--tlp <level>', `the most they may see: ${TLPS.join(', ')}`, 'RED')
    .option('--reason <text>', 'why; recorded')
    .option('--config <file>', 'configuration in YAML')
    .option('--data <folder>', 'data folder of the node, which must not run')
    .option('--node <url>', 'address of the node, where it runs')
    .option('--key-file <file>', 'with --node: file of an API key')
    .option('--json', 'as JSON')
    .action(async (campaign: string | undefined, flags: BuildFlags) => {
      await build(campaign, flags);
      onExit(EXIT.OK);
    });
  command
    .command('verify')
    .description('Verifies a dossier, step by step, with the keys that you have from elsewhere.')
    .argument('<path>', 'folder or zip file')
    .option('--policy <file>', 'policy: keys of the log and of its witnesses (c2sp.org/tlog-policy)')
    .option('--key <file...>', 'public keys of whoever signs dossiers (PEM)')
    .option('--tsa-ca <file>', 'certificates of time-stamp authorities (PEM); with it a timestamp is required')
    .option('--no-timestamp', 'does without a timestamp')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nWithout them: policy, signer.pem and tsa.pem in the folder that holds the dossier.')
    .action(async (path: string, flags: VerifyFlags) => onExit(await verify(path, flags)));
  command
    .command('redact')
    .description('Withholds from a dossier what an audience may not see; it still verifies.')
    .argument('<path>', 'folder or zip file')
    .requiredOption('--audience <name>', `for whom: ${AUDIENCES.join(', ')}`)
    .option('--tlp <level>', `the most they may see: ${TLPS.join(', ')}`)
    .requiredOption('--out <path>', 'a new folder, or a new file that ends in .zip')
    .option('--json', 'as JSON')
    .action(async (path: string, flags: RedactFlags) => {
      await redact(path, flags);
      onExit(EXIT.OK);
    });
  return command;
}

async function build(campaign: string | undefined, flags: BuildFlags): Promise<void> {
  const audience = pick(Audience, flags.audience, '--audience', AUDIENCES);
  const tlp = pick(Tlp, flags.tlp, '--tlp', TLPS);
  if ((campaign === undefined) !== (flags.demo === true)) {
    throw new AppError('USAGE', 'give the id of a campaign, or --demo', { hint: 'The console shows the ids of campaigns.' });
  }
  refuseThere(flags.out);
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  if (flags.demo === true) {
    const { buildDemoDossier } = await import('../demo-dossier.ts');
    const built = await buildDemoDossier({ out: resolve(flags.out), audience, tlp, say });
    await print(flags.json === true ? JSON.stringify(built) : built.how);
    return;
  }
  const wish = { campaign: campaign!, audience, tlp, reason: flags.reason ?? 'built by command' };
  const { dossier, zip } = flags.node === undefined ? await buildOffline(wish, flags) : await buildRemote(wish, flags);
  const { unzipDossier, writeDossier } = await import('@stillwatch/accountability');
  const folder = join(flags.out, dossier.id);
  await writeDossier({ name: dossier.id, files: unzipDossier(zip) }, folder);
  writeFileSync(`${folder}.zip`, zip, { mode: 0o600 });
  await print(
    flags.json === true
      ? JSON.stringify({ dossier, folder, zip: `${folder}.zip` })
      : `Dossier ${dossier.id}\n  ${folder}\n  ${folder}.zip`,
  );
}

interface Wish {
  readonly campaign: string;
  readonly audience: Audience;
  readonly tlp: Tlp;
  readonly reason: string;
}
type Built = { readonly dossier: Omit<Dossier, 'held'>; readonly zip: Uint8Array };

async function buildOffline(wish: Wish, flags: BuildFlags): Promise<Built> {
  const { openOffline } = await import('@stillwatch/server');
  const node = await openOffline(await readNodeConfig(flags));
  try {
    const dossier = await node.dossiers.build(wish, { kind: 'system', id: 'command' });
    return { dossier, zip: node.dossiers.zip(dossier.id) };
  } finally {
    await node.close();
  }
}

async function buildRemote(wish: Wish, flags: BuildFlags): Promise<Built> {
  const client = connectNode(flags);
  const dossier = await client.json('buildDossier', '/v1/dossiers', wish);
  return { dossier, zip: await client.bytes(`/v1/dossiers/${encodeURIComponent(dossier.id)}/download`) };
}

/** A file that whoever verifies put beside the dossier; it must not have come with it. */
function beside(dossier: string, name: string): string | undefined {
  const file = join(dirname(resolve(dossier)), name);
  return existsSync(file) ? file : undefined;
}

async function verify(path: string, flags: VerifyFlags): Promise<number> {
  const { readDossier, verifyDossier } = await import('@stillwatch/accountability');
  const [policy, ...rest] = [flags.policy ?? beside(path, 'policy'), ...(flags.key ?? [beside(path, 'signer.pem')])];
  const keys = rest.filter((file) => file !== undefined);
  if (policy === undefined || keys.length === 0) {
    throw new AppError('USAGE', 'a policy and a key are needed, from somewhere else than the dossier', {
      hint: 'Give --policy and --key, or put policy and signer.pem beside the dossier.',
    });
  }
  const tsaCa = flags.tsaCa ?? (flags.timestamp ? beside(path, 'tsa.pem') : undefined);
  const trusted: TrustedKeys = {
    policy: readText(policy),
    signerKeys: keys.map(readText),
    now: Date.now(),
    ...(tsaCa === undefined ? {} : { tsaRoots: readText(tsaCa) }),
    ...(flags.timestamp ? {} : { withoutTimestamp: true }),
  };
  const verdict = verifyDossier(await readDossier(path), trusted);
  const lines = verdict.steps.map(({ step, status, reason }) => `${MARK[status]}  ${step.padEnd(10)} ${reason}`);
  const end = verdict.verified ? 'The dossier verifies.' : `THE DOSSIER DOES NOT VERIFY: ${verdict.failed}.`;
  await print(flags.json === true ? JSON.stringify(verdict) : [...lines, end].join('\n'));
  return verdict.verified ? EXIT.OK : EXIT.FOUND;
}

const MARK = { ok: 'ok      ', failed: 'FAILED  ', absent: 'absent  ' } as const;

async function redact(path: string, flags: RedactFlags): Promise<void> {
  const { readDossier, redactDossier, writeDossier, zipDossier } = await import('@stillwatch/accountability');
  const audience = pick(Audience, flags.audience, '--audience', AUDIENCES);
  const tlp = flags.tlp === undefined ? {} : { tlp: pick(Tlp, flags.tlp, '--tlp', TLPS) };
  if (existsSync(flags.out))
    throw new AppError('OUTPUT_UNWRITABLE', 'there is something already', { place: { file: flags.out } });
  const files = await readDossier(path);
  const redacted = redactDossier({ name: 'dossier', files }, { audience, ...tlp });
  if (flags.out.endsWith('.zip')) {
    mkdirSync(dirname(resolve(flags.out)), { recursive: true });
    writeFileSync(flags.out, zipDossier(redacted), { flag: 'wx', mode: 0o600 });
  } else await writeDossier(redacted, flags.out);
  const withheld =
    files.size - redacted.files.size + (redacted.files.has('withheld.json') && !files.has('withheld.json') ? 1 : 0);
  await print(flags.json === true ? JSON.stringify({ out: flags.out, withheld }) : `${flags.out}: ${withheld} files withheld.`);
}

function pick<T extends string>(
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
  value: string,
  option: string,
  known: readonly string[],
): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError('USAGE', `${option} is none of ${known.join(', ')}`);
}

function refuseThere(folder: string): void {
  if (!existsSync(folder)) return;
  throw new AppError('OUTPUT_UNWRITABLE', 'there is something already', { place: { file: folder }, hint: 'Give a new folder.' });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = toAppError(error);
    throw new AppError(code === 'INPUT_NOT_FOUND' ? code : 'INPUT_UNREADABLE', message, { place: { file } });
  }
}
