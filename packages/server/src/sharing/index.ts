// SPDX-License-Identifier: Apache-2.0
export { createSharing, type Sharing } from './create-sharing.ts';
export { registerSharing } from './register.ts';
