// Signs requests as AWS does (Signature Version 4). Browsers have crypto.subtle over TLS only, so
// the hash is a library's.
import './sha256.js';

const hash = window.sha256;
const ALGORITHM = 'AWS4-HMAC-SHA256';

const hmac = (key, text) => hash.hmac.array(key, text);

/**
 * The headers that `request` needs beside its own to be that of `session`.
 *
 * @param request has `url`, `headers` with names in lower case, and the bytes of its `body`
 * @param session has `key`, `secret` and `region`
 */
export function signed(request, session, service, now) {
  const time = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = time.slice(0, 8);
  const scope = `${day}/${session.region}/${service}/aws4_request`;
  const headers = { ...request.headers, host: request.url.host, 'x-amz-date': time };
  const names = Object.keys(headers).sort();
  const canonical = [
    'POST',
    request.url.pathname,
    '',
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    hash(request.body),
  ].join('\n');
  const text = [ALGORITHM, time, scope, hash(canonical)].join('\n');
  const key = [session.region, service, 'aws4_request'].reduce(
    hmac,
    hmac(new TextEncoder().encode(`AWS4${session.secret}`), day),
  );
  const signature = hash.hmac(key, text);
  return {
    'x-amz-date': time,
    authorization:
      `${ALGORITHM} Credential=${session.key}/${scope}, ` +
      `SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}
