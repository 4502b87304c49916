// SPDX-License-Identifier: Apache-2.0
import type { DossierSigner } from '@stillwatch/accountability';
import type { DataFolder } from '@stillwatch/traffic';
import type { Alerts } from './alerts/index.ts';
import type { Config } from './config/index.ts';
import { createDossiers, createRebuild, type Dossiers, openDossierFolder } from './dossiers/index.ts';
import { createEvidence, type Evidence, type Rebuild } from './evidence/index.ts';
import { createLedger, type Ledger } from './ledger/index.ts';
import type { Clock, EventBus, Records } from './parts.ts';
import { readAuthority } from './transparency/authority.ts';
import { createTransparency, openOwnLog, type Transparency } from './transparency/index.ts';

/** Log, custody and dossiers of a data folder, with or without the rest of a node around them. */
export interface Accountability {
  readonly ledger: Ledger;
  readonly transparency: Transparency;
  readonly evidence: Evidence;
  readonly dossiers: Dossiers & Pick<Rebuild, 'remove'>;
  /** Signs dossiers. */
  readonly signer: DossierSigner;
  readonly authority: { readonly url: string; readonly roots: string } | null;
  close(): Promise<void>;
}

export interface AccountabilityParts {
  readonly dataFolder: Pick<DataFolder, 'path' | 'nodeKey'>;
  readonly records: Records;
  readonly config: Pick<Config, 'publicUrl' | 'log' | 'retention'>;
  readonly clock: Clock;
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly events: EventBus;
  /** How witnesses and the time-stamp authority are reached. */
  readonly fetch: typeof globalThis.fetch;
  readonly onTrouble: (code: string) => void;
}

/**
 * Opens them, and brings into the log what an earlier process left on its way.
 * @throws AppError LOG_ROLLBACK, LOG_CORRUPT, DATA_LOCKED, NODE_KEY_INVALID, CONFIG_INVALID
 */
export async function openAccountability(parts: AccountabilityParts): Promise<Accountability> {
  const { dataFolder, records, config, clock, alerts, events, fetch, onTrouble } = parts;
  const authority = readAuthority(config);
  const opened = await openOwnLog(dataFolder, config, clock);
  try {
    // Told by the ledger, which is there before it.
    let appended: Transparency['appended'] = () => {};
    const { nodeKey } = dataFolder;
    const ledger = createLedger({ log: opened.log, store: records.vault, nodeKey, clock, onAppended: () => appended() });
    const transparency = await createTransparency({ opened, ledger, records, alerts, events, config, clock, fetch, onTrouble });
    appended = () => transparency.appended();
    const folder = openDossierFolder(dataFolder.path);
    const rebuild = createRebuild(records, folder);
    const evidence = createEvidence({ records, ledger, clock, config, dossiers: rebuild });
    const signer = opened.dossierSigner;
    const dossiers = createDossiers({ records, ledger, transparency, evidence, folder, signer, clock, config, authority, fetch });
    if (opened.log.halted() === null) await ledger.recover();
    return {
      ledger,
      transparency,
      evidence,
      dossiers: {
        ...dossiers,
        remove: rebuild.remove,
      },
      signer,
      authority,
      async close() {
        await transparency.close();
        await opened.log.close();
      },
    };
  } catch (error) {
    await opened.log.close();
    throw error;
  }
}
