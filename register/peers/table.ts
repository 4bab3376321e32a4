/** What a benchmark tells: pure functions of what each tool said of each server. */
import type { Peer } from './peers.ts';
import type { Subject } from './subject.ts';

/** One tool on one server. */
export interface Line {
  readonly subject: Subject;
  readonly complaints: readonly string[];
  readonly requests: number;
  readonly leftBehind: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

/** `measured.json`: by tool, its version, when and where it was tried, and what came of it or why it could not be run. */
export type Measured = Readonly<
  Record<string, { readonly version: string; readonly on: string; readonly found: readonly Line[] | string }>
>;

/** What a tool complains of that it does not complain of on the reference as it is. */
export function newComplaints(line: Line, lines: readonly Line[]): readonly string[] {
  const known = new Set(lines.find(({ subject }) => subject.kind === 'reference')?.complaints);
  return line.complaints.filter((one) => !known.has(one));
}

/** As Markdown: a line for each tool, then which fault each found; a tool that could not be run with the reason. */
export function tableOf(tools: readonly Pick<Peer, 'name' | 'how'>[], measured: Measured): string {
  const all = tools.flatMap((tool) => {
    const one = measured[tool.name];
    return one ? [{ ...tool, ...one }] : [];
  });
  const ran = all.flatMap(({ found, ...tool }) =>
    typeof found === 'string' ? [] : [{ ...tool, lines: found }],
  );
  const missing = tools.filter(({ name }) => measured[name] === undefined);
  const faults = ran[0]?.lines.filter(({ subject }) => subject.kind === 'fault') ?? [];
  return [
    '| tool | faults found | false alarms: reference / variants | requests | wall | CPU | records left or changed |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...ran.map(({ name, version, lines }) => `| ${name} ${version} | ${summaryOf(lines)} |`),
    '',
    `Measured ${[...new Set(ran.map(({ on }) => on))].join('; ')}.`,
    '',
    ...all.flatMap(({ name, version, found }) =>
      typeof found === 'string' ? [`${name} ${version} could not be run here: ${found}`, ''] : [],
    ),
    ...(missing.length > 0
      ? [`Not measured yet, for want of time: ${missing.map(({ name }) => name).join(', ')}.`, '']
      : []),
    `| fault | ${ran.map(({ name }) => name).join(' | ')} |`,
    `| --- | ${ran.map(() => ':-:').join(' | ')} |`,
    ...faults.map(({ subject }) => {
      const cells = ran.map(({ lines }) => {
        const line = lines.find((one) => one.subject.name === subject.name);
        return line !== undefined && newComplaints(line, lines).length > 0 ? 'found' : '–';
      });
      return `| \`${subject.name}\` | ${cells.join(' | ')} |`;
    }),
    '',
    '| tool | how it was configured |',
    '| --- | --- |',
    ...all.map(({ name, how }) => `| ${name} | ${how} |`),
    '',
  ].join('\n');
}

function summaryOf(lines: readonly Line[]): string {
  const of = (kind: Subject['kind']) => lines.filter(({ subject }) => subject.kind === kind);
  const faults = of('fault');
  const caught = faults.filter((line) => newComplaints(line, lines).length > 0).length;
  const [clean] = of('reference');
  const alarms = [
    clean?.complaints.length ?? 0,
    ...of('variant').map((line) => newComplaints(line, lines).length),
  ];
  return [
    `${caught} of ${faults.length}`,
    `${alarms[0] ?? 0} / ${alarms.slice(1).join(' ')}`,
    clean?.requests,
    `${(clean?.wallSeconds ?? 0).toFixed(1)} s`,
    `${(clean?.cpuSeconds ?? 0).toFixed(1)} s`,
    clean?.leftBehind,
  ].join(' | ');
}
