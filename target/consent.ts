import type { Profile } from '../spec/run/results.ts';
import type { Target } from './target.ts';

/** What a run may do, and why it is less than what was asked for. */
export interface Consent {
  readonly profile: Profile;
  /** One plain sentence or two, with what to do; absent where the profile is the one that was asked for. */
  readonly profileReason?: string;
}

/** Nothing is changed on other people's machines unless the target file names the host once more. */
export function consented(
  { writable, baseUrl }: Pick<Target, 'writable' | 'baseUrl'>,
  asked: Profile,
): Consent {
  if (writable || asked === 'read-only') return { profile: asked };
  return { profile: 'read-only', profileReason: refusal(baseUrl) };
}

/** Why nothing may be changed at a base URL, with the line to add. */
export function refusal(baseUrl: string): string {
  const { host } = new URL(baseUrl);
  return `The target file does not agree to changes at ${host}: add the line "allowWrites: ${host}" to it.`;
}
