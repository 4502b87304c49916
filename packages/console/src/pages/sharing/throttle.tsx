// SPDX-License-Identifier: Apache-2.0
import type { PeerDetail } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { Moment } from '../../parts/moment.tsx';
import { PeerNotice } from './peer-notice.tsx';

/** Why a partner is left alone, until when, and for an administrator the way to end it. */
export function Throttle({ detail }: { detail: PeerDetail }): ReactElement | null {
  const { name, throttle } = detail.peer;
  if (throttle === null) return null;
  return (
    <PeerNotice
      detail={detail}
      name="It is throttled"
      title={
        <>
          It is left alone until <Moment at={throttle.until} />, because of what it did
        </>
      }
      note="What it said before still counts, and expires in its time."
      act={{
        label: 'Ask it again now',
        body: { unthrottle: true },
        again: ['getPeer', 'listPeers'],
        done: `${name} is asked again.`,
      }}
    >
      <ul className="bullets">
        {throttle.reasons.map((reason) => (
          <li key={reason} className="break">
            {reason}
          </li>
        ))}
      </ul>
    </PeerNotice>
  );
}
