// SPDX-License-Identifier: Apache-2.0
import type { Tlp } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { TLP_WORDS } from '../lib/tlp.ts';

/** A marking as TLP 2.0 writes it: on black, in its own colour. */
export function TlpChip({ tlp }: { tlp: Tlp }): ReactElement {
  return (
    <span className={`tlp ${tlp.toLowerCase().replace('+', '-')}`} title={TLP_WORDS[tlp]}>
      TLP:{tlp}
    </span>
  );
}
