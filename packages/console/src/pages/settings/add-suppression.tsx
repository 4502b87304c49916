// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from 'react';
import { useApi, useChange } from '../../api/queries.ts';
import { formatPlural } from '../../lib/format.ts';
import { announce } from '../../parts/announce.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';
import { Fetched } from '../../parts/states.tsx';

const DAYS = [1, 7, 30, 90] as const;

/** Nobody is told of a campaign for a while; it is still watched and kept. */
export function AddSuppression({ close }: { close: () => void }): ReactElement {
  const campaigns = useApi('listCampaigns', { query: { limit: 1000, current: 'true' } });
  const [campaign, setCampaign] = useState('');
  const [days, setDays] = useState<number>(7);
  const add = useChange('addSuppression', ['listSuppressions', 'listCampaigns', 'getCampaign']);
  return (
    <Dialog title="Silence a campaign" close={close}>
      <Fetched query={campaigns} lines={3}>
        {({ items }) => {
          const chosen = items.find(({ id }) => id === campaign) ?? items[0];
          if (chosen === undefined) return <p>There is no current campaign.</p>;
          return (
            <ReasonForm
              label="Why?"
              action="Silence it"
              busy={add.isPending}
              error={add.error}
              submit={(reason) =>
                add.mutate(
                  { body: { campaign: chosen.id, reason, until: new Date(Date.now() + days * 86_400_000).toISOString() } },
                  {
                    onSuccess: () => {
                      announce(`${chosen.name} is silenced.`);
                      close();
                    },
                  },
                )
              }
            >
              <label className="field">
                <span>Campaign</span>
                <select className="input" value={chosen.id} onChange={(event) => setCampaign(event.target.value)}>
                  {items.map(({ id, name, tier }) => (
                    <option key={id} value={id}>
                      {name} ({tier})
                    </option>
                  ))}
                </select>
              </label>
              <label className="field">
                <span>For</span>
                <select className="input" value={days} onChange={(event) => setDays(Number(event.target.value))}>
                  {DAYS.map((count) => (
                    <option key={count} value={count}>
                      {formatPlural(count, 'day')}
                    </option>
                  ))}
                </select>
              </label>
              <p className="notice">
                Nobody would be told of {formatPlural(chosen.accounts, 'account')} and what they go on taking. It is still hunted,
                and shown here.
              </p>
            </ReasonForm>
          );
        }}
      </Fetched>
    </Dialog>
  );
}
