// SPDX-License-Identifier: Apache-2.0
/** Acts one after the other on a data folder, saying what it announced, did and recorded, until it is killed. */
import { openDataFolder } from '@stillwatch/traffic';
import type { Alert } from '@stillwatch/core/api';
import { openAccountability } from '../accountability.ts';
import { parseConfig } from '../config/index.ts';
import { createEventBus } from '../events.ts';
import { openRecords } from '../records/index.ts';

const [folder = '', name = ''] = process.argv.slice(2);
const clock = { now: () => Date.now() };
const { config } = parseConfig({ file: null, environment: {}, readSecret: () => '' });
const dataFolder = openDataFolder(folder);
const records = await openRecords({ url: null, folder, clock });
const { ledger } = await openAccountability({
  dataFolder,
  records,
  config,
  clock,
  events: createEventBus(() => {}),
  fetch,
  onTrouble: () => {},
  alerts: { raise: async () => ({ id: '' }) as Alert },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Several at a time, as requests come. */
async function act(lane: number): Promise<never> {
  for (let i = 0; ; i++) {
    const account = `${name}-${lane}-${i}`;
    const act = { kind: 'verdict', actor: { kind: 'system', id: 'test' }, subject: { kind: 'account', id: account } } as const;
    const intent = await ledger.intend({ ...act, payload: { account } });
    say(`announced ${intent.key} ${account}`);
    await records.labels.set({ account, label: 'benign', by: 'test', at: clock.now(), reason: intent.key });
    say(`acted ${intent.key} ${account}`);
    const { index } = await intent.done({ ...act, payload: { account, outcome: 'done' } });
    say(`logged ${intent.key} ${index}`);
  }
}
await Promise.all([0, 1, 2].map(act));
