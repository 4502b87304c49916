// SPDX-License-Identifier: Apache-2.0
export { createProgress } from './progress.ts';
export { renderError } from './render-error.ts';
export { renderText } from './render-text.ts';
