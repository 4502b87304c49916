// SPDX-License-Identifier: Apache-2.0
export { type Alerts, createAlerts } from './create-alerts.ts';
