// SPDX-License-Identifier: Apache-2.0
import type { ExchangeRow } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { useChange } from '../api/queries.ts';
import { Dialog } from './dialog.tsx';
import { Moment } from './moment.tsx';
import { ReasonForm } from './reason-form.tsx';

/** Text of one exchange, for a reason that is recorded. */
export function RevealDialog({ exchange, close }: { exchange: ExchangeRow; close: () => void }): ReactElement {
  const reveal = useChange('revealExchange', ['listAudit']);
  const text = reveal.data;
  return (
    <Dialog title="Text of one exchange" close={close}>
      <p className="quiet break">
        <code>{exchange.ref}</code> · {exchange.account} · <Moment at={exchange.at} short seconds />
      </p>
      {text === undefined ? (
        <ReasonForm
          label="Why do you need to read it?"
          action="Record and show"
          busy={reveal.isPending}
          error={reveal.error}
          submit={(reason) => reveal.mutate({ params: { id: exchange.ref }, body: { reason } })}
          hint="Your name, this reason and the time go into the audit trail before anything is shown."
        >
          <p>This is what a customer wrote. Look only where the evidence does not suffice to decide.</p>
        </ReasonForm>
      ) : (
        <>
          {text.kept ? (
            <>
              {text.system === '' ? null : (
                <div className="stack">
                  <h3>System prompt</h3>
                  <pre className="text" tabIndex={0}>
                    {text.system}
                  </pre>
                </div>
              )}
              <div className="stack">
                <h3>User</h3>
                <pre className="text" tabIndex={0}>
                  {text.user}
                </pre>
              </div>
            </>
          ) : (
            <div className="notice">
              <b>No text is kept of this exchange</b>
              <p>
                Stillwatch stores fingerprints, not prompts. Text can be read again only while the log it came from is still where
                it was read, or where a journal is configured.
              </p>
            </div>
          )}
          <p className="small quiet">
            This view is recorded as <code>{text.audit}</code> in the audit trail.
          </p>
        </>
      )}
    </Dialog>
  );
}
