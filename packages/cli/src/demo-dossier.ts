// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDossier, zipDossier } from '@stillwatch/accountability';
import { AppError } from '@stillwatch/core';
import type { Audience, Tlp } from '@stillwatch/core/api';
import { demonstrateDossier } from '@stillwatch/server';
import { SCENARIOS, writeScenario } from '@stillwatch/simulator';
import { hunt } from './hunt.ts';

const SEED = 7;

interface BuiltDemo {
  readonly campaign: string;
  readonly folder: string;
  readonly zip: string;
  readonly policy: string;
  readonly key: string;
  readonly tsa: string | null;
  /** Where everything is, and how it is verified. */
  readonly how: string;
}

/** Simulates traffic, hunts it, and makes a dossier of the strongest campaign: everything a reader needs, in one folder. */
export async function buildDemoDossier({
  out,
  audience,
  tlp,
  say,
}: {
  out: string;
  audience: Audience;
  tlp: Tlp;
  say: (text: string) => void;
}): Promise<BuiltDemo> {
  const temporary = mkdtempSync(join(tmpdir(), 'stillwatch-demo-'));
  try {
    say('Simulating traffic: no account in it exists.');
    const scenario = SCENARIOS.find(({ name }) => name === 'demo')!;
    const logs = join(temporary, 'traffic');
    await writeScenario(scenario, { seed: SEED, out: logs, formats: ['native'] });
    say('Hunting.');
    const data = join(temporary, 'data');
    const report = await hunt({ paths: [join(logs, 'logs')], data, authorisations: join(logs, 'authorisations.json') });
    const [finding] = report.campaigns.toSorted((a, b) => b.bits - a.bits);
    if (finding === undefined) throw new AppError('INPUT_EMPTY', 'the hunt found no campaign in the demonstration');
    say(`Building a dossier of ${finding.name}: a log, two witnesses and a time-stamp authority of this machine.`);
    const made = await demonstrateDossier({ report, finding, audience, tlp }, data, { now: () => Date.now() });
    mkdirSync(out, { recursive: true });
    const folder = join(out, 'dossier');
    await writeDossier(made.dossier, folder);
    const file = (name: string, content: string | Uint8Array): string => {
      const path = join(out, name);
      writeFileSync(path, content, { mode: 0o600 });
      return path;
    };
    const zip = file('dossier.zip', zipDossier(made.dossier));
    const policy = file('policy', made.policy);
    const key = file('signer.pem', made.signerPem);
    const tsa = made.tsaRoot === null ? null : file('tsa.pem', made.tsaRoot);
    return { campaign: finding.id, folder, zip, policy, key, tsa, how: describe({ folder, zip, policy, key, tsa }) };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function describe({ folder, zip, policy, key, tsa }: Omit<BuiltDemo, 'how' | 'campaign'>): string {
  const stamp = tsa === null ? '--no-timestamp' : `--tsa-ca ${tsa}`;
  return [
    `Dossier    ${folder}`,
    `           ${zip}`,
    `Report     ${join(folder, 'data', 'report.html')}`,
    '',
    'Verify it with Python and openssl only:',
    `  python3 ${join(folder, 'data', 'verify.py')} ${folder} --policy ${policy} --signer ${key} ${stamp}`,
    'or with Stillwatch:',
    `  stillwatch dossier verify ${folder} --policy ${policy} --key ${key} ${stamp}`,
    '',
    'Policy and keys are beside the dossier here. A real reader has them from elsewhere: what a dossier brings along proves nothing.',
  ].join('\n');
}
