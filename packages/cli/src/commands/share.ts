// SPDX-License-Identifier: Apache-2.0
import { Command } from 'commander';
import { addInboxCommands } from './share-inbox.ts';
import { addOutboxCommands } from './share-outbox.ts';
import { addPeerCommands } from './share-peers.ts';
import { shareValidateCommand } from './share-validate.ts';

/** `stillwatch share …`: what is shared with others, and what others share. */
export function shareCommand(onExit: (code: number) => void): Command {
  const share = new Command('share')
    .description('Intelligence that is shared with others, and that others share: partners, inbox, outbox, files.')
    .addCommand(shareValidateCommand(onExit));
  addPeerCommands(share, onExit);
  addInboxCommands(share, onExit);
  addOutboxCommands(share, onExit);
  return share;
}
