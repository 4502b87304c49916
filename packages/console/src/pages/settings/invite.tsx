// SPDX-License-Identifier: Apache-2.0
import type { Role } from '@stillwatch/core/api';
import { type ReactElement, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { Secret } from '../../parts/copy.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { readField } from '../../lib/form.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Choose } from './choose.tsx';
import { ROLE_WORDS } from './roles.ts';

/** Adds somebody; their sign-in link is shown once. */
export function Invite({ close }: { close: () => void }): ReactElement {
  const [roles, setRoles] = useState<Role[]>(['analyst']);
  const invite = useChange('inviteUser', ['listUsers']);
  if (invite.data !== undefined) {
    return (
      <Dialog title={`${invite.data.user.name} can come in`} close={close}>
        <p>Give them this link. It works once, within 24 hours, and is shown now and never again.</p>
        <Secret value={invite.data.link} what="The link" />
      </Dialog>
    );
  }
  return (
    <Dialog title="Invite somebody" close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const email = readField(form, 'email');
          invite.mutate({ body: { name: readField(form, 'name'), email: email === '' ? null : email, roles } });
        }}
      >
        <label className="field">
          <span>Name</span>
          <input className="input" name="name" required maxLength={100} autoComplete="off" />
        </label>
        <label className="field">
          <span>E-mail (may be left out)</span>
          <input className="input" name="email" type="email" autoComplete="off" />
        </label>
        <Choose legend="Roles" words={ROLE_WORDS} chosen={roles} change={setRoles} />
        {invite.error === null ? null : <ProblemNote error={invite.error} />}
        <div>
          <button type="submit" className="button primary" disabled={roles.length === 0 || invite.isPending}>
            Make a link
          </button>
        </div>
      </form>
    </Dialog>
  );
}
