// SPDX-License-Identifier: Apache-2.0
import { Command } from 'commander';
import { shareValidateCommand } from './share-validate.ts';

/** `stillwatch share …`: what is shared with others. */
export function shareCommand(onExit: (code: number) => void): Command {
  return new Command('share')
    .description('Checks intelligence that is shared with others, or that others share.')
    .addCommand(shareValidateCommand(onExit));
}
