// SPDX-License-Identifier: Apache-2.0
import type { BodyInput, ReleasePreview } from '@stillwatch/core/api';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../../api/client.ts';
import type { ApiError } from '../../api/problem.ts';

const PAUSE_MS = 400;

/**
 * What would leave of a request, a moment after the last change of it, so that each letter is no request. `settled`: what is
 * shown is of the request as it is now.
 */
export function useReleasePreview(body: BodyInput<'previewRelease'> | null): {
  readonly preview: UseQueryResult<ReleasePreview, ApiError>;
  readonly settled: boolean;
} {
  const text = body === null ? '' : JSON.stringify(body);
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const preview = useQuery<ReleasePreview, ApiError>({
    queryKey: ['previewRelease', asked],
    queryFn: ({ signal }) => call('previewRelease', { body: JSON.parse(asked) as BodyInput<'previewRelease'>, signal }),
    enabled: asked !== '',
    refetchOnWindowFocus: false,
    placeholderData: (before) => before,
  });
  return { preview, settled: asked === text && text !== '' && preview.isSuccess && !preview.isPlaceholderData };
}
