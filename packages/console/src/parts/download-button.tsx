// SPDX-License-Identifier: Apache-2.0
import type { ParamsOf } from '@stillwatch/core/api';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { fetchFile } from '../api/client.ts';
import type { ApiError } from '../api/problem.ts';
import type { FILES } from '../api/routes.ts';
import { saveFile } from './save.ts';
import { ProblemNote } from './problem-note.tsx';

/** Fetches a file of the API and gives it to the browser; a refusal is shown where the button is. */
export function DownloadButton<K extends keyof typeof FILES>({
  operation,
  params,
  name,
  primary = false,
  done,
  children,
}: {
  operation: K;
  params: ParamsOf<K>;
  name: string;
  primary?: boolean;
  done?: () => void;
  children: ReactNode;
}): ReactElement {
  const download = useMutation<Blob, ApiError>({
    mutationFn: () => fetchFile(operation, params),
    onSuccess(file) {
      saveFile(name, file);
      done?.();
    },
  });
  return (
    <div className="stack">
      <div>
        <button
          type="button"
          className={primary ? 'button primary' : 'button'}
          disabled={download.isPending}
          onClick={() => download.mutate()}
        >
          {download.isPending ? 'Fetching…' : children}
        </button>
      </div>
      {download.error === null ? null : <ProblemNote error={download.error} />}
    </div>
  );
}
