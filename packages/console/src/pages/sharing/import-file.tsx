// SPDX-License-Identifier: Apache-2.0
import type { ResponseOf, Tlp } from '@stillwatch/core/api';
import { type ReactElement, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { readField } from '../../lib/form.ts';
import { formatPlural } from '../../lib/format.ts';
import { FILE_FORMATS, guessFormat } from '../../lib/file-formats.ts';
import { oneOf } from '../../lib/search.ts';
import { TLP_NAMES, TLP_WORDS } from '../../lib/tlp.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

const FORMATS = Object.keys(FILE_FORMATS) as (keyof typeof FILE_FORMATS)[];

/** Takes a file of MISP, CSV or STIX in, as the say of a source that is named. */
export function ImportFile({ close }: { close: () => void }): ReactElement {
  const [format, setFormat] = useState<keyof typeof FILE_FORMATS>('stix');
  const add = useChange('importIntelligence', ['listInbox', 'getInboxItem', 'overview']);
  if (add.data !== undefined) return <Outcome found={add.data} close={close} />;
  return (
    <Dialog title="Import a file" close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const file = form.get('file');
          if (!(file instanceof File)) return;
          const tlp: Tlp = oneOf(readField(form, 'tlp'), TLP_NAMES) ?? 'RED';
          // Browsers guess a file's type from its name, or not at all.
          const body = new Blob([file], { type: FILE_FORMATS[format].media });
          add.mutate({ query: { format, source: readField(form, 'source'), tlp }, body });
        }}
      >
        <label className="field">
          <span>File</span>
          <input
            className="input"
            type="file"
            name="file"
            required
            accept=".json,.csv,.stix"
            onChange={(event) => setFormat(guessFormat(event.target.files?.[0]?.name ?? '') ?? format)}
          />
        </label>
        <label className="field">
          <span>Format</span>
          <select
            className="input fit"
            value={format}
            onChange={(event) => setFormat(oneOf(event.target.value, FORMATS) ?? format)}
          >
            {FORMATS.map((name) => (
              <option key={name} value={name}>
                {FILE_FORMATS[name].name}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>Who says it</span>
          <input className="input" name="source" required maxLength={200} autoComplete="off" />
        </label>
        <label className="field">
          <span>Marking, where the file has none</span>
          <select className="input" name="tlp" defaultValue="RED">
            {TLP_NAMES.toReversed().map((name) => (
              <option key={name} value={name}>
                TLP:{name}: {TLP_WORDS[name]}
              </option>
            ))}
          </select>
        </label>
        <p className="small quiet">
          It is believed as far as its source is: a file has no signature, and a new source has no record.
        </p>
        {add.error === null ? null : <ProblemNote error={add.error} />}
        <div>
          <button type="submit" className="button primary" disabled={add.isPending}>
            {add.isPending ? 'Importing…' : 'Import it'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Outcome({
  found: { imported, skipped },
  close,
}: {
  found: ResponseOf<'importIntelligence'>;
  close: () => void;
}): ReactElement {
  return (
    <Dialog title="Imported" close={close}>
      <p role="status">
        {formatPlural(imported, 'object')} taken in
        {skipped.length === 0 ? '.' : `, ${formatPlural(skipped.length, 'part')} of the file not:`}
      </p>
      {skipped.length === 0 ? null : (
        <ul className="plain-list small">
          {skipped.map(({ where, why }) => (
            <li key={`${where} ${why}`} className="break">
              <code>{where}</code> {why}
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
