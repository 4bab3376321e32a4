/** Which side of a reading the answer to a list takes. */
import { at, type Answer } from '../../target/answer.ts';

/** How nothing found is answered (reading `emptyList`). */
export function emptyListSide({ status, body }: Answer): 'no-content' | 'empty' | 'bare' {
  if (status === 204) return 'no-content';
  return at(body, '_embedded', 'items') === undefined ? 'bare' : 'empty';
}

/** What becomes of more rows than a list may have (reading `tooManyRows`). */
export function tooManySide({ status }: Answer): 'cut' | 'refused' {
  return status === 200 ? 'cut' : 'refused';
}
