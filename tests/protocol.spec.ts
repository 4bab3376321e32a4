import { show } from './playwright/face.ts';

show('protocol', 'test');
