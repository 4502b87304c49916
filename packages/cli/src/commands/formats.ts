// SPDX-License-Identifier: Apache-2.0
import { ADAPTERS } from '@stillwatch/traffic';
import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { print } from '../output.ts';

/** `stillwatch formats`. */
export function formatsCommand(onExit: (code: number) => void): Command {
  return new Command('formats')
    .description('Lists the log formats that can be read.')
    .option('--json', 'as JSON')
    .action(async (flags: { json?: true }) => {
      const list = ADAPTERS.map(({ name, title, framing, about }) => ({ name, title, framing, about }));
      await print(flags.json === true ? JSON.stringify(list, null, 2) : list.map(describe).join('\n\n'));
      onExit(EXIT.OK);
    });
}

function describe({ name, title, about }: { name: string; title: string; about: string }): string {
  return `${name.padEnd(16)} ${title}\n${wrap(about, 78, ' '.repeat(17))}`;
}

function wrap(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line].join('\n');
}
