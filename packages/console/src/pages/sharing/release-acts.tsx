// SPDX-License-Identifier: Apache-2.0
import type { ReleaseDetail } from '@stillwatch/core/api';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useSession } from '../../api/session.ts';
import { actsOf, missingApprovals, type ReleaseAct } from '../../lib/release-acts.ts';
import { Moment } from '../../parts/moment.tsx';
import { ActDialog } from './act-dialog.tsx';

const NAMES: Readonly<Record<ReleaseAct['act'], string>> = {
  approve: 'Agree as releaser…',
  counsel: 'Agree as counsel…',
  release: 'Let it leave…',
  redraft: 'Write it anew…',
  refuse: 'Refuse…',
  recall: 'Recall…',
};
const MAIN: readonly ReleaseAct['act'][] = ['approve', 'counsel', 'release'];

/** Who agreed, who has to still, and what this person may do. */
export function ReleaseActs({ detail }: { detail: ReleaseDetail }): ReactElement {
  const { release } = detail;
  const { user, permissions } = useSession();
  const navigate = useNavigate();
  const [open, setOpen] = useState<Exclude<ReleaseAct['act'], 'redraft'> | null>(null);
  const acts = actsOf(detail, user, permissions);
  const missing = release.state === 'draft' ? missingApprovals(release) : [];
  const start = (act: ReleaseAct['act']) => {
    if (act === 'redraft') void navigate({ to: '/sharing/outbox/new', search: { release: release.id } });
    else setOpen(act);
  };
  return (
    <section className="card stack acts" aria-labelledby="acts">
      <h2 id="acts">Review</h2>
      <ul className="plain-list">
        <li>
          <b>{release.author.name}</b> wrote it
        </li>
        {release.approvals.map(({ by, name, role, at }) => (
          <li key={by + role}>
            <b>{name}</b> agreed as {role}
            <br />
            <span className="small quiet">
              <Moment at={at} />
            </span>
          </li>
        ))}
        {missing.map((role) => (
          <li key={role} className="quiet">
            the {role} has not agreed
          </li>
        ))}
      </ul>
      {release.needsCounsel && release.state === 'draft' ? (
        <p className="small quiet">Counsel has to agree too, because it is TLP:RED or goes to an agency.</p>
      ) : null}
      {acts.length === 0 ? <p className="quiet">Nothing can be done with it any more.</p> : null}
      {acts.length > 0 && !permissions.includes('release') ? (
        <p className="small quiet">Agreeing, letting it leave and stopping it need the releaser or approver role.</p>
      ) : null}
      {(permissions.includes('release') ? acts : []).map(({ act, refused }) => (
        <div key={act} className="stack tight">
          <div>
            <button
              type="button"
              className={MAIN.includes(act) && refused === null ? 'button primary' : 'button'}
              disabled={refused !== null}
              onClick={() => start(act)}
            >
              {NAMES[act]}
            </button>
          </div>
          {refused === null ? null : <p className="small quiet break">{refused}</p>}
        </div>
      ))}
      {open === null ? null : <ActDialog act={open} detail={detail} close={() => setOpen(null)} />}
    </section>
  );
}
