// SPDX-License-Identifier: Apache-2.0
export * from './assertion/index.ts';
export * from './exchange-formats/index.ts';
export * from './fingerprint/index.ts';
export * from './marking/index.ts';
export * from './matching/index.ts';
export * from './pattern/index.ts';
export * from './relay/index.ts';
export * from './release/index.ts';
export * from './trust/index.ts';
export * from './stix/index.ts';
export * from './taxii/index.ts';
