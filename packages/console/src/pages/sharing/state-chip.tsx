// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';

/** A state by its word, with what it means in the tooltip. */
export function StateChip({
  words,
}: {
  words: { readonly name: string; readonly about: string; readonly look: string };
}): ReactElement {
  return (
    <span className={`chip ${words.look}`} title={words.about}>
      {words.name}
    </span>
  );
}
