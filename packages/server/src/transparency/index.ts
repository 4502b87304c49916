// SPDX-License-Identifier: Apache-2.0
/** The transparency log of a node, its witnesses, and the node as a witness of others. */
export { createTransparency, type Transparency } from './create-transparency.ts';
export { openOwnLog } from './open-own-log.ts';
