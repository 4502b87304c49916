// SPDX-License-Identifier: Apache-2.0
import type { LogLeaf } from '@stillwatch/core/api';
import type { ReactElement } from 'react';

const WORDS: Readonly<Record<LogLeaf['payload'], { text: string; title: string; look: string }>> = {
  readable: { text: 'readable', title: 'What was committed to can be read and compared.', look: 'good' },
  erased: { text: 'erased', title: 'Key and salt were destroyed; the commitment is what is left.', look: 'warn' },
  absent: { text: 'not here', title: 'This node never kept what was committed to.', look: '' },
};

export function PayloadChip({ payload }: { payload: LogLeaf['payload'] }): ReactElement {
  const { text, title, look } = WORDS[payload];
  return (
    <span className={`chip ${look}`} title={title}>
      {text}
    </span>
  );
}
