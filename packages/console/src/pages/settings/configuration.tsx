// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import { Fetched } from '../../parts/states.tsx';

/** Every setting with where it comes from; changed in the file or the environment, never here. */
export function Configuration(): ReactElement {
  const settings = useApi('listSettings', {});
  return (
    <div className="stack">
      <p className="quiet">
        Read from the configuration file and the environment at start; secrets are never shown.{' '}
        <code>stillwatch config check</code> tells whether a changed file is right.
      </p>
      <Fetched query={settings} lines={10}>
        {(data) => (
          // A region that scrolls must be reachable by keyboard.
          <div className="table-box" tabIndex={0} role="region" aria-label="Settings">
            <table>
              <thead>
                <tr>
                  <th scope="col">Setting</th>
                  <th scope="col">Value</th>
                  <th scope="col">From</th>
                  <th scope="col" className="wide">
                    What it does
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.settings.map(({ key, value, source, about }) => (
                  <tr key={key}>
                    <th scope="row">
                      <code>{key}</code>
                    </th>
                    <td className="break">
                      <code>{value}</code>
                    </td>
                    <td>
                      <span className="chip">{source}</span>
                    </td>
                    <td className="wide">{about}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Fetched>
    </div>
  );
}
