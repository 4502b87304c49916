// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { AppError, toAppError } from '@stillwatch/core';
import { MATCH_KINDS, type MatchRun, type Peer } from '@stillwatch/core/api';
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { print } from '../output.ts';
import { askNode, onlyRemote, type ShareFlags, withPlace } from './share-node.ts';

/** How often it is asked whether a matching run is done. Milliseconds. */
const POLL = 1_000;

/** `stillwatch share peers`, `pull` and `match`. */
export function addPeerCommands(share: Command, onExit: (code: number) => void): void {
  withPlace(share.command('peers'))
    .description('Partners with their reliability, state and last pull, and who is left alone or in quarantine.')
    .action(async (flags: ShareFlags) => {
      const peers = await askNode(
        flags,
        async (client) => (await client.json('listPeers', '/v1/peers?limit=1000')).items,
        (sharing) => sharing.peers.list(),
      );
      await print(flags.json === true ? JSON.stringify(peers) : describePeers(peers));
      onExit(EXIT.OK);
    });
  withPlace(share.command('pull'))
    .description('Asks partners for what is new, and compares it with the own traffic.')
    .argument('[peer]', 'id of a partner; all of them without it')
    .action(async (id: string | undefined, flags: ShareFlags) => {
      const pulled = await askNode(
        flags,
        async (client) => {
          const { items } = await client.json('listPeers', '/v1/peers?limit=1000');
          const wanted = items.filter((peer) =>
            id === undefined ? peer.state !== 'off' && peer.throttle === null : peer.id === id,
          );
          if (wanted.length === 0 && id !== undefined) throw new AppError('NOT_FOUND', 'there is no such peer');
          const done = [];
          for (const peer of wanted) {
            done.push({
              peer: peer.name,
              ...(await client.json('pullPeer', `/v1/peers/${encodeURIComponent(peer.id)}/pull`, null)),
            });
          }
          return done;
        },
        async (sharing) => {
          const peers = await sharing.peers.list();
          const wanted = peers.filter((peer) =>
            id === undefined ? peer.state !== 'off' && peer.throttle === null : peer.id === id,
          );
          if (wanted.length === 0 && id !== undefined) throw new AppError('NOT_FOUND', 'there is no such peer');
          const done = [];
          for (const peer of wanted) {
            const { outcome, objects, accepted, detail } = await sharing.pull(peer.id);
            done.push({ peer: peer.name, outcome, objects, accepted, detail });
          }
          return done;
        },
      );
      const lines = pulled.map(
        ({ peer, outcome, objects, accepted, detail }) =>
          `${peer}: ${outcome}, ${objects} objects, ${accepted} new${detail === '' ? '' : ` (${detail})`}`,
      );
      await print(flags.json === true ? JSON.stringify(pulled) : lines.join('\n') || 'There is nobody to ask.');
      onExit(pulled.every(({ outcome }) => outcome === 'ok') ? EXIT.OK : EXIT.UNAVAILABLE);
    });
  withPlace(share.command('match'))
    .description('How many accounts, payment tokens or addresses a partner has in common with this node, without showing them.')
    .argument('<peer>', 'id of the partner')
    .requiredOption('--kind <kind>', MATCH_KINDS.join(', '))
    .requiredOption('--reason <text>', 'why; for the audit trail')
    .option(
      '--values <file>',
      'values, one a line; default: accounts of the campaigns that stand, or the list that the node keeps',
    )
    .action(async (peer: string, flags: ShareFlags & { kind: string; reason: string; values?: string }) => {
      const kind = MATCH_KINDS.find((one) => one === flags.kind);
      if (kind === undefined) throw new AppError('USAGE', `--kind is one of ${MATCH_KINDS.join(', ')}`);
      const client = onlyRemote(flags);
      const values = flags.values === undefined ? null : readLines(flags.values);
      const begun = await client.json('startMatch', '/v1/matches', { peer, kind, values, reason: flags.reason });
      let run: MatchRun = begun;
      while (run.state === 'running') {
        await new Promise((resolve) => setTimeout(resolve, POLL));
        const { items } = await client.json('listMatches', '/v1/matches?limit=100');
        run = items.find(({ id }) => id === begun.id) ?? { ...run, state: 'failed', problem: 'the run is not listed any more' };
      }
      await print(flags.json === true ? JSON.stringify(run) : describeRun(run));
      onExit(run.state === 'done' ? EXIT.OK : EXIT.UNAVAILABLE);
    });
}

function describePeers(peers: readonly Peer[]): string {
  if (peers.length === 0) return 'There are no partners.';
  return peers
    .map((peer) => {
      const { confirmed, refuted, value } = peer.reliability;
      return [
        `${peer.name} (${peer.organisation}, ${peer.id})`,
        `  ${peer.state}, last pulled ${peer.lastPull ?? 'never'}, ${peer.received} assertions`,
        `  reliability ${value.toFixed(2)}: ${confirmed} confirmed, ${refuted} refuted`,
        ...(peer.problem === null ? [] : [`  ${peer.problem}`]),
        ...(peer.throttle === null ? [] : [`  left alone until ${peer.throttle.until}: ${peer.throttle.reasons.join('; ')}`]),
        ...(peer.quarantine === null ? [] : describeQuarantine(peer.quarantine)),
      ].join('\n');
    })
    .join('\n');
}

function describeQuarantine({ since, reporters, reason }: NonNullable<Peer['quarantine']>): string[] {
  return [`  in quarantine since ${since}: ${reporters.join(', ')}`, `  ${reason}`];
}

function describeRun({ state, values, atLeast, minimum, problem, peerName }: MatchRun): string {
  if (state !== 'done') return `${peerName}: ${problem ?? state}`;
  return atLeast === 0
    ? `${peerName}: fewer than ${minimum} of ${values} in common`
    : `${peerName}: at least ${atLeast} of ${values} in common`;
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
  } catch (error) {
    throw new AppError('INPUT_UNREADABLE', `the values cannot be read: ${toAppError(error).message}`, { place: { file } });
  }
}
