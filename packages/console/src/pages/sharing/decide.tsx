// SPDX-License-Identifier: Apache-2.0
import type { InboxItem } from '@stillwatch/core/api';
import { type ReactElement, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { announce } from '../../parts/announce.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';

const AGAIN = ['getInboxItem', 'listInbox', 'listPeers', 'getPeer', 'listCampaigns', 'overview', 'getLog'] as const;
const ACTS = {
  accept: {
    name: 'Accept…',
    title: 'Accept it',
    action: 'Accept, and tell its reporters',
    about: 'You find it right. It counts for its reporters, and they are told by an opinion.',
    label: 'Why is it right?',
  },
  dispute: {
    name: 'Dispute…',
    title: 'Dispute it',
    action: 'Dispute, and tell its reporters',
    about:
      'You find it wrong. It counts against its reporters, they are told by an opinion, and what it raised here is taken away.',
    label: 'Why is it wrong?',
  },
  sight: {
    name: 'Report a sighting…',
    title: 'Report a sighting',
    action: 'Tell its reporters',
    about: 'Its reporters are told that it was seen here too, with a count that is rounded so that it gives nobody away.',
    label: 'Where and how was it seen? (stays here)',
  },
} as const;
type Act = keyof typeof ACTS;

/** What somebody here makes of it; each goes back to its reporters. */
export function Decide({ item }: { item: InboxItem }): ReactElement {
  const may = useMay('review');
  const [act, setAct] = useState<Act | null>(null);
  const over = item.state === 'expired' || item.state === 'withdrawn';
  return (
    <section className="card stack" aria-labelledby="decide">
      <h2 id="decide">What do you make of it?</h2>
      {!may ? (
        <p className="small quiet">Accepting, disputing and reporting sightings needs the analyst or approver role.</p>
      ) : (
        <>
          <p className="quiet">
            {over
              ? 'It does nothing any more. What you say of it still counts for or against its reporters.'
              : 'What you say goes back to its reporters, into their track record here, and into the audit trail.'}
          </p>
          <div className="row">
            <button type="button" className="button" disabled={item.state === 'accepted'} onClick={() => setAct('accept')}>
              {ACTS.accept.name}
            </button>
            <button type="button" className="button" disabled={item.state === 'disputed'} onClick={() => setAct('dispute')}>
              {ACTS.dispute.name}
            </button>
            <button type="button" className="button" onClick={() => setAct('sight')}>
              {ACTS.sight.name}
            </button>
          </div>
        </>
      )}
      {act === null ? null : <Say act={act} item={item} close={() => setAct(null)} />}
    </section>
  );
}

function Say({ act, item, close }: { act: Act; item: InboxItem; close: () => void }): ReactElement {
  const accept = useChange('acceptInbox', AGAIN);
  const dispute = useChange('disputeInbox', AGAIN);
  const sight = useChange('sightInbox', AGAIN);
  const [strong, setStrong] = useState(false);
  const { title, action, about, label } = ACTS[act];
  const change = { accept, dispute, sight }[act];
  const params = { id: item.id };
  const done = {
    onSuccess: () => {
      announce(
        act === 'sight' ? 'The sighting is reported.' : `“${item.name}” is ${act === 'accept' ? 'accepted' : 'disputed'}.`,
      );
      close();
    },
  };
  return (
    <Dialog title={title} close={close}>
      <ReasonForm
        label={label}
        action={action}
        busy={change.isPending}
        error={change.error}
        submit={(reason) => {
          if (act === 'accept') accept.mutate({ params, body: { reason } }, done);
          else if (act === 'sight') sight.mutate({ params, body: { reason } }, done);
          else dispute.mutate({ params, body: { reason, opinion: strong ? 'strongly-disagree' : 'disagree' } }, done);
        }}
      >
        <p>{about}</p>
        {act === 'dispute' ? (
          <fieldset>
            <legend>How sure are you?</legend>
            <div className="choices">
              <label>
                <input type="radio" name="opinion" checked={!strong} onChange={() => setStrong(false)} /> I disagree
              </label>
              <label>
                <input type="radio" name="opinion" checked={strong} onChange={() => setStrong(true)} /> I strongly disagree
              </label>
            </div>
          </fieldset>
        ) : null}
      </ReasonForm>
    </Dialog>
  );
}
