/** A part of the page that there is, and how much stands in it. */
export interface Part {
  readonly id: string;
  readonly title: string;
  readonly count?: number;
}

/** Ways to the parts of the page. */
export function Contents({ parts }: { readonly parts: readonly Part[] }) {
  return (
    <nav class="contents" aria-label="Parts of the report">
      <ul>
        {parts.map(({ id, title, count }) => (
          <li>
            <a href={`#${id}`}>{title}</a>
            {count === undefined ? null : <span class="count"> {count}</span>}
          </li>
        ))}
      </ul>
    </nav>
  );
}
