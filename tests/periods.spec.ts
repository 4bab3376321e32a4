import { show } from './playwright/face.ts';

show('periods', 'test');
