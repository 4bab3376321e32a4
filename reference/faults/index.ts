import { customerFaults } from './customers.ts';
import type { Fault } from './fault.ts';
import { lookUpFaults } from './look-ups.ts';
import { messageFaults } from './messages.ts';
import { periodFaults } from './periods.ts';
import { protocolFaults } from './protocol.ts';
import { transactionFaults } from './transactions.ts';

export type { Fault } from './fault.ts';

/** Every fault: of behaviour in the order of the operations, then of single parts of messages. */
export const faults: readonly Fault[] = [
  ...customerFaults,
  ...transactionFaults,
  ...lookUpFaults,
  ...periodFaults,
  ...protocolFaults,
  ...messageFaults,
];

/** The fault of a name, undefined where there is none. */
export function faultNamed(name: string): Fault | undefined {
  return faults.find((fault) => fault.name === name);
}
