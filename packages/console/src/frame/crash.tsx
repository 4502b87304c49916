// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

/** A mistake of this page itself: never a blank one. */
export function Crash({ error }: { error: unknown }): ReactElement {
  return (
    <div className="page">
      <div className="notice bad" role="alert">
        <b>This page could not be drawn</b>
        <p className="break">{error instanceof Error ? error.message : String(error)}</p>
        <p>
          The node itself is not affected. <a href={location.href}>Load it again</a>, or go to <a href="/">the overview</a>.
        </p>
      </div>
    </div>
  );
}

export function NotFound(): ReactElement {
  return (
    <main className="door">
      <div className="card empty">
        <h1>There is no such page</h1>
        <p>
          The address may be from another version of Stillwatch. <Link to="/">To the overview</Link>
        </p>
      </div>
    </main>
  );
}
