// SPDX-License-Identifier: Apache-2.0
import type { Hold, HoldTarget } from '@stillwatch/core/api';
import type { ReactElement, ReactNode } from 'react';
import { useChange } from '../api/queries.ts';
import { announce } from './announce.tsx';
import { Dialog } from './dialog.tsx';
import { Moment } from './moment.tsx';
import { ReasonForm } from './reason-form.tsx';

const TOUCHED = ['listHolds', 'listEvidence', 'listDossiers', 'getDossier', 'getLeaf'] as const;

/** Places a legal hold on what `target` names; `children` say what that is, or ask for it. */
export function PlaceHoldDialog({
  target,
  close,
  children,
}: {
  target: HoldTarget;
  close: () => void;
  children: ReactNode;
}): ReactElement {
  const place = useChange('placeHold', TOUCHED);
  return (
    <Dialog title="Place a legal hold" close={close}>
      <ReasonForm
        label="Why must it be kept?"
        action="Place the hold"
        busy={place.isPending}
        error={place.error}
        hint="Name the case or the letter that asks for it. The reason goes into the log with your name."
        submit={(reason) =>
          place.mutate(
            { body: { target, reason } },
            {
              onSuccess: () => {
                announce('The legal hold is placed.');
                close();
              },
            },
          )
        }
      >
        {children}
      </ReasonForm>
    </Dialog>
  );
}

/** Places a legal hold on something that is chosen already. */
export function PlaceHold({ target, name, close }: { target: HoldTarget; name: string; close: () => void }): ReactElement {
  return (
    <PlaceHoldDialog target={target} close={close}>
      <p>
        On the {target.kind} <b className="break">{name}</b>: nothing of it is deleted or erased, by nobody and not by its
        retention, until another person lifts the hold.
      </p>
    </PlaceHoldDialog>
  );
}

/** Lifts a legal hold, for a reason. */
export function LiftHold({ hold, close }: { hold: Hold; close: () => void }): ReactElement {
  const lift = useChange('liftHold', TOUCHED);
  return (
    <Dialog title="Lift this legal hold?" close={close}>
      <ReasonForm
        label="Why may it go?"
        action="Lift the hold"
        busy={lift.isPending}
        error={lift.error}
        hint="What it kept follows its retention again from this moment: some of it may go at once."
        submit={(reason) =>
          lift.mutate(
            { params: { id: hold.id }, body: { reason } },
            {
              onSuccess: () => {
                announce('The legal hold is lifted.');
                close();
              },
            },
          )
        }
      >
        <div className="notice">
          <p className="break">
            {hold.target.kind} <code>{hold.target.id}</code>, placed by {hold.by}, <Moment at={hold.at} />
          </p>
          <p className="break">“{hold.reason}”</p>
        </div>
      </ReasonForm>
    </Dialog>
  );
}
