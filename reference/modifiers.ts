/** Everything that faults and variants are made of. */
export * from './modifiers/modifier.ts';
export * from './modifiers/sent.ts';
export * from './modifiers/answered.ts';
export * from './modifiers/stored.ts';
