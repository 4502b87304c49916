// SPDX-License-Identifier: Apache-2.0
export { CsvMapping, exportCsv, importCsv } from './csv.ts';
export type { Imported, ImportContext, Skipped } from './import-context.ts';
export { exportMisp } from './misp-export.ts';
export { importMisp } from './misp-import.ts';
export { exportStix, importStix } from './stix-bundle.ts';
