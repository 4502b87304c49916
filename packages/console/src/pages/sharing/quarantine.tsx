// SPDX-License-Identifier: Apache-2.0
import type { PeerDetail } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { Moment } from '../../parts/moment.tsx';
import { PeerNotice } from './peer-notice.tsx';

/** Says that nothing of a partner, or of who speaks through it, counts, and for an administrator the way to end it. */
export function Quarantine({ detail }: { detail: PeerDetail }): ReactElement | null {
  const { name, quarantine } = detail.peer;
  if (quarantine === null) return null;
  return (
    <PeerNotice
      detail={detail}
      name="It is in quarantine"
      title={
        <>
          In quarantine since <Moment at={quarantine.since} />: {quarantine.reporters.join(', ')}
        </>
      }
      note={
        <>
          Which report it was is told nobody, so that what it gives away stays secret. Ask the partner how it checks what it
          reports before you lift this.
        </>
      }
      act={{
        label: 'Lift the quarantine',
        body: { liftQuarantine: true },
        again: ['getPeer', 'listPeers', 'listInbox', 'listCampaigns'],
        done: `What ${name} says counts again.`,
      }}
    >
      <p>{quarantine.reason}</p>
    </PeerNotice>
  );
}
