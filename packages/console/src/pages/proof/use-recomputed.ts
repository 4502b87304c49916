// SPDX-License-Identifier: Apache-2.0
import type { LogLeafDetail } from '@stillwatch/core/api';
import { useEffect, useState } from 'react';
import { recompute, type Recomputed } from '../../lib/inclusion.ts';

/** What this browser finds when it computes a leaf's way anew; null meanwhile, and `unable` where it has no SHA-256. */
export function useRecomputed(index: number, entry: string, inclusion: LogLeafDetail['inclusion']): Recomputed | null | 'unable' {
  const [found, setFound] = useState<Recomputed | null | 'unable'>(null);
  useEffect(() => {
    let stale = false;
    // On plain HTTP beyond this machine, browsers do not offer it.
    const { subtle } = globalThis.crypto as { subtle?: SubtleCrypto };
    if (subtle === undefined) setFound('unable');
    else {
      setFound(null);
      recompute(index, entry, inclusion, (bytes) => subtle.digest('SHA-256', bytes)).then(
        (result) => {
          if (!stale) setFound(result);
        },
        () => {
          if (!stale) setFound({ holds: false, wrongAt: null });
        },
      );
    }
    return () => {
      stale = true;
    };
  }, [index, entry, inclusion]);
  return found;
}
