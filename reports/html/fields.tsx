import { operations } from '../../spec/operations.ts';
import type { Field, OperationFields } from '../fields.ts';
import { several, visible } from '../../spec/run/plain.ts';

interface FieldsProps {
  readonly fields: readonly OperationFields[];
  /** The ids of the requirements on the page. */
  readonly judged: ReadonlySet<string>;
}

/** Every field of the answers: how often it was seen, as what, and what was wrong with it. */
export function Fields({ fields, judged }: FieldsProps) {
  const answered = fields.filter(({ answers }) => answers > 0);
  const silent = fields.filter(({ answers }) => answers === 0);
  return (
    <section id="fields" aria-labelledby="fields-title">
      <h2 id="fields-title">Fields</h2>
      <p class="note">
        What the answers with status 200 carried. A field that was never seen was never judged; an
        undocumented one is permitted, but a client must not rely on it.
      </p>
      {answered.map((one) => (
        <OperationTable fields={one} judged={judged} />
      ))}
      {silent.length === 0 ? null : (
        <p class="note">
          No answer with status 200 came from{' '}
          {silent.map(({ operation }, at) => (
            <>
              {at > 0 ? ', ' : ''}
              <code>{operation}</code>
            </>
          ))}
          .
        </p>
      )}
    </section>
  );
}

function OperationTable({
  fields,
  judged,
}: {
  readonly fields: OperationFields;
  readonly judged: ReadonlySet<string>;
}) {
  const { operation, answers, documented, undocumented, moreUndocumented } = fields;
  const caption = `fields-${operation}`;
  return (
    <details class="fold fields" data-fields={operation}>
      <summary>
        <code>{operation}</code> <span class="note">{summaryOf(fields)}</span>
      </summary>
      <section class="scroll" aria-labelledby={caption} tabIndex={0}>
        <table>
          <caption id={caption}>
            {operations[operation].method} {operations[operation].path}: fields of{' '}
            {several(answers, 'answer')}. “Seen” counts the values, of the objects that could have held one.
          </caption>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col" class="amount">
                Seen
              </th>
              <th scope="col">Types</th>
              <th scope="col">Examples</th>
              <th scope="col" class="amount">
                Violations
              </th>
            </tr>
          </thead>
          <tbody>
            {[...documented, ...undocumented].map((field) => (
              <Row field={field} documented={documented.includes(field)} judged={judged} />
            ))}
          </tbody>
        </table>
      </section>
      {moreUndocumented > 0 ? (
        <p class="note">{several(moreUndocumented, 'more undocumented field')} left out.</p>
      ) : null}
    </details>
  );
}

/** `67 answers, 56 fields: 2 never seen, 5 violated, 1 undocumented` */
function summaryOf({ answers, documented, undocumented, moreUndocumented }: OperationFields): string {
  const extra = undocumented.length + moreUndocumented;
  const remarks = [
    [documented.filter(({ seen }) => seen === 0).length, 'never seen'],
    [documented.filter(({ violations }) => violations > 0).length, 'violated'],
    [extra, 'undocumented'],
  ] as const;
  const told = remarks.flatMap(([count, words]) => (count > 0 ? [`${String(count)} ${words}`] : []));
  return `${several(answers, 'answer')}, ${several(documented.length, 'field')}${told.length > 0 ? `: ${told.join(', ')}` : ''}`;
}

interface RowProps {
  readonly field: Field;
  readonly documented: boolean;
  readonly judged: ReadonlySet<string>;
}

function Row({ field, documented, judged }: RowProps) {
  const { path, requirement, seen, of, types, examples, violations } = field;
  const name = <code>{visible(path)}</code>;
  const kind = !documented ? 'undocumented' : violations > 0 ? 'violated' : seen === 0 ? 'unseen' : undefined;
  return (
    <tr class={kind}>
      <th scope="row">
        {requirement !== null && judged.has(requirement) ? <a href={`#${requirement}`}>{name}</a> : name}
        {documented ? null : <span class="row">undocumented</span>}
      </th>
      <td class="amount">
        {seen === 0 ? 'never' : seen.toLocaleString('en-GB')}
        {documented && of > 0 ? <span class="of"> of {of.toLocaleString('en-GB')}</span> : null}
      </td>
      <td>{typesInWords(types)}</td>
      <td class="examples">
        {examples.map((example) => (
          <code>{visible(example)}</code>
        ))}
      </td>
      <td class={violations > 0 ? 'amount' : 'amount zero'}>{violations.toLocaleString('en-GB')}</td>
    </tr>
  );
}

/** `integer`, or with several types how often each: `integer 2,594, string 15`. */
function typesInWords(types: Field['types']): string {
  const [only, ...others] = types;
  if (only && others.length === 0) return only[0];
  return types.map(([type, count]) => `${type} ${count.toLocaleString('en-GB')}`).join(', ');
}
