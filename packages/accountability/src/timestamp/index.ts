// SPDX-License-Identifier: Apache-2.0
export * from './client.ts';
export * from './request.ts';
export * from './verify.ts';
