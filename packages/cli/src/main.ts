// SPDX-License-Identifier: Apache-2.0
import { run } from './run.ts';

process.exitCode = await run(process.argv.slice(2));
