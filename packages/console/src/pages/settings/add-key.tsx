// SPDX-License-Identifier: Apache-2.0
import type { Permission } from '@stillwatch/core/api';
import { type ReactElement, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { Secret } from '../../parts/copy.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { readField } from '../../lib/form.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Choose } from './choose.tsx';
import { PERMISSION_WORDS } from './roles.ts';

/** Makes an API key and shows it once. */
export function AddKey({ close }: { close: () => void }): ReactElement {
  const [permissions, setPermissions] = useState<Permission[]>(['intake']);
  const add = useChange('addKey', ['listKeys']);
  if (add.data !== undefined) {
    return (
      <Dialog title={`The key “${add.data.key.name}”`} close={close}>
        <p>It is shown now and never again; only its hash is kept.</p>
        <Secret value={add.data.secret} what="The key" />
      </Dialog>
    );
  }
  return (
    <Dialog title="Make an API key" close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const ends = readField(form, 'ends');
          add.mutate({
            body: {
              name: readField(form, 'name'),
              permissions,
              expiresAt: ends === '' ? null : new Date(`${ends}T23:59:59Z`).toISOString(),
            },
          });
        }}
      >
        <label className="field">
          <span>Name: who or what uses it</span>
          <input className="input" name="name" required maxLength={100} autoComplete="off" />
        </label>
        <Choose legend="What it may do" words={PERMISSION_WORDS} chosen={permissions} change={setPermissions} />
        <label className="field">
          <span>Last day (UTC; may be left out)</span>
          <input className="input fit" name="ends" type="date" />
        </label>
        {add.error === null ? null : <ProblemNote error={add.error} />}
        <div>
          <button type="submit" className="button primary" disabled={permissions.length === 0 || add.isPending}>
            Make it
          </button>
        </div>
      </form>
    </Dialog>
  );
}
