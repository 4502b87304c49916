// SPDX-License-Identifier: Apache-2.0
import type { AccountDetail } from '@stillwatch/core/api';
import { type ReactElement, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { announce } from '../../parts/announce.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Moment } from '../../parts/moment.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';

type Value = NonNullable<AccountDetail['label']>['label'];

/** What an analyst says of the account; labels feed calibration. */
export function Label({ account, label }: { account: string; label: AccountDetail['label'] }): ReactElement {
  const may = useMay('review');
  const [value, setValue] = useState<Value | null>(null);
  const set = useChange('labelAccount', ['getAccount']);
  return (
    <section className="card stack" aria-labelledby="label">
      <h2 id="label">Label</h2>
      {label === null ? (
        <p className="quiet">Nobody has labelled it.</p>
      ) : (
        <div>
          <p>
            <span className={`chip ${label.label === 'malicious' ? 'bad' : 'good'}`}>{label.label}</span> by {label.by},{' '}
            <Moment at={label.at} />
          </p>
          <p className="break">“{label.reason}”</p>
        </div>
      )}
      {may ? (
        <div className="row">
          {(['benign', 'malicious'] as const).map((name) => (
            <button key={name} type="button" className="button" onClick={() => setValue(name)}>
              Label {name}…
            </button>
          ))}
        </div>
      ) : (
        <p className="small quiet">Labelling needs the analyst or approver role.</p>
      )}
      {value === null ? null : (
        <Dialog title={`Label this account ${value}`} close={() => setValue(null)}>
          <ReasonForm
            label="Why?"
            action={`Label ${value}`}
            busy={set.isPending}
            error={set.error}
            hint="The reason is recorded with your name and is read by those who calibrate detection."
            submit={(reason) =>
              set.mutate(
                { params: { id: account }, body: { label: value, reason } },
                {
                  onSuccess: () => {
                    setValue(null);
                    announce(`Labelled ${value}.`);
                  },
                },
              )
            }
          />
        </Dialog>
      )}
    </section>
  );
}
