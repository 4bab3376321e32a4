import { visible } from '../../spec/run/plain.ts';

/** A line for a shell; a click selects the whole of it. */
export function Command({ line, label }: { readonly line: string; readonly label: string }) {
  return (
    <pre class="command" tabIndex={0} role="group" aria-label={label}>
      <code>{visible(line)}</code>
    </pre>
  );
}
