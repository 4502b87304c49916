// SPDX-License-Identifier: Apache-2.0
import type { DossierDetail } from '@stillwatch/core/api';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import { oneOf } from '../../lib/search.ts';
import { HoldList } from '../../parts/hold-list.tsx';
import { Fetched } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';
import { TlpChip } from '../../parts/tlp-chip.tsx';
import { DossierActions } from './dossier-actions.tsx';
import { DossierFigures } from './dossier-figures.tsx';
import { DossierState } from './dossier-state.tsx';
import { FileLists } from './file-lists.tsx';
import { Stranger } from './stranger.tsx';
import { Verify } from './verify.tsx';

const TABS = [
  { tab: 'verification', name: 'Verification' },
  { tab: 'files', name: 'Files and withheld' },
  { tab: 'stranger', name: 'For a stranger' },
  { tab: 'custody', name: 'Custody and holds' },
] as const;

export function DossierPage(): ReactElement {
  const { id } = useParams({ from: '/framed/dossiers/$id' });
  const dossier = useApi('getDossier', { params: { id } });
  return (
    <>
      {dossier.data === undefined ? <Title name="Dossier" /> : null}
      <Fetched query={dossier} lines={12}>
        {(detail) => <Body detail={detail} />}
      </Fetched>
    </>
  );
}

function Body({ detail }: { detail: DossierDetail }): ReactElement {
  const { dossier } = detail;
  const search = useSearch({ from: '/framed/dossiers/$id' });
  const tabs = TABS.map(({ tab }) => tab);
  const tab = oneOf(search.tab, tabs) ?? 'verification';
  return (
    <>
      <Title
        name={`Dossier: ${dossier.campaignName}`}
        sign={
          <>
            <TlpChip tlp={dossier.tlp} />
            <DossierState dossier={dossier} />
          </>
        }
      >
        <p className="break">
          <Link to="/dossiers">Dossiers</Link> · <code>{dossier.id}</code> · of{' '}
          <Link to="/campaigns/$id" params={{ id: dossier.campaign }} search={{ tab: 'evidence' }}>
            {dossier.campaignName}
          </Link>
        </p>
      </Title>
      <DossierFigures dossier={dossier} />
      <nav className="tabs" aria-label="Parts of this dossier">
        {TABS.map((entry) => (
          <Link
            key={entry.tab}
            to="/dossiers/$id"
            params={{ id: dossier.id }}
            search={{ tab: entry.tab }}
            aria-current={tab === entry.tab ? 'page' : undefined}
          >
            {entry.name}
          </Link>
        ))}
      </nav>
      {tab === 'verification' ? <Verify dossier={dossier} /> : null}
      {tab === 'files' ? <FileLists files={detail} /> : null}
      {tab === 'stranger' ? <Stranger dossier={dossier} /> : null}
      {tab === 'custody' ? (
        <>
          <HoldList
            target={{ kind: 'dossier', id: dossier.id }}
            name={dossier.campaignName}
            also={[{ kind: 'campaign', id: dossier.campaign }]}
          />
          <DossierActions dossier={dossier} />
        </>
      ) : null}
    </>
  );
}
