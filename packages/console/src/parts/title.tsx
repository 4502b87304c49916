// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, type ReactNode, useEffect } from 'react';

/** The heading of a page, which is its name in the browser’s tab too. */
export function Title({
  name,
  sign,
  actions,
  children,
}: {
  name: string;
  sign?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}): ReactElement {
  useEffect(() => {
    document.title = `${name} · Stillwatch`;
  }, [name]);
  return (
    <div className="page-head">
      <div>
        <div className="row">
          <h1>{name}</h1>
          {sign}
        </div>
        {children}
      </div>
      {actions === undefined ? null : <div className="row">{actions}</div>}
    </div>
  );
}
