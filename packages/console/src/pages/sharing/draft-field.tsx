// SPDX-License-Identifier: Apache-2.0
import type { InputHTMLAttributes, ReactElement } from 'react';

/** One line of the form of a release. `fit`: as wide as what goes into it. */
export function DraftField({
  label,
  change,
  fit = false,
  ...input
}: {
  label: string;
  value: string;
  change: (value: string) => void;
  fit?: boolean;
} & Pick<InputHTMLAttributes<HTMLInputElement>, 'type' | 'required' | 'min' | 'max' | 'maxLength'>): ReactElement {
  return (
    <label className="field">
      <span>{label}</span>
      <input className={fit ? 'input fit' : 'input'} onChange={(event) => change(event.target.value)} {...input} />
    </label>
  );
}
