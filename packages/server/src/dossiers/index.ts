// SPDX-License-Identifier: Apache-2.0
/** Dossiers: bundles of evidence that a stranger can verify, made from what the node keeps. */
export { openDossierFolder } from './files.ts';
export { createRebuild } from './rebuild.ts';
export { createDossiers, type Dossiers } from './service.ts';
