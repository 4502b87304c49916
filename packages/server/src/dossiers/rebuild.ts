// SPDX-License-Identifier: Apache-2.0
import { redactDossier, unzipDossier, zipDossier } from '@stillwatch/accountability';
import type { Records } from '../parts.ts';
import type { Rebuild } from '../evidence/index.ts';
import { describeFiles } from './describe.ts';
import type { DossierFolder } from './files.ts';

/** What erasure and retention do to the files of dossiers. */
export function createRebuild(records: Pick<Records, 'dossiers'>, folder: DossierFolder): Rebuild {
  return {
    async withhold(record, names) {
      const { id, audience, tlp } = record.dossier;
      const files = unzipDossier(folder.read(id));
      const without = redactDossier({ name: id, files }, { audience, tlp, erased: names });
      const zip = zipDossier(without);
      folder.write(id, zip);
      const lists = describeFiles(without);
      const counts = { bytes: zip.length, files: lists.included.length, withheld: lists.withheld.length };
      await records.dossiers.put({ ...record, ...lists, dossier: { ...record.dossier, ...counts, state: 'erased' } });
    },
    async remove(record) {
      folder.remove(record.dossier.id);
      await records.dossiers.put({ ...record, dossier: { ...record.dossier, state: 'deleted' } });
    },
  };
}
