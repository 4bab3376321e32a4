import { visible } from '../../spec/run/plain.ts';

/** A sentence in which backticks mark names. */
export function InWords({ text }: { readonly text: string }) {
  return (
    <>
      {visible(text)
        .split('`')
        .map((part, at) => (at % 2 === 1 ? <code>{part}</code> : part))}
    </>
  );
}
