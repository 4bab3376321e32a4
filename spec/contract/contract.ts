import { requirementFor } from '../openapi.ts';
import type { OperationId } from '../operations.ts';
import { parsedJson } from './json.ts';
import type { Judgement, Message } from './message.ts';
import { judgeRequest } from './request.ts';
import { judgeResponse } from './response.ts';
import { Validator, type Finding } from './validator.ts';
import type { Violation } from './violation.ts';

/** How many violations of one requirement a message is charged with. */
const mostOfOne = 5;

/** Judges messages by `openapi.yaml`. Schemas are compiled when a message first needs them, so share one. */
export class Contract {
  readonly #validator: Validator;

  private constructor(validator: Validator) {
    this.#validator = validator;
  }

  /** The contract that `openapi.yaml` writes down. */
  static load(): Contract {
    return new Contract(new Validator());
  }

  /**
   * Holds a message against the contract. Never throws for what a message holds.
   *
   * Of responses, the headers and the body of a 200 are judged, and that a 204 has no body; other documented
   * statuses may carry anything. What is wrong with a request is charged to the requirement `request`.
   */
  judge(message: Message): Judgement {
    const value = parsedJson(message.body);
    if (message.side === 'request') {
      const findings = judgeRequest(this.#validator, message, value);
      return { violations: charged(findings, () => 'request'), observed: [], value };
    }
    const { findings, seen } = judgeResponse(this.#validator, message, value);
    const violations = charged(findings, ({ template }) => requirementOf(template, message.operation));
    const present = [...seen].map((template) => requirementFor(template, message.operation));
    const observed = new Set([...present, ...violations.map(({ requirement }) => requirement)]);
    return { violations, observed: [...observed], value };
  }
}

function requirementOf(template: string | null, operation: OperationId): string {
  return requirementFor(template ?? '{operation}.response.body', operation);
}

function charged(findings: readonly Finding[], owner: (finding: Finding) => string): readonly Violation[] {
  const counts = new Map<string, number>();
  return findings.flatMap((finding) => {
    const requirement = owner(finding);
    const count = (counts.get(requirement) ?? 0) + 1;
    counts.set(requirement, count);
    const { pointer, expected, actual, schema } = finding;
    return count > mostOfOne ? [] : [{ requirement, pointer, expected, actual, schema }];
  });
}
