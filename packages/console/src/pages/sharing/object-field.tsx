// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from 'react';
import { describeFinding } from '../../lib/finding-words.ts';
import { formatPlural } from '../../lib/format.ts';
import { type CardField, markText } from '../../lib/stix-cards.ts';

const LONG = 12;

/** One field of an object, with what was found in it where it stands. */
export function ObjectField({ field, names }: { field: CardField; names: ReadonlyMap<string, string> }): ReactElement {
  const { label, values, findings } = field;
  const [all, setAll] = useState(false);
  const shown = all ? values : values.slice(0, LONG);
  return (
    <>
      <dt>{label}</dt>
      <dd className="break">
        {shown.map((value, i) => (
          // Values have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={i}>
            {i === 0 ? '' : ', '}
            <Value value={value} field={field} names={names} />
          </span>
        ))}
        {values.length <= LONG || all ? null : (
          <button type="button" className="button plain slim" onClick={() => setAll(true)}>
            and {formatPlural(values.length - LONG, 'value')} more
          </button>
        )}
        {findings.map(({ rule, effect, text }) => (
          <span key={`${rule} ${text}`} className={`finding ${effect}`}>
            <code>{rule}</code> {describeFinding({ rule, text })}
          </span>
        ))}
      </dd>
    </>
  );
}

function Value({ value, field, names }: { value: string; field: CardField; names: ReadonlyMap<string, string> }): ReactElement {
  const name = names.get(value);
  if (name !== undefined) return <span title={value}>{name}</span>;
  return (
    <>
      {markText(value, field.findings).map(({ text, marked }, i) =>
        marked ? (
          // oxlint-disable-next-line react/no-array-index-key
          <mark key={i}>{text}</mark>
        ) : (
          text
        ),
      )}
    </>
  );
}
