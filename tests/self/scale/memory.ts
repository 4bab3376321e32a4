/** How much memory a process and all that it started needed at most, as Linux tells it. */
import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
  /** The most resident memory so far, in megabytes. */
  readonly peak: number;
}

/** The highest peak of each process, in megabytes by its command and id; call `look` every now and then. */
export class MemoryWatch {
  readonly #root: number;
  readonly #peaks = new Map<number, Process>();

  constructor(root: number) {
    this.#root = root;
  }

  get peaks(): readonly Process[] {
    return [...this.#peaks.values()];
  }

  look(): void {
    const all = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => processOf(Number(name)) ?? []);
    const family = new Set([this.#root]);
    for (let before = 0; before < family.size;) {
      before = family.size;
      for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
    }
    // One that has just ended, and waits to be buried, has no memory any more.
    for (const one of all) {
      if (family.has(one.pid) && one.peak > (this.#peaks.get(one.pid)?.peak ?? 0))
        this.#peaks.set(one.pid, one);
    }
  }
}

function processOf(pid: number): Process | undefined {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    const number = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    const command = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
      .replaceAll('\0', ' ')
      .trim();
    return { pid, parent: number('PPid'), command, peak: number('VmHWM') / 1024 };
  } catch {
    // It ended meanwhile.
    return undefined;
  }
}
