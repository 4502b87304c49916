// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { describeFinding } from '../../lib/finding-words.ts';
import { formatKind, formatPlural } from '../../lib/format.ts';
import { type CardField, isFrame, type ObjectCard as Card } from '../../lib/stix-cards.ts';
import { tlpOfMarking } from '../../lib/tlp-markings.ts';
import { TlpChip } from '../../parts/tlp-chip.tsx';
import { ObjectField } from './object-field.tsx';

/** One object that leaves; what only holds others together is folded, unless something was found in it. */
export function ObjectCard({ card, names }: { card: Card; names: ReadonlyMap<string, string> }): ReactElement {
  const { type, name, fields, findings } = card;
  const marking = fields.find(({ path }) => path === 'object_marking_refs')?.values.map(tlpOfMarking) ?? [];
  const tlp = marking.find((one) => one !== null);
  const head = (
    <>
      <span className="break">
        {type === 'relationship' ? (
          <Relation fields={fields} name={name} names={names} />
        ) : name === type ? (
          formatKind(type)
        ) : (
          name
        )}{' '}
        <span className="quiet">{name === type ? '' : formatKind(type)}</span>
      </span>
      {tlp === undefined || tlp === null ? null : <TlpChip tlp={tlp} />}
    </>
  );
  const label = name === type ? formatKind(type) : `${formatKind(type)}: ${name}`;
  const found = findings.length > 0 || fields.some((field) => field.findings.length > 0);
  const body = <CardBody card={card} names={names} hasTlp={tlp !== undefined} />;
  if (isFrame(type) && !found) {
    return (
      <details className="card object-card" aria-label={label}>
        <summary>
          <span className="row apart">{head}</span>
        </summary>
        {body}
      </details>
    );
  }
  return (
    <article className="card stack object-card" aria-label={label}>
      <header>
        <h3 className="row apart">{head}</h3>
      </header>
      {body}
    </article>
  );
}

/** What a relationship holds together, in a line. */
function Relation({
  fields,
  name,
  names,
}: {
  fields: readonly CardField[];
  name: string;
  names: ReadonlyMap<string, string>;
}): ReactElement {
  const end = (path: string) => {
    const id = fields.find((field) => field.path === path)?.values[0] ?? '';
    return names.get(id) ?? id;
  };
  return (
    <>
      {end('source_ref')} <i>{formatKind(name)}</i> {end('target_ref')}
    </>
  );
}

function CardBody({
  card: { id, fields, dropped, findings },
  names,
  hasTlp,
}: {
  card: Card;
  names: ReadonlyMap<string, string>;
  hasTlp: boolean;
}): ReactElement {
  const shown = fields.filter(({ path }) => path !== 'object_marking_refs' || !hasTlp);
  return (
    <div className="stack">
      <dl className="facts small">
        {shown.map((field) => (
          <ObjectField key={field.path + field.values.join('\n')} field={field} names={names} />
        ))}
        <dt>id</dt>
        <dd>
          <code className="break">{id}</code>
        </dd>
      </dl>
      {findings.map(({ rule, effect, text, path }) => (
        <p key={`${rule} ${path} ${text}`} className={`finding small ${effect}`}>
          <code>{rule}</code> {describeFinding({ rule, text })}
          {path === null ? '' : ` (${path}, which does not leave)`}
        </p>
      ))}
      {dropped.length === 0 ? null : (
        <details className="small">
          <summary>{formatPlural(dropped.length, 'field')} of it stay here</summary>
          <ul className="bullets">
            {dropped.map(({ path, why }) => (
              <li key={`${path} ${why}`} className="break">
                <code>{path}</code> {why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
