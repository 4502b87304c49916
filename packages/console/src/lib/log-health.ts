// SPDX-License-Identifier: Apache-2.0
import type { LogAlarm, LogHealth, LogWitness } from '@stillwatch/core/api';
import { formatPlural } from './format.ts';

export interface LogState {
  readonly look: 'good' | 'warn' | 'bad' | 'plain';
  readonly title: string;
  readonly text: string;
}

/** How a log is, in one sentence; what is worst comes first. */
export function judgeLog(health: LogHealth): LogState {
  const { size, quorum, witnessedSize, signing } = health;
  const standing = health.alarms.filter(({ clearedAt }) => clearedAt === null);
  if (!signing || standing.some(({ own }) => own)) {
    return {
      look: 'bad',
      title: 'The log signs nothing',
      text: 'Something was seen of it that must not be. Whatever needs a proof waits until the alarm below is dealt with and cleared.',
    };
  }
  if (size === 0) {
    return { look: 'plain', title: 'Nothing is recorded yet', text: 'The first act that matters makes the first leaf.' };
  }
  if (quorum.needed === 0) {
    return {
      look: 'warn',
      title: 'Nobody watches this log',
      text: 'It signs, but no witness has to countersign: a reader has only this node’s word that no other history was shown to others.',
    };
  }
  if (!quorum.met) {
    return {
      look: 'warn',
      title: 'Too few witnesses have countersigned',
      text: `${quorum.have} of the ${quorum.needed} that are needed have signed the newest size. What is logged is safe; proofs of the newest wait.`,
    };
  }
  if (standing.length > 0) {
    return {
      look: 'warn',
      title: 'This log is well; a peer’s is not',
      text: 'What this node countersigns for others has contradicted itself: see the alarm below.',
    };
  }
  const behind = size - (witnessedSize ?? 0);
  return {
    look: 'good',
    title: 'The log signs, and its witnesses agree',
    text:
      behind === 0
        ? 'Every leaf is covered by enough countersignatures.'
        : `${formatPlural(behind, 'leaf', 'leaves')} since the last countersignature; witnesses are asked again by themselves.`,
  };
}

interface AlarmWords {
  readonly name: string;
  readonly means: string;
  readonly steps: readonly string[];
}

const OWN: Readonly<Record<LogAlarm['kind'], AlarmWords>> = {
  rollback: {
    name: 'Rollback',
    means:
      'The log is shorter than what was already signed or witnessed. Nearly always its folder was restored from an old backup.',
    steps: [
      'Stop changes to this node: what is recorded now would contradict what was signed.',
      'Look for the longer copy, on the disk that was replaced or in a newer backup, and put its whole data folder back: this alarm is not in it.',
      'If it is lost, move the folder “log” away, set a new log.origin, tell the witnesses and whoever holds proofs which leaves are gone, and clear this alarm.',
    ],
  },
  'split-view': {
    name: 'Split view',
    means:
      'Two different histories were signed with this node’s key. Either two nodes run on copies of one data folder, or somebody else has the key.',
    steps: [
      'Keep both checkpoints: they are the proof, and the alarm’s own leaf has them.',
      'Find the second signer. If it is a forgotten copy, stop it and find out which history others have seen.',
      'If there is none, the key is stolen: begin a log with a new key and tell the witnesses out of band.',
    ],
  },
  corrupt: {
    name: 'Corrupt',
    means: 'What is stored does not hash to what was signed. A disk lost or changed bytes, or somebody edited them.',
    steps: [
      'Audit now: it names the first leaf that is wrong.',
      'Look after the disk and its file system before anything else is written.',
      'Restore the log folder from a copy that is at least as long as what the witnesses have signed.',
    ],
  },
};

const PEERS: Readonly<Record<LogAlarm['kind'], AlarmWords>> = {
  rollback: {
    name: 'Rollback at a peer',
    means: 'It showed a log that is shorter than what this node has countersigned.',
    steps: [
      'Nothing is lost here. This node refuses to countersign it until it shows a log that continues the old one.',
      'Tell its operator by a way other than that log: most likely an old backup was restored.',
      'Do not rely on proofs of that log until it is cleared up.',
    ],
  },
  'split-view': {
    name: 'Split view at a peer',
    means: 'It signed two histories that cannot both be true.',
    steps: [
      'Both checkpoints are kept in this node’s log: anybody can check them.',
      'Do not rely on proofs of that log, nor on what was released on the strength of them.',
      'Compare with its other witnesses what each of them has signed.',
    ],
  },
  corrupt: {
    name: 'A peer’s log does not hold',
    means: 'What it sent does not prove itself.',
    steps: ['Tell its operator.', 'Do not rely on proofs of that log until it is cleared up.'],
  },
};

/** What an alarm means and what to do about it, in plain words. */
export function explainAlarm({ kind, own }: Pick<LogAlarm, 'kind' | 'own'>): AlarmWords {
  return (own ? OWN : PEERS)[kind];
}

/** What is typed on the node's machine, where its data folder is, once an alarm is dealt with; `--by` is whoever does it. */
export function clearCommand({ id }: Pick<LogAlarm, 'id'>): string {
  return `stillwatch log witness --data stillwatch-data --clear ${id} --by 'your name'`;
}

export const WITNESS_WORDS: Readonly<Record<LogWitness['status'], { readonly name: string; readonly look: string }>> = {
  waiting: { name: 'not asked yet', look: '' },
  ok: { name: 'has signed the newest', look: 'good' },
  behind: { name: 'has signed, not yet the newest', look: '' },
  unreachable: { name: 'does not answer', look: 'warn' },
  refused: { name: 'refuses to sign', look: 'bad' },
  alarm: { name: 'knows more than there is', look: 'bad' },
};
