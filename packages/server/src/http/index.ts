// SPDX-License-Identifier: Apache-2.0
export { firstSignInLink, signInLink } from './auth/links.ts';
export { createLog, createLogger } from './log.ts';
export { createHttpServer } from './server.ts';
