// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import type { Config, LoadedConfig } from '@stillwatch/server/config';
import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { onInterrupt } from '../interrupt.ts';
import { type NodeFlags, readNodeConfig } from '../node-config.ts';
import { describeLogLine } from '../serve-log.ts';

const EXAMPLES = `
Examples:
  stillwatch serve                                      settings from the environment, or their defaults
  stillwatch serve --config node.yaml                   see docs/reference/configuration.md
  stillwatch serve --demonstration --data demo/         with simulated traffic, to look around
  stillwatch config check --config node.yaml            is the file right?

Environment: STILLWATCH_CONFIG, STILLWATCH_DATA, STILLWATCH_PORT, and one for every setting.
Ctrl-C ends it well: what was accepted is stored, a running hunt is given up and begins anew at the next start.`;

/** `stillwatch serve`. */
export function serveCommand(onExit: (code: number) => void): Command {
  return new Command('serve')
    .description('Runs a node: takes traffic in, hunts continuously, and shows the console.')
    .option('--config <file>', 'configuration in YAML')
    .option('--data <folder>', 'data folder (default: stillwatch-data)')
    .option('--port <n>', 'port to listen at (default: 4780)')
    .option('--demonstration', 'fill the node with simulated traffic at its first start')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: NodeFlags) => onExit(await serve(await readNodeConfig(flags))));
}

async function serve(loaded: LoadedConfig): Promise<number> {
  for (const warning of loaded.warnings) say(`warning: ${warning}`);
  // Fastify and the rest are loaded for those who serve only.
  const { createNode } = await import('@stillwatch/server');
  const interrupt = onInterrupt();
  try {
    const terminal = process.stdout.isTTY;
    const node = await createNode(loaded, {
      onStep: (step) => say(`… ${step}`),
      ...(terminal ? { log: { write: (line: string) => sayIfAny(describeLogLine(line)) } } : {}),
    });
    welcome(loaded.config, node);
    if (!interrupt.signal.aborted) await once(interrupt.signal, 'abort');
    say('stopping: finishing what was accepted');
    await node.close();
    say('stopped');
    return EXIT.OK;
  } finally {
    interrupt.release();
  }
}

function welcome({ demonstration }: Config, { address, signInLink }: { address: string; signInLink: string | null }): void {
  const lines = [
    '',
    `Stillwatch is running at ${address}`,
    signInLink === null
      ? 'Sign in there; `stillwatch sign-in-link` makes a new link for you.'
      : `Sign in (this link works once, within 24 hours):\n  ${signInLink}`,
    ...(demonstration
      ? ['This is a demonstration: its traffic is simulated, and no account in it exists. Its campaigns appear within a minute.']
      : ['Send it traffic: docs/guides/intake.md']),
    'Ctrl-C stops it.',
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function sayIfAny(line: string | null): void {
  if (line !== null) say(line);
}
