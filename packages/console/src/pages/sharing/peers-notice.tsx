// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import { formatPlural } from '../../lib/format.ts';
import { PEER_WORDS } from '../../lib/sharing-words.ts';

/** Says which partners are not heard at the moment, since what they say may have changed meanwhile. */
export function PeersNotice(): ReactElement | null {
  const peers = useApi('listPeers', { query: { limit: 200 } }, { refetchInterval: 60_000 });
  const silent = peers.data?.items.filter(({ state }) => state === 'unreachable' || state === 'throttled') ?? [];
  if (silent.length === 0) return null;
  return (
    <section className="notice warn" aria-label="Partners that are not heard">
      <b>{formatPlural(silent.length, 'partner')} not heard at the moment</b>
      <ul className="bullets">
        {silent.map(({ id, name, state, problem }) => (
          <li key={id} className="break">
            <Link to="/sharing/peers/$id" params={{ id }}>
              {name}
            </Link>
            : {PEER_WORDS[state].name}
            {problem === null ? '' : `; ${problem}`}
          </li>
        ))}
      </ul>
      <p className="small quiet">What they say may have changed, or been withdrawn, since the last pull.</p>
    </section>
  );
}
