// SPDX-License-Identifier: Apache-2.0
/** Says `ready`, then `aborted` once it was interrupted, and goes on. */
import { onInterrupt } from './interrupt.ts';

onInterrupt().signal.addEventListener('abort', () => console.log('aborted'));
setInterval(() => {}, 1_000);
console.log('ready');
