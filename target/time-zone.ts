/** Whether this machine knows a time zone by that IANA name. */
export function isTimeZone(name: string): boolean {
  // Offsets like +03:00 are taken by Intl too, but they are no names.
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
