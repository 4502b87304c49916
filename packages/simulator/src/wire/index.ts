// SPDX-License-Identifier: Apache-2.0
import type { Random } from '../random.ts';
import type { SimulatedExchange } from '../world.ts';
import { litellmRecord } from './litellm.ts';
import { nativeRecord } from './native.ts';

/** Log formats the simulator writes. */
export const WIRE_FORMATS = ['litellm', 'native'] as const;
export type WireFormat = (typeof WIRE_FORMATS)[number];

/** One log record of an exchange; holds no label. */
export const WRITERS: Record<WireFormat, (exchange: SimulatedExchange, random: Random) => unknown> = {
  litellm: litellmRecord,
  native: nativeRecord,
};
