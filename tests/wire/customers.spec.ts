import { show } from '../playwright/face.ts';

show('customers', 'schema');
