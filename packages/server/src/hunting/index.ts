// SPDX-License-Identifier: Apache-2.0
export { createHunting } from './create-hunting.ts';
