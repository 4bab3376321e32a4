import type { Profile } from '../spec/run/results.ts';
import type { Target } from './target.ts';

/** What a run may do, and why it is less than what was asked for. */
export interface Consent {
  readonly profile: Profile;
  /** One plain sentence or two, with what to do; absent where the profile is the one that was asked for. */
  readonly profileReason?: string;
}

/** What the target file says of changes. */
export type Agreement = Pick<Target, 'writable' | 'baseUrl' | 'otherHost'>;

/** Nothing is changed on other people's machines unless the target file names the host once more. */
export function consented(target: Agreement, asked: Profile): Consent {
  if (target.writable || asked === 'read-only') return { profile: asked };
  return { profile: 'read-only', profileReason: refusal(target) };
}

/** Why nothing may be changed at a target, with the line to add or to correct. */
export function refusal({ baseUrl, otherHost }: Omit<Agreement, 'writable'>): string {
  const { host } = new URL(baseUrl);
  if (otherHost === undefined)
    return `The target file does not agree to changes at ${host}: add the line "allowWrites: ${host}" to it.`;
  const { named, line } = otherHost;
  const where = line === undefined ? 'The target file' : `The target file, line ${String(line)},`;
  return `${where} agrees to changes at ${JSON.stringify(named)}, which is not the host of baseUrl: if that one is meant, make it "allowWrites: ${host}".`;
}
