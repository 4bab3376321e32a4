import { show } from './playwright/face.ts';

show('transactions', 'test');
