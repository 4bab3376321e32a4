/**
 * What masks credentials in texts that are told. The side that talks to the target knows them and sets the mask;
 * the side that tells uses it. Both live in the runner's process.
 */
let mask: (text: string) => string = (text) => text;

/** Masks with this from now on. */
export function maskWith(masking: (text: string) => string): void {
  mask = masking;
}

/** A text without credentials. */
export function masked(text: string): string {
  return mask(text);
}
