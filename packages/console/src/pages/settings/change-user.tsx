// SPDX-License-Identifier: Apache-2.0
import type { Role, User } from '@stillwatch/core/api';
import { type ReactElement, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import { announce } from '../../parts/announce.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Choose } from './choose.tsx';
import { ROLE_WORDS } from './roles.ts';

/** Roles of somebody, or the door closed to them. */
export function ChangeUser({ user, close }: { user: User; close: () => void }): ReactElement {
  const [roles, setRoles] = useState<readonly Role[]>(user.roles);
  const [disabled, setDisabled] = useState(user.disabled);
  const change = useChange('changeUser', ['listUsers']);
  const self = useSession().user.id === user.id;
  return (
    <Dialog title={user.name} close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(
            { params: { id: user.id }, body: { roles: [...roles], disabled }, ifMatch: user.etag },
            {
              onSuccess: () => {
                announce(`${user.name} is changed.`);
                close();
              },
            },
          );
        }}
      >
        <Choose legend="Roles" words={ROLE_WORDS} chosen={roles} change={setRoles} />
        <label className="row">
          <input type="checkbox" checked={disabled} onChange={(event) => setDisabled(event.target.checked)} />
          Shut out: ends every session, and no link works
        </label>
        {self ? (
          <p className="notice">This is you. What you take away from yourself here, somebody else must give back.</p>
        ) : null}
        {change.error === null ? null : <ProblemNote error={change.error} />}
        <div>
          <button type="submit" className="button primary" disabled={roles.length === 0 || change.isPending}>
            Save
          </button>
        </div>
      </form>
    </Dialog>
  );
}
