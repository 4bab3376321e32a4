/** A certification in a process of its own, to be killed; it tells when its code is loaded. */
import { certify } from '../../../cli/certify.ts';

process.send?.('loaded');
await certify({
  config: process.env['AMOCRM_TARGET'] ?? '',
  output: process.env['AMOCRM_RUN_DIR'] ?? '',
  profile: 'full',
  only: [],
});
process.exit(0);
