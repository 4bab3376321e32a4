/** Whether a process of this machine goes on, as far as can be told. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process can't be asked, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
