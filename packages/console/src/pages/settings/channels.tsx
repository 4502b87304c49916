// SPDX-License-Identifier: Apache-2.0
import type { Channel } from '@stillwatch/core/api';
import { type ReactElement, useState } from 'react';
import { useChange, usePages } from '../../api/queries.ts';
import { announce } from '../../parts/announce.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Secret } from '../../parts/copy.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Moment } from '../../parts/moment.tsx';
import { readField } from '../../lib/form.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Empty } from '../../parts/states.tsx';

const KINDS: Readonly<Record<Channel['kind'], { name: string; target: string }>> = {
  webhook: { name: 'Webhook, signed', target: 'https://…' },
  slack: { name: 'Webhook in Slack’s shape', target: 'https://…' },
  email: { name: 'E-mail', target: 'name@example.org' },
};

export function Channels(): ReactElement {
  const pages = usePages('listChannels', {});
  const [adding, setAdding] = useState(false);
  const [removed, remove] = useState<Channel | null>(null);
  const test = useChange('testChannel', ['listAlerts']);
  const removal = useChange('removeChannel', ['listChannels']);
  const columns: Column<Channel>[] = [
    { name: 'Name', cell: ({ name }) => name },
    { name: 'Kind', cell: ({ kind }) => KINDS[kind].name, wide: true },
    { name: 'Target', cell: ({ target }) => <code>{target}</code> },
    { name: 'Since', cell: ({ at }) => <Moment at={at} short />, wide: true },
    {
      name: 'Actions',
      end: true,
      cell: (channel) => (
        <>
          <button
            type="button"
            className="button slim"
            disabled={test.isPending}
            onClick={() =>
              test.mutate(
                { params: { id: channel.id } },
                { onSuccess: () => announce(`A test alert is on its way to ${channel.name}.`) },
              )
            }
          >
            Test<span className="unseen"> {channel.name}</span>
          </button>{' '}
          <button type="button" className="button slim" onClick={() => remove(channel)}>
            Remove<span className="unseen"> {channel.name}</span>
          </button>
        </>
      ),
    },
  ];
  return (
    <div className="stack">
      <div className="row apart">
        <p className="quiet">Where alerts go. Each is delivered at least once and can be replayed.</p>
        <button type="button" className="button primary" onClick={() => setAdding(true)}>
          Add a channel
        </button>
      </div>
      {test.error === null ? null : <ProblemNote error={test.error} />}
      <DataTable
        caption="Channels"
        columns={columns}
        pages={pages}
        keyOf={({ id }) => id}
        noun="channel"
        empty={
          <Empty title="Alerts go nowhere yet">
            <p>Add a webhook, a Slack-shaped webhook or an address of e-mail.</p>
          </Empty>
        }
      />
      {adding ? <AddChannel close={() => setAdding(false)} /> : null}
      {removed === null ? null : (
        <Confirm
          title={`Remove ${removed.name}?`}
          action="Remove"
          busy={removal.isPending}
          error={removal.error}
          close={() => remove(null)}
          confirm={() => removal.mutate({ params: { id: removed.id } }, { onSuccess: () => remove(null) })}
        >
          <p>Alerts that still wait for it are not delivered.</p>
        </Confirm>
      )}
    </div>
  );
}

function AddChannel({ close }: { close: () => void }): ReactElement {
  const [kind, setKind] = useState<Channel['kind']>('webhook');
  const add = useChange('addChannel', ['listChannels']);
  if (add.data !== undefined) {
    return (
      <Dialog title="The channel is there" close={close}>
        {add.data.secret === null ? (
          <p>Try it with a test alert.</p>
        ) : (
          <>
            <p>With this secret the receiver checks the signature. It is shown now and never again.</p>
            <Secret value={add.data.secret} what="The secret" />
          </>
        )}
      </Dialog>
    );
  }
  return (
    <Dialog title="Add a channel" close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          add.mutate({ body: { kind, name: readField(form, 'name'), target: readField(form, 'target') } });
        }}
      >
        <label className="field">
          <span>Kind</span>
          <select className="input" value={kind} onChange={(event) => setKind(event.target.value as Channel['kind'])}>
            {Object.entries(KINDS).map(([value, { name }]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>Name</span>
          <input className="input" name="name" required maxLength={100} />
        </label>
        <label className="field">
          <span>{kind === 'email' ? 'Address' : 'URL'}</span>
          <input
            className="input"
            name="target"
            type={kind === 'email' ? 'email' : 'url'}
            placeholder={KINDS[kind].target}
            required
            maxLength={2000}
          />
        </label>
        {add.error === null ? null : <ProblemNote error={add.error} />}
        <div>
          <button type="submit" className="button primary" disabled={add.isPending}>
            Add
          </button>
        </div>
      </form>
    </Dialog>
  );
}
