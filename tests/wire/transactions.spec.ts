import { show } from '../playwright/face.ts';

show('transactions', 'schema');
