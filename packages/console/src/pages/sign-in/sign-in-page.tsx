// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { setCsrfToken } from '../../api/client.ts';
import { keyOf, useApi, useChange } from '../../api/queries.ts';
import { safeNext } from '../../lib/search.ts';
import { Mark } from '../../frame/side.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Fetched } from '../../parts/states.tsx';

/** The token of a one-time link, from the query or the fragment. */
function readToken(query: string | undefined): string | null {
  return query ?? new URLSearchParams(location.hash.slice(1)).get('token');
}

export function SignInPage(): ReactElement {
  const search = useSearch({ from: '/sign-in' });
  const [token] = useState(() => readToken(search.token));
  const next = safeNext(search.next);
  const options = useApi('signInOptions', {});
  const enter = useEnter(token, next);
  return (
    <main className="door" id="main">
      <div className="brand">
        <Mark />
        Stillwatch
      </div>
      <div className="card stack">
        <h1>Sign in</h1>
        {enter.isPending && token !== null ? <p role="status">Using your one-time link…</p> : null}
        {enter.error === null ? null : <ProblemNote error={enter.error} />}
        {search.problem === undefined ? null : (
          <div className="notice bad" role="alert">
            <b>You were not signed in</b>
            <p>The provider or this node refused. Try again, or ask who runs the node; its log says why.</p>
            <p className="small quiet break">
              <code>{search.problem}</code>
            </p>
          </div>
        )}
        <Fetched query={options} lines={2}>
          {({ oidc, link, demonstration }) => (
            <>
              {oidc === null ? null : (
                <a className="button primary" href={oidc.start}>
                  Continue with {oidc.name}
                </a>
              )}
              {link ? (
                <div className="stack">
                  <p>
                    {oidc === null ? 'Open the one-time link that the node printed when it started.' : 'Or open a one-time link.'}
                  </p>
                  <p className="quiet">
                    It works once. Whoever runs the node gets another with <code>stillwatch sign-in-link</code>; an
                    administrator’s invitation has one too.
                  </p>
                </div>
              ) : null}
              {demonstration ? <p className="quiet">This node shows simulated traffic. No account in it exists.</p> : null}
            </>
          )}
        </Fetched>
      </div>
    </main>
  );
}

/** Uses a token up at once, and takes it out of the address before anything else can read or keep it. */
function useEnter(token: string | null, next: string) {
  const enter = useChange('signInByLink', []);
  const client = useQueryClient();
  const { history } = useRouter();
  const used = useRef(false);
  const { mutate } = enter;
  useEffect(() => {
    if (token === null || used.current) return;
    used.current = true;
    history.replace('/sign-in');
    mutate(
      { body: { token } },
      {
        onSuccess: (session) => {
          setCsrfToken(session.csrfToken);
          client.setQueryData(keyOf('getSession', {}), session);
          history.replace(next);
        },
      },
    );
  }, [token, mutate, client, history, next]);
  return enter;
}
