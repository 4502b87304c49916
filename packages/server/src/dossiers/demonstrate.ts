// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { type Dossier, redactDossier } from '@stillwatch/accountability';
import type { Campaign, HuntReport } from '@stillwatch/core';
import { AppError } from '@stillwatch/core';
import type { Audience, Tlp } from '@stillwatch/core/api';
import { parseConfig } from '../config/index.ts';
import { NODE } from '../ledger/index.ts';
import { openOffline } from '../offline.ts';
import { composeDossier } from './compose.ts';
import { makeLocalWorld } from './local-world.ts';
import { sealOnNode } from './seal-on-node.ts';

export interface Demonstrated {
  readonly dossier: Dossier;
  /** What whoever verifies needs from elsewhere. */
  readonly policy: string;
  readonly signerPem: string;
  readonly tsaRoot: string | null;
}

/**
 * Makes a dossier of a hunt's campaign without a node: with a log of its own in a data folder, two witnesses and, where
 * openssl can, a time-stamp authority, all of this process. It shows how dossiers look and verify; such witnesses prove nothing.
 * @param data the data folder of the hunt.
 */
export async function demonstrateDossier(
  { report, finding, audience, tlp }: { report: HuntReport; finding: Campaign; audience: Audience; tlp: Tlp },
  data: string,
  clock: { now(): number },
): Promise<Demonstrated> {
  if (report.window === null) throw new AppError('INPUT_EMPTY', 'the hunt read nothing');
  const world = makeLocalWorld(join(data, 'world'), clock);
  const text = JSON.stringify({ data, ...world.settings });
  const loaded = parseConfig({ file: { name: 'demonstration', text }, environment: {}, readSecret: () => '' });
  const closers: (() => Promise<void> | void)[] = [() => world.close()];
  try {
    const node = await openOffline(loaded, { clock, fetch: world.fetch });
    closers.push(() => node.close());
    const { ledger, transparency, evidence } = node;
    world.witness((await transparency.health()).key);
    const at = clock.now();
    const now = new Date(at).toISOString();
    await evidence.found(finding, ['found'], { id: 'demonstration', at });
    const input = composeDossier(
      {
        finding,
        hunt: {
          window: report.window,
          exchanges: report.read.exchanges,
          accounts: report.accounts,
          at: now,
          calibration: report.calibration,
          thresholds: report.thresholds,
        },
        evidence: (await evidence.list(finding.id, { limit: 100 })).items,
        decisions: [],
        authorisations: [],
        checkedBy: ledger.pseudonym(NODE),
      },
      { caseId: 'demonstration', organisation: 'Stillwatch demonstration', now, audience },
    );
    const { dossier } = await sealOnNode(input, { ...node, clock, fetch: world.fetch }, NODE, 'demonstration');
    const whole = redactDossier(dossier, { audience, tlp });
    return { dossier: whole, policy: transparency.policy, signerPem: node.signer.publicPem, tsaRoot: world.tsaRoot };
  } finally {
    for (const closer of closers.toReversed()) await closer();
  }
}
