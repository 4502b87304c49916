// SPDX-License-Identifier: Apache-2.0
/** Where and how a job is done. */
export interface WorkOptions {
  /** Empty folder; emptied by whoever gave it. */
  readonly folder: string;
  /** Reading threads. */
  readonly workers?: number | undefined;
  readonly onProgress: (text: string) => void;
}
