// SPDX-License-Identifier: Apache-2.0
export * from './attach.ts';
export * from './build.ts';
export * from './folder.ts';
export * from './input.ts';
export * from './leaf-binding.ts';
export * from './names.ts';
export * from './redact.ts';
export * from './statement.ts';
export * from './tlp.ts';
export * from './verdict.ts';
export * from './verifier-files.ts';
export * from './verify.ts';
export type { TrustedKeys } from './verify-proofs.ts';
export * from './zip.ts';
