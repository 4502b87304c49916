// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import { CHOICES } from './choices.ts';

const KEYS = [
  ['j', 'next entry'],
  ['k', 'previous entry'],
  ['c', 'claim it, so that nobody else decides the same'],
  ...CHOICES.map(({ key, name }) => [key, name.toLowerCase()] as const),
  ['r', 'to the reason; Escape leaves it'],
  ['Enter', 'decide (Ctrl+Enter from within the reason)'],
  ['o', 'open the campaign'],
  ['?', 'this help'],
] as const;

export function KeysHelp({ close }: { close: () => void }): ReactElement {
  return (
    <Dialog title="Keys of the review queue" close={close}>
      <table>
        <thead className="unseen">
          <tr>
            <th scope="col">Key</th>
            <th scope="col">What it does</th>
          </tr>
        </thead>
        <tbody>
          {KEYS.map(([key, does]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
