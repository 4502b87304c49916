// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { AppError } from '@stillwatch/core';
import type { Sharing } from '@stillwatch/server';
import type { Command } from 'commander';
import { connectNode, type NodeClient, type RemoteFlags } from '../node-client.ts';
import { type NodeFlags, readNodeConfig } from '../node-config.ts';

export interface ShareFlags extends NodeFlags, RemoteFlags {
  readonly json?: true;
}

/** Options of a command that asks a node, or the folder of one that does not run. */
export function withPlace(command: Command): Command {
  return command
    .option('--config <file>', 'configuration in YAML')
    .option('--data <folder>', 'data folder of the node, which must not run')
    .option('--node <url>', 'address of the node, where it runs')
    .option('--key-file <file>', 'with --node: file of an API key')
    .option('--json', 'as JSON');
}

/** Asks the node where one is named, its folder otherwise. */
export async function askNode<T>(
  flags: ShareFlags,
  remote: (client: NodeClient) => Promise<T>,
  local: (sharing: Sharing) => Promise<T>,
): Promise<T> {
  if (flags.node !== undefined) return await remote(connectNode(flags));
  const { openOfflineSharing } = await import('@stillwatch/server');
  const node = await openOfflineSharing(await readNodeConfig(flags));
  try {
    return await local(node.sharing);
  } finally {
    await node.close();
  }
}

/** Records what a command does on a folder, before anything comes of it. @throws AppError LOG_UNAVAILABLE */
export async function recordHere(
  { world }: Sharing,
  act: Pick<Parameters<Sharing['world']['ledger']['record']>[0], 'kind' | 'payload'>,
): Promise<void> {
  await world.ledger.record({
    ...act,
    actor: { kind: 'system', id: 'command-line' },
    subject: null,
    key: `share ${randomUUID()}`,
  });
}

/** For what people have to answer for: it is done at a node that knows them. */
export function onlyRemote(flags: ShareFlags): NodeClient {
  if (flags.node === undefined) {
    throw new AppError('USAGE', 'this needs --node: whoever does it has to be known to the node', {
      hint: 'Give the address of the node that runs, and --key-file.',
    });
  }
  return connectNode(flags);
}
