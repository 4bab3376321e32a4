import { printStyle } from './style-print.ts';
import { reportStyle } from './style-report.ts';
import { textStyle } from './style-text.ts';
import { themeStyle } from './style-theme.ts';

/** The page's whole style. */
export const style = `${themeStyle}${textStyle}${reportStyle}${printStyle}`;
