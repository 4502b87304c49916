// SPDX-License-Identifier: Apache-2.0
import type { ReleaseDetail } from '@stillwatch/core/api';
import { type ReactElement, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { formatPlural } from '../../lib/format.ts';
import type { ReleaseAct } from '../../lib/release-acts.ts';
import { announce } from '../../parts/announce.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Hash } from '../../parts/hash.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';

const AGAIN = ['getRelease', 'listReleases', 'listCollections', 'getLog', 'listLeaves'] as const;

interface Props {
  readonly detail: ReleaseDetail;
  readonly close: () => void;
}

/** Asks before something is done with a release, and does it. */
export function ActDialog({ act, ...props }: Props & { act: Exclude<ReleaseAct['act'], 'redraft'> }): ReactElement {
  switch (act) {
    case 'approve':
      return <Agree role="releaser" {...props} />;
    case 'counsel':
      return <Agree role="counsel" {...props} />;
    case 'release':
      return <LetLeave {...props} />;
    case 'refuse':
      return <Stop act="refuse" {...props} />;
    case 'recall':
      return <Stop act="recall" {...props} />;
  }
}

function Agree({ role, detail: { release, preview, etag }, close }: Props & { role: 'releaser' | 'counsel' }): ReactElement {
  const approve = useChange('approveRelease', AGAIN);
  const [read, setRead] = useState(false);
  const tells = preview.findings.length;
  return (
    <Confirm
      title={`Agree as ${role}`}
      action="Agree to exactly this"
      busy={approve.isPending || !read}
      error={approve.error}
      close={close}
      confirm={() =>
        approve.mutate(
          { params: { id: release.id }, body: { digest: release.digest, role }, ifMatch: etag },
          {
            onSuccess: () => {
              announce(`You agreed as ${role}.`);
              close();
            },
          },
        )
      }
    >
      <p>
        You agree to {formatPlural(preview.objects.length, 'object')} for {formatPlural(release.recipients.length, 'recipient')},
        with their marking, legal basis and embargo: all that the digest <Hash value={release.digest} /> stands for. If any of it
        changes, your agreement counts no more.
      </p>
      <label className="row">
        <input type="checkbox" checked={read} onChange={(event) => setRead(event.target.checked)} />I have read what leaves
        {tells === 0 ? '' : `, and the ${formatPlural(tells, 'finding')} about it`}
      </label>
    </Confirm>
  );
}

function LetLeave({ detail: { release, preview, etag }, close }: Props): ReactElement {
  const perform = useChange('performRelease', AGAIN);
  return (
    <Confirm
      title="Let it leave?"
      action={`Release it to ${formatPlural(release.recipients.length, 'recipient')}`}
      busy={perform.isPending}
      error={perform.error}
      close={close}
      confirm={() =>
        perform.mutate(
          { params: { id: release.id }, body: { digest: release.digest }, ifMatch: etag },
          {
            onSuccess: () => {
              announce('It has left. The log has the receipt.');
              close();
            },
          },
        )
      }
    >
      <p>
        {formatPlural(preview.objects.length, 'object')} are signed, put where partners pull from, and the receipt goes into the
        log. A recall can withdraw it later, but what was read stays read.
      </p>
      <ul className="bullets">
        {release.recipients.map(({ id, name, person }) => (
          <li key={id}>{person === null ? name : `${person}, ${name}`}</li>
        ))}
      </ul>
    </Confirm>
  );
}

const STOPS = {
  refuse: {
    title: 'Refuse it',
    action: 'Refuse it',
    label: 'Why must it not leave?',
    about: 'It is stopped for good; another release can be written of the same campaign.',
    done: 'It is refused.',
  },
  recall: {
    title: 'Recall it',
    action: 'Recall it from all recipients',
    label: 'Why is it taken back?',
    about:
      'Partners get a withdrawal of each object, and their nodes undo what it raised. Copies that were taken out are not reached.',
    done: 'It is recalled.',
  },
} as const;

function Stop({ act, detail: { release, etag }, close }: Props & { act: keyof typeof STOPS }): ReactElement {
  const refuse = useChange('refuseRelease', AGAIN);
  const recall = useChange('recallRelease', AGAIN);
  const change = act === 'refuse' ? refuse : recall;
  const { title, action, label, about, done } = STOPS[act];
  return (
    <Dialog title={title} close={close}>
      <ReasonForm
        label={label}
        action={action}
        busy={change.isPending}
        error={change.error}
        hint="The reason stands in its history with your name."
        submit={(reason) =>
          change.mutate(
            { params: { id: release.id }, body: { reason }, ifMatch: etag },
            {
              onSuccess: () => {
                announce(done);
                close();
              },
            },
          )
        }
      >
        <p>{about}</p>
      </ReasonForm>
    </Dialog>
  );
}
