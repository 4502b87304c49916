// SPDX-License-Identifier: Apache-2.0
export { firstSignInLink, signInLink } from './auth/links.ts';
export type { ServerParts } from './contract.ts';
export { createLog, createLogger } from './log.ts';
export { partStatuses } from './parts-status.ts';
export { createHttpServer } from './server.ts';
