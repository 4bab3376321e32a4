import { styleText } from 'node:util';
import type { Verdict } from '../spec/run/results.ts';

export type Colour = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

/** Paints a text, or leaves it as it is. */
export type Paint = (colour: Colour, text: string) => string;

/** @param colour false where nobody looks or `NO_COLOR` is set */
export function paintWith(colour: boolean): Paint {
  return (name, text) => (colour ? styleText(name, text, { validateStream: false }) : text);
}

export const verdictColours = {
  conformant: 'green',
  nonconformant: 'red',
  inconclusive: 'yellow',
} as const satisfies Record<Verdict, Colour>;
