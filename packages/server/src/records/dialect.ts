// SPDX-License-Identifier: Apache-2.0
/** The databases that records can be in. */
export type Dialect = 'sqlite' | 'postgres';
