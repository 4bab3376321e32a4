import { htmlEscaped, latinOnly, withoutAstral, withoutBackslashes, withoutTags } from './damage.ts';
import { addedText } from './customer-edits.ts';
import type { Fault } from './fault.ts';

/** Defects of names: cut, damaged in other scripts, damaged for what looks like markup. */
export const customerNameFaults: readonly Fault[] = [
  name('cut-at-50', 'customers.add.name', 'cut behind 50 characters', (text) => text.slice(0, 50)),
  name(
    'latin-only',
    'customers.add.name.scripts',
    'stored in Latin-1, the rest as question marks',
    latinOnly,
  ),
  name('without-astral', 'customers.add.name.scripts', 'stored without what needs four bytes', withoutAstral),
  name('without-emoji', 'customers.add.name.scripts', 'stored with question marks for emoji', (text) =>
    text.replace(/\p{Extended_Pictographic}/gu, '?'),
  ),
  name('without-joiners', 'customers.add.name.scripts', 'stored without characters of no width', (text) =>
    text.replace(/[\u200d\ufe0f]/gu, ''),
  ),
  name('without-marks', 'customers.add.name.scripts', 'stored without accents and vowel signs', (text) =>
    text.normalize('NFD').replace(/\p{M}/gu, ''),
  ),
  name('html-escaped', 'customers.add.name.markup', 'escaped for HTML', htmlEscaped),
  name('stripped-of-tags', 'customers.add.name.markup', 'stripped of tags', withoutTags),
  name('without-backslashes', 'customers.add.name.markup', 'stored without backslashes', withoutBackslashes),
  name('with-slashes', 'customers.add.name.markup', 'stored with backslashes before quotes', (text) =>
    text.replace(/['"\\]/g, '\\$&'),
  ),
  name('unescaped', 'customers.add.name.markup', 'stored with entities resolved', (text) =>
    text.replaceAll('&amp;', '&').replaceAll('&lt;', '<'),
  ),
  name('percent-decoded', 'customers.add.name.markup', 'decoded as if from a query', (text) =>
    text.replaceAll('+', ' ').replace(/%41/g, 'A'),
  ),
];

function name(
  damage: string,
  breaks: 'customers.add.name' | 'customers.add.name.scripts' | 'customers.add.name.markup',
  how: string,
  change: (text: string) => string,
): Fault {
  return {
    name: `names-${damage}`,
    breaks,
    also: breaks === 'customers.add.name' ? [breaks, 'customers.add.complete'] : ['customers.add.name'],
    describe: `Names of added customers are ${how}.`,
    apply: addedText('name', change),
  };
}
