// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';

/** A hash by its first characters, whole in the tooltip and when it is selected with `whole`. */
export function Hash({ value, whole = false }: { value: string; whole?: boolean }): ReactElement {
  return whole ? (
    <code className="break">{value}</code>
  ) : (
    <code title={value} className="nowrap">
      {value.slice(0, 12)}…
    </code>
  );
}
