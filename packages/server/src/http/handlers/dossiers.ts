// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { Dossier } from '@stillwatch/core/api';
import { readHolds, refuseHeld, targetsOf } from '../../evidence/index.ts';
import type { DossierRecord, Records } from '../../parts.ts';
import type { Handlers } from '../contract.ts';
import { mapPage, orNotFound } from '../describe.ts';
import { whoIs } from '../recorded.ts';

export const dossiers: Pick<
  Handlers,
  'listDossiers' | 'previewDossier' | 'buildDossier' | 'getDossier' | 'downloadDossier' | 'verifyDossier' | 'deleteDossier'
> = {
  async listDossiers({ records }, { query: { campaign, ...page } }) {
    const found = await records.dossiers.list(campaign === undefined ? {} : { campaign }, page);
    const holds = await readHolds(records);
    return mapPage(found, ({ dossier }) => ({ ...dossier, held: isHeld(dossier, holds) }));
  },
  async previewDossier({ parts }, { body }) {
    return await parts.dossiers.preview(body);
  },
  async buildDossier({ parts, records, caller, audit }, { body }) {
    orNotFound(await records.campaigns.get(body.campaign), 'campaign');
    const built = await parts.dossiers.build(body, whoIs(caller));
    await audit('dossier.built', built.id, body.reason);
    parts.events.publish({ kind: 'campaign', id: body.campaign });
    return { ...built, held: isHeld(built, await readHolds(records)) };
  },
  async getDossier({ records }, { params: { id } }) {
    const { dossier, included, withheld } = await find(records, id);
    return {
      dossier: { ...dossier, held: isHeld(dossier, await readHolds(records)) },
      included: [...included],
      withheld: [...withheld],
    };
  },
  async downloadDossier({ records, parts, reply, audit }, { params: { id } }) {
    const { dossier } = await present(records, id);
    const zip = parts.dossiers.zip(id);
    await audit('dossier.downloaded', id, `${dossier.audience}, TLP:${dossier.tlp}`);
    reply.type('application/zip').header('content-disposition', `attachment; filename="stillwatch-${dossier.id}.zip"`);
    return Buffer.from(zip);
  },
  async verifyDossier({ records, parts }, { params: { id } }) {
    return parts.dossiers.verify(await present(records, id));
  },
  async deleteDossier({ records, parts, audit }, { params: { id } }) {
    const record = await present(records, id);
    await audit('dossier.deleted', id);
    refuseHeld((await readHolds(records)).on(targetsOf('dossier', id, record.dossier.campaign)));
    await parts.dossiers.remove(record);
    return null;
  },
};

async function find(records: Records, id: string): Promise<DossierRecord> {
  return orNotFound(await records.dossiers.get(id), 'dossier');
}

/** @throws AppError NOT_FOUND where its files were deleted. */
async function present(records: Records, id: string): Promise<DossierRecord> {
  const record = await find(records, id);
  if (record.dossier.state === 'deleted') throw new AppError('NOT_FOUND', 'the files of this dossier were deleted');
  return record;
}

function isHeld({ id, campaign }: Omit<Dossier, 'held'>, holds: Awaited<ReturnType<typeof readHolds>>): boolean {
  return holds.on(targetsOf('dossier', id, campaign)) !== null;
}
