// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { LogAudit, LogHealth } from '@stillwatch/core/api';
import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { connectNode, type RemoteFlags } from '../node-client.ts';
import { type NodeFlags, readNodeConfig } from '../node-config.ts';
import { print, writeOutput } from '../output.ts';

interface Flags extends NodeFlags, RemoteFlags {
  readonly json?: true;
  readonly out?: string;
  readonly clear?: string;
  readonly by?: string;
}

/** `stillwatch log status`, `prove`, `audit` and `witness`. */
export function logCommand(onExit: (code: number) => void): Command {
  const command = new Command('log').description(
    'Looks at the transparency log of a node: on its data folder, or while it runs.',
  );
  const place = (name: string): Command =>
    command
      .command(name)
      .option('--config <file>', 'configuration in YAML')
      .option('--data <folder>', 'data folder of the node, which must not run')
      .option('--node <url>', 'address of the node, where it runs')
      .option('--key-file <file>', 'with --node: file of an API key')
      .option('--json', 'as JSON');

  place('status')
    .description('Size, newest checkpoint, witnesses and alarms.')
    .action(async (flags: Flags) => {
      const health = await readHealth(flags);
      await print(flags.json === true ? JSON.stringify(health) : describeHealth(health));
      onExit(EXIT.OK);
    });
  place('prove')
    .description('Proof that an entry is in the log, to be checked without this program (c2sp.org/tlog-proof).')
    .argument('<index>', 'number of the entry, from 0')
    .option('--out <file>', 'file to write; default: standard output')
    .action(async (index: string, flags: Flags) => {
      if (!/^(0|[1-9]\d{0,14})$/.test(index)) throw new AppError('USAGE', 'the index of an entry is a whole number from 0');
      const proof = await (flags.node === undefined
        ? offline(flags, ({ transparency }) => transparency.prove(Number(index)))
        : connectNode(flags).text(`/v1/log/leaves/${index}/proof`));
      if (flags.out !== undefined) writeOutput(flags.out, proof);
      else await print(flags.json === true ? JSON.stringify({ index: Number(index), proof }) : proof);
      onExit(EXIT.OK);
    });
  place('audit')
    .description('Computes every hash again from what is stored, and opens every payload that can be opened.')
    .action(async (flags: Flags) => {
      const report = await (flags.node === undefined
        ? offline(flags, ({ transparency }) => transparency.audit())
        : connectNode(flags).json('auditLog', '/v1/log/audit', null));
      await print(flags.json === true ? JSON.stringify(report) : describeAudit(report));
      onExit(report.holds ? EXIT.OK : EXIT.FOUND);
    });
  place('witness')
    .description('Asks the witnesses to countersign, and tells how each is; clears an alarm that somebody has seen to.')
    .option('--clear <alarm>', 'id of an alarm to clear, also while the node runs: the log may sign again')
    .option('--by <name>', 'with --clear: who clears it')
    .action(async (flags: Flags) => {
      if (flags.clear !== undefined) await clear(flags, flags.clear);
      const health = flags.clear !== undefined ? null : await readHealth(flags, true);
      if (health !== null) await print(flags.json === true ? JSON.stringify(health.witnesses) : describeWitnesses(health));
      onExit(EXIT.OK);
    });
  return command;
}

type Offline = Awaited<ReturnType<typeof import('@stillwatch/server')['openOffline']>>;

async function offline<T>(flags: Flags, work: (node: Offline) => Promise<T>): Promise<T> {
  const { openOffline } = await import('@stillwatch/server');
  const node = await openOffline(await readNodeConfig(flags));
  try {
    return await work(node);
  } finally {
    await node.close();
  }
}

async function readHealth(flags: Flags, ask = false): Promise<LogHealth> {
  if (flags.node !== undefined) return await connectNode(flags).json('getLog', '/v1/log');
  return await offline(flags, async ({ transparency }) => {
    if (ask) await transparency.collect();
    return await transparency.health();
  });
}

/** In the records, which a node that runs shares. */
async function clear(flags: Flags, id: string): Promise<void> {
  if (flags.node !== undefined) {
    throw new AppError('USAGE', '--clear works where the records are: with --data or --config', {
      hint: 'Whoever clears an alarm about a log has to be on its machine.',
    });
  }
  if (flags.by === undefined) throw new AppError('USAGE', '--clear needs --by, who clears the alarm');
  const { clearAlarm, openRecords } = await import('@stillwatch/server');
  const { config } = await readNodeConfig(flags);
  const clock = { now: () => Date.now() };
  const records = await openRecords({ url: config.records.url, folder: config.data, clock });
  try {
    const origin = await clearAlarm(records, clock, id, flags.by);
    if (origin === null) throw new AppError('NOT_FOUND', 'there is no such alarm, or it was cleared already');
    await print(flags.json === true ? JSON.stringify({ cleared: id, origin }) : `Cleared: the alarm about ${origin}.`);
  } finally {
    await records.close();
  }
}

function describeHealth(health: LogHealth): string {
  const { origin, key, size, root, signing, quorum, witnessedSize, alarms } = health;
  const standing = alarms.filter(({ clearedAt }) => clearedAt === null);
  return [
    `Log        ${origin}`,
    `Key        ${key}`,
    `Size       ${size}${signing ? '' : '   (signs nothing until an alarm is cleared)'}`,
    `Root       ${root}`,
    `Quorum     ${quorum.have} of ${quorum.needed} needed${quorum.met ? '' : '   NOT MET'}; witnessed up to ${witnessedSize ?? 0}`,
    describeWitnesses(health),
    ...standing.map(({ id, kind, at, detail }) => `ALARM      ${kind} at ${at}: ${detail} (${id})`),
  ].join('\n');
}

function describeWitnesses({ witnesses, witnessKey, watched }: LogHealth): string {
  return [
    ...witnesses.map(({ name, status, size, signedAt, detail }) => {
      const signed = size === null ? 'nothing yet' : `${size} at ${signedAt ?? 'an unknown time'}`;
      return `Witness    ${name}: ${status}, ${signed}${detail === '' ? '' : ` (${detail})`}`;
    }),
    ...(witnesses.length === 0 ? ['Witnesses  none'] : []),
    `As witness ${witnessKey}`,
    ...watched.map(
      ({ origin, size, signedAt }) => `Watches    ${origin}: ${size === null ? 'not seen yet' : `${size} at ${signedAt ?? '?'}`}`,
    ),
  ].join('\n');
}

function describeAudit({ size, root, payloads, holds, problems }: LogAudit): string {
  const { checked, erased, absent } = payloads;
  return [
    holds ? `The log holds: ${size} entries, root ${root}.` : `THE LOG DOES NOT HOLD: ${problems.length} problems.`,
    `Payloads: ${checked} compared, ${erased} erased, ${absent} not kept here.`,
    ...problems.map(({ index, code, statement }) => `  ${code}${index === null ? '' : ` at ${index}`}: ${statement}`),
  ].join('\n');
}
