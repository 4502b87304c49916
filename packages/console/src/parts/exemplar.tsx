// SPDX-License-Identifier: Apache-2.0
import { Fragment, type ReactElement } from 'react';

const SLOT = '⟨…⟩';

/** Words that at least three accounts share; slots as marks. */
export function Exemplar({ text }: { text: string | null }): ReactElement {
  if (text === null) {
    return (
      <p className="quiet">
        Its words cannot be shown without showing a customer’s: too few readable examples, or the logs are gone.
      </p>
    );
  }
  const words = text.split(SLOT);
  return (
    <blockquote>
      {words.map((part, i) => (
        // Parts have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={i}>
          {part}
          {i < words.length - 1 ? (
            <span className="slot" title="differs from exchange to exchange">
              {SLOT}
            </span>
          ) : null}
        </Fragment>
      ))}
    </blockquote>
  );
}
