// SPDX-License-Identifier: Apache-2.0
import type { Dossier } from '@stillwatch/core/api';
import type { ReactElement } from 'react';

const WORDS: Readonly<Record<Dossier['state'], { text: string; title: string; look: string }>> = {
  whole: { text: 'as built', title: 'Its files are those that were built.', look: 'good' },
  erased: {
    text: 'rebuilt after an erasure',
    title: 'Somebody’s data was withheld from it afterwards; it still verifies.',
    look: 'warn',
  },
  deleted: { text: 'files deleted', title: 'Its leaf in the log and its custody are what is left.', look: 'bad' },
};

/** Whether a dossier's files are there, and whether a legal hold keeps them. */
export function DossierState({ dossier: { state, held } }: { dossier: Pick<Dossier, 'state' | 'held'> }): ReactElement {
  const { text, title, look } = WORDS[state];
  return (
    <>
      <span className={`chip ${look}`} title={title}>
        {text}
      </span>{' '}
      {held ? <span className="chip warn">legal hold</span> : null}
    </>
  );
}
