// SPDX-License-Identifier: Apache-2.0
import type { Decision, Review } from '@stillwatch/core/api';
import { type ReactElement, useId, useRef, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { useMay, useSession } from '../../api/session.ts';
import { announce } from '../../parts/announce.tsx';
import { Ago, Moment } from '../../parts/moment.tsx';
import { CHOICES } from './choices.ts';
import { Conflict } from './conflict.tsx';
import { useKeys } from './use-keys.ts';

const AGAIN = ['listReviews', 'getReview', 'overview', 'getCampaign', 'listCampaigns', 'listCampaignEvents'] as const;

/** Claim, choose, say why, go on. */
export function Decide({ review, goOn }: { review: Review; goOn: () => void }): ReactElement {
  const may = useMay('review');
  if (review.status === 'decided') return <Decided review={review} />;
  if (!may) return <p className="notice">Deciding needs the analyst or approver role; yours may only read.</p>;
  return <Form review={review} goOn={goOn} />;
}

function Decided({ review }: { review: Review }): ReactElement {
  const choice = CHOICES.find(({ decision }) => decision === review.decision);
  return (
    <div className="notice good">
      <p>
        <b>{choice?.name ?? 'Closed'}</b>
        {choice === undefined ? null : ` by ${review.decidedBy}`}
        {review.decidedAt === null ? null : (
          <>
            , <Moment at={review.decidedAt} />
          </>
        )}
      </p>
      {review.reason === null ? null : <p className="break">{choice === undefined ? review.reason : `“${review.reason}”`}</p>}
    </div>
  );
}

function Form({ review, goOn }: { review: Review; goOn: () => void }): ReactElement {
  const { user } = useSession();
  const [decision, setDecision] = useState<Decision | null>(null);
  const [reason, setReason] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const fieldId = useId();
  const claim = useChange('claimReview', AGAIN);
  const release = useChange('releaseReview', AGAIN);
  const decide = useChange('decideReview', AGAIN);
  const mine = review.status === 'claimed' && (review.claimedBy === user.id || review.claimedBy === user.name);
  const ready = mine && decision !== null && reason.trim().length >= 3 && !decide.isPending;

  const take = () => {
    if (!mine)
      claim.mutate({ params: { id: review.id } }, { onSuccess: () => announce(`You have claimed ${review.campaign.name}.`) });
  };
  const submit = () => {
    if (!ready || decision === null) {
      announce(mine ? 'Choose a decision and give a reason first.' : 'Claim it first, with c.');
      return;
    }
    decide.mutate(
      { params: { id: review.id }, body: { decision, reason: reason.trim() }, ifMatch: review.etag },
      {
        onSuccess: () => {
          announce(`${review.campaign.name}: decided. The next one is shown.`);
          goOn();
        },
      },
    );
  };
  useKeys({
    claim: take,
    submit,
    choose: setDecision,
    reason: () => field.current?.focus(),
  });

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="row">
        {mine ? (
          <>
            <span className="chip good">claimed by you</span>
            {review.claimedUntil === null ? null : (
              <span className="small quiet">
                ends <Ago at={review.claimedUntil} />
              </span>
            )}
            <button
              type="button"
              className="button slim"
              disabled={release.isPending}
              onClick={() => release.mutate({ params: { id: review.id } })}
            >
              Give it back
            </button>
          </>
        ) : (
          <>
            <button type="button" className="button primary" disabled={claim.isPending} onClick={take}>
              Claim <kbd>c</kbd>
            </button>
            <span className="small quiet">
              {review.status === 'claimed'
                ? `${review.claimedBy ?? 'Somebody'} has claimed it.`
                : 'Thirty minutes in which nobody else decides it.'}
            </span>
          </>
        )}
      </div>
      <Conflict errors={[claim.error, release.error, decide.error]} />
      <fieldset>
        <legend>Decision</legend>
        <div className="decisions">
          {CHOICES.map(({ key, decision: value, name, follows }) => (
            <label key={value}>
              <span className="row">
                <input
                  type="radio"
                  name="decision"
                  value={value}
                  checked={decision === value}
                  onChange={() => setDecision(value)}
                />
                <b>{name}</b> <kbd>{key}</kbd>
              </span>
              <small>{follows}</small>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="field">
        <label htmlFor={fieldId}>
          Reason <kbd>r</kbd>
        </label>
        <textarea
          id={fieldId}
          ref={field}
          className="input"
          required
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
      </div>
      <div>
        <button type="submit" className="button primary" disabled={!ready}>
          {decide.isPending ? 'Recording…' : 'Decide'} <kbd>Enter</kbd>
        </button>
      </div>
    </form>
  );
}
