// SPDX-License-Identifier: Apache-2.0
import type { PeerDetail } from '@stillwatch/core/api';

type Outcome = PeerDetail['pulls'][number]['outcome'];

/** How a pull ended. */
export const PULL_WORDS: Readonly<
  Record<Outcome, { readonly name: string; readonly about: string; readonly look: '' | 'good' | 'warn' | 'bad' }>
> = {
  ok: { name: 'went well', about: 'It answered', look: 'good' },
  unreachable: { name: 'unreachable', about: 'It did not answer', look: 'warn' },
  hostile: { name: 'broke the protocol', about: 'It sent what no honest node sends', look: 'bad' },
  refused: { name: 'refused', about: 'It did not let this node in', look: 'bad' },
};
