// SPDX-License-Identifier: Apache-2.0
import type { Dossier } from '@stillwatch/core/api';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { usePages } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { formatBytes, formatCount } from '../../lib/format.ts';
import { AUDIENCE_WORDS } from '../../lib/tlp.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { FilterChip } from '../../parts/filter-chip.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Empty } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';
import { TlpChip } from '../../parts/tlp-chip.tsx';
import { DossierState } from './dossier-state.tsx';

const COLUMNS: readonly Column<Dossier>[] = [
  {
    name: 'Dossier',
    cell: ({ id, campaignName }) => (
      <Link to="/dossiers/$id" params={{ id }}>
        {campaignName}
        <span className="unseen"> {id}</span>
      </Link>
    ),
  },
  { name: 'TLP', cell: ({ tlp }) => <TlpChip tlp={tlp} /> },
  { name: 'For', cell: ({ audience }) => AUDIENCE_WORDS[audience].name, wide: true },
  { name: 'Built', cell: ({ at }) => <Moment at={at} short /> },
  { name: 'State', cell: (dossier) => <DossierState dossier={dossier} />, wide: true },
  { name: 'Files', cell: ({ files }) => formatCount(files), end: true, wide: true },
  { name: 'Withheld', cell: ({ withheld }) => formatCount(withheld), end: true, wide: true },
  { name: 'Witnesses', cell: ({ cosigned }) => formatCount(cosigned), end: true, wide: true },
  { name: 'Size', cell: ({ bytes }) => formatBytes(bytes), end: true, wide: true },
  { name: 'Why', cell: ({ reason }) => <span title={reason}>{reason}</span>, wide: true },
];

/** Bundles of evidence that verify on their own. */
export function DossiersPage(): ReactElement {
  const { campaign } = useSearch({ from: '/framed/dossiers' });
  const navigate = useNavigate({ from: '/dossiers' });
  const may = useMay('release');
  const asked = campaign?.slice(0, 200);
  const pages = usePages('listDossiers', { query: asked === undefined ? {} : { campaign: asked } });
  const build = (
    <Link to="/dossiers/new" search={asked === undefined ? {} : { campaign: asked }} className="button primary">
      Build a dossier
    </Link>
  );
  return (
    <>
      <Title
        name="Dossiers"
        actions={may ? build : <span className="small quiet">Building needs the releaser or approver role.</span>}
      >
        <p>Evidence frozen, redacted for its readers, signed and logged, so that a stranger can verify it without this node.</p>
      </Title>
      {asked === undefined ? null : (
        <div className="filters">
          <FilterChip name="campaign" value={asked} remove={() => void navigate({ search: {} })} />
        </div>
      )}
      <DataTable
        caption="Dossiers, newest first"
        columns={COLUMNS}
        pages={pages}
        keyOf={({ id }) => id}
        noun="dossier"
        empty={
          <Empty title={asked === undefined ? 'No dossier has been built' : 'No dossier of this campaign has been built'}>
            <p>
              A dossier is made from what is known of a campaign: findings, error rates, what speaks against it, decisions and
              custody. Whom it is for decides what is in it.
            </p>
            {may ? build : null}
          </Empty>
        }
      />
    </>
  );
}
