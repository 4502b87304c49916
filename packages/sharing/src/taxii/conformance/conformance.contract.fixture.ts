// SPDX-License-Identifier: Apache-2.0
import { changingContract } from './changing.fixture.ts';
import { informationContract } from './information.fixture.ts';
import type { Node } from './node.fixture.ts';
import { readingContract } from './reading.fixture.ts';
import { refusingContract } from './refusing.fixture.ts';

/**
 * What a TAXII 2.1 server does, over HTTP. Each test names the section of the specification that it is of.
 * @param given a node with the suite's data, made before each test
 */
export function conformanceContract(given: () => Node): void {
  informationContract(given);
  readingContract(given);
  changingContract(given);
  refusingContract(given);
}
