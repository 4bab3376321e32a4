import type { ComponentChildren } from 'preact';

/** A table that scrolls by itself and can be reached with the keyboard. */
export function Scroll(props: {
  readonly name: string;
  readonly tall?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <section
      class={props.tall === true ? 'scroll tall-scroll' : 'scroll'}
      aria-label={props.name}
      tabIndex={0}
    >
      {props.children}
    </section>
  );
}
