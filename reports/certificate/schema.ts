import { Ajv2020 } from 'ajv/dist/2020.js';
import { payloadType, type Envelope } from './envelope.ts';
import { predicateType, statementType, type Statement } from './statement.ts';

const text = { type: 'string', minLength: 1 };
const count = { type: 'integer', minimum: 0 };
const ids = { type: 'array', items: text, uniqueItems: true };
const hex = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const digest = closed({ sha256: hex });

const descriptor = closed(
  {
    name: text,
    digest,
    mediaType: text,
    annotations: { type: 'object', additionalProperties: { type: 'string' } },
  },
  ['mediaType', 'annotations'],
);

const strength = closed({
  faults: closed({ caught: count, planted: count }),
  variants: closed({ accepted: count, tried: count }),
  digest: { type: 'string' },
});

const certified = closed(
  {
    subject: { enum: ['target', 'image'] },
    verdict: { const: 'conformant' },
    profile: { enum: ['full', 'read-only'] },
    seed: { type: 'integer' },
    startedAt: text,
    target: closed({ name: { type: 'string' }, baseUrl: { type: 'string' } }),
    counts: { type: 'object', additionalProperties: count },
    strength,
    staleProof: closed({ fresh: count, subjects: count }),
    reservations: { type: 'array', items: text },
    waived: {
      type: 'array',
      items: closed({
        requirement: text,
        kind: { enum: ['failure', 'gap'] },
        reason: text,
        owner: text,
        expires: text,
      }),
    },
    unsettled: ids,
    notApplicable: ids,
  },
  ['strength', 'staleProof'],
);

/** What a certificate of this suite is: narrower than in-toto, which allows members of anyone's. */
const statement = closed({
  _type: { const: statementType },
  subject: { type: 'array', minItems: 1, maxItems: 1, items: closed({ name: { type: 'string' }, digest }) },
  predicateType: { const: predicateType },
  predicate: closed({
    result: { enum: ['PASSED', 'WARNED'] },
    configuration: {
      type: 'array',
      items: descriptor,
      contains: { properties: { name: { const: 'results.json' } } },
    },
    passedTests: ids,
    warnedTests: ids,
    failedTests: { type: 'array', maxItems: 0 },
    amocrmConformance: certified,
  }),
});

const envelope = closed({
  payload: text,
  payloadType: { const: payloadType },
  signatures: { type: 'array', minItems: 1, items: closed({ keyid: hex, sig: text }) },
});

function closed(properties: Readonly<Record<string, object>>, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

const ajv = new Ajv2020({ strict: false });

export const isStatement = ajv.compile<Statement>(statement);
export const isEnvelope = ajv.compile<Envelope>(envelope);
