// SPDX-License-Identifier: Apache-2.0
export { renderHtmlReport } from './render-html-report.ts';
