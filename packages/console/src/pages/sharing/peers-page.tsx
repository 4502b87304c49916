// SPDX-License-Identifier: Apache-2.0
import type { Peer } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { usePages } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { formatCount } from '../../lib/format.ts';
import { PEER_KIND_WORDS, PEER_WORDS } from '../../lib/sharing-words.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Ago } from '../../parts/moment.tsx';
import { Empty } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';
import { AddPeer } from './add-peer.tsx';
import { SharingTabs } from './sharing-tabs.tsx';
import { StateChip } from './state-chip.tsx';
import { TrustScore } from './trust-score.tsx';

const COLUMNS: readonly Column<Peer>[] = [
  {
    name: 'Partner',
    cell: ({ id, name }) => (
      <Link to="/sharing/peers/$id" params={{ id }} title={name}>
        {name}
      </Link>
    ),
  },
  { name: 'State', cell: ({ state }) => <StateChip words={PEER_WORDS[state]} /> },
  { name: 'At least', cell: ({ reliability }) => <TrustScore score={reliability.value} /> },
  { name: 'Right', cell: ({ reliability }) => formatCount(Math.round(reliability.confirmed)), end: true, wide: true },
  { name: 'Wrong', cell: ({ reliability }) => formatCount(Math.round(reliability.refuted)), end: true, wide: true },
  { name: 'Kind', cell: ({ kind }) => PEER_KIND_WORDS[kind], wide: true },
  { name: 'Received', cell: ({ received }) => formatCount(received), end: true, wide: true },
  {
    name: 'Last pull',
    cell: ({ lastPull }) => (lastPull === null ? <span className="quiet">never</span> : <Ago at={lastPull} />),
    wide: true,
  },
  {
    name: 'What is wrong',
    cell: ({ problem, throttle, quarantine }) => {
      const told = quarantine?.reason ?? (throttle === null ? problem : throttle.reasons.join('; '));
      return told === null ? <span className="quiet">nothing</span> : <span title={told}>{told}</span>;
    },
    wide: true,
  },
];

/** Partners with their track record and state. */
export function PeersPage(): ReactElement {
  const pages = usePages('listPeers', {});
  const may = useMay('admin');
  const [adding, setAdding] = useState(false);
  const add = (
    <button type="button" className="button primary" onClick={() => setAdding(true)}>
      Add a partner
    </button>
  );
  return (
    <>
      <Title
        name="Sharing: peers"
        actions={may ? add : <span className="small quiet">Adding and changing partners needs the admin role.</span>}
      >
        <p>Partners, how far their reports can be relied on, and whether they answer.</p>
      </Title>
      <SharingTabs here="/sharing/peers" />
      <div className="sharing-list">
        <DataTable
          caption="Partners"
          columns={COLUMNS}
          pages={pages}
          keyOf={({ id }) => id}
          noun="partner"
          empty={
            <Empty title="There is no partner yet">
              <p>
                A partner is another node, or any TAXII 2.1 server. Exchange keys and addresses with it by a way that you trust;
                yours are under <Link to="/sharing/node">This node</Link>.
              </p>
              {may ? add : null}
            </Empty>
          }
        />
      </div>
      <p className="small quiet">
        “At least”: so good its reports are in 19 cases of 20, judged by what people here and your own traffic confirmed.
        Newcomers start low, whoever they are.
      </p>
      {adding ? <AddPeer close={() => setAdding(false)} /> : null}
    </>
  );
}
