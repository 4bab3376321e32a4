import { apiName } from '../../spec/openapi.ts';
import type { Results } from '../../spec/run/results.ts';
import { several } from '../../spec/run/plain.ts';

/** What shields.io draws a badge from: its endpoint schema. */
export interface Badge {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: 'brightgreen' | 'yellowgreen' | 'yellow' | 'red' | 'lightgrey';
}

/** `badge.json`. A filtered run claims nothing, and a verdict with a reservation is shown with it. */
export function badgeOf(results: Results): Badge {
  return { schemaVersion: 1, label: apiName, ...claimOf(results) };
}

function claimOf(results: Results): Pick<Badge, 'message' | 'color'> {
  const { verdict, complete, counts, countsByEvidence, profile } = results;
  if (!complete) return { message: 'filtered run', color: 'lightgrey' };
  const readOnly = profile === 'read-only' ? ['read-only'] : [];
  const waived = counts.waived > 0 ? [`${String(counts.waived)} waived`] : [];
  switch (verdict) {
    case 'conformant': {
      const reservations = [...readOnly, ...waived];
      return {
        message: [verdict, ...reservations].join(' · '),
        color: reservations.length === 0 ? 'brightgreen' : 'yellowgreen',
      };
    }
    case 'nonconformant': {
      const failures = countsByEvidence.stated.failed + countsByEvidence.shown.failed;
      return { message: `${verdict} · ${several(failures, 'failure')}`, color: 'red' };
    }
    case 'inconclusive':
      return { message: verdict, color: 'yellow' };
  }
}
