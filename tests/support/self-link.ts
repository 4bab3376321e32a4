import { at, type Answer } from '../../target/answer.ts';

/**
 * What the self link of an answer says wrongly of the request, a clause each; none where it is right.
 * The path may stand bare or with the query (reading 13), with a slash at its end, below the path of the base URL
 * or behind the host.
 */
export function selfLinkDefects({ body, exchange: { request } }: Answer): string[] {
  const href = at(body, '_links', 'self', 'href');
  const method = at(body, '_links', 'self', 'method');
  if (typeof href !== 'string' || href === '' || typeof method !== 'string')
    return ['the self link is missing'];
  const sent = new URL(request.url);
  const named = URL.canParse(href, sent) ? new URL(href, sent) : null;
  return [
    ...(named && apiPath(named) === apiPath(sent)
      ? []
      : [`it names ${href}, and ${apiPath(sent)} was asked`]),
    ...(named ? otherValues(named, sent) : []),
    ...(method.toUpperCase() === request.method.toUpperCase()
      ? []
      : [`it names the method ${method}, and ${request.method} was sent`]),
  ];
}

/** Which side of the reading `selfLink` an answer takes. */
export function selfLinkSide({ body }: Answer): 'bare' | 'query' {
  return String(at(body, '_links', 'self', 'href')).includes('?') ? 'query' : 'bare';
}

function apiPath({ pathname }: URL): string {
  return pathname.replace(/^.*(?=\/api\/v2\/)/, '').replace(/\/$/, '');
}

/** The parameters that both carry, with values that were not sent, a clause each. */
function otherValues(named: URL, sent: URL): string[] {
  return [...named.searchParams]
    .filter(([name, value]) => sent.searchParams.has(name) && !sent.searchParams.getAll(name).includes(value))
    .map(
      ([name, value]) => `it names ${name} ${value} instead of ${sent.searchParams.getAll(name).join(', ')}`,
    );
}
