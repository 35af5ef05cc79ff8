import cf from 'cloudfront';
// A site's function at CloudFront, for requests and for answers. It runs in cloudfront-js-2.0, which
// knows less than a browser. EdgeFunction puts the constants in and takes comments out.
const site = @SITE@;
const baked = @BAKED@;
const sets = @SETS@;
const domain = @DOMAIN@;
const secret = @SECRET@;

const folders = /(^|\/)(assets|static|_astro|_nuxt|_next|_app|build|chunks)\//;
const hex = /^(.*[-._])?(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{8,64}$/;
const base64 = /^.+[-._]([A-Za-z0-9_-]{8})$/;
const ending = /\.[A-Za-z][A-Za-z0-9_-]*$/;

async function handler(event) {
  const request = event.request;
  const uri = request.uri;
  try {
    if (event.context.eventType === 'viewer-response') return sent(event.response);
    const routing = await routed(request, decoded(uri));
    return routing;
  } catch (e) {
    if (event.response) return event.response;
    if (!reads(request)) return told(503, 'It does not work right now.');
    fromFiles(request);
    request.uri = '/r/' + baked.r + uri;
    return request;
  }
}

async function routed(request, path) {
  const headers = request.headers;
  if (domain && headers.host && headers.host.value.toLowerCase() === 'www.' + domain) {
    return moved(308, 'https://' + domain + request.uri + query(request));
  }
  const token = headers['x-freehold-preview'];
  if (path !== null && reads(request) && hashed(path) && !claimed(path)) {
    fromFiles(request);
    request.uri = '/a/' + encoded(path);
    return request;
  }
  const at = await read(token ? site + '/p/' + token.value : site);
  if (token && !at) return told(404, 'Not staged.');
  if (token && path === '__freehold/release') return told(200, at.r);
  if (at) {
    try {
      return answer(request, path, at);
    } catch (e) {
      if (token) throw e;
    }
  }
  return answer(request, path, baked);
}

// Whatever is wrong with the store or with what it says is no pointer.
async function read(key) {
  try {
    const text = await cf.kvs().get(key);
    const at = JSON.parse(text);
    return typeof at.r === 'string' && sets[at.u] ? at : null;
  } catch (e) {
    return null;
  }
}

function answer(request, path, at) {
  const rules = sets[at.u];
  const uri = request.uri;
  const ours = path !== null && below(path, '__freehold');
  const proxy = ours ? null : proxied(rules, path);
  if (proxy) {
    let start = 0;
    for (let i = 0; i < proxy[0].length; i++) start += uri[start] === '%' ? 3 : 1;
    // never where the behaviour happens to lead: that may be the bucket
    cf.selectRequestOriginById(proxy[2]);
    request.uri = proxy[1] + uri.slice(start);
    return request;
  }
  if (at.f && !ours && (serves(rules, path) || (whole(rules) && !(reads(request) && isFile(rules, path))))) {
    const brought = request.headers;
    // answers below folders of hashed files are kept at the edge for all visitors
    if (brought['x-freehold-preview'] && path !== null && each((set) => nearHashed(set, path))) {
      return told(404, 'Only when live.');
    }
    delete brought['x-freehold-origin'];
    if (brought.host) brought['x-forwarded-host'] = brought.host;
    // the behaviours of servers have an origin without a path, and the rest of it stays
    cf.updateRequestOrigin({
      domainName: at.f,
      customHeaders: { 'x-freehold-origin': secret },
      customOriginConfig: { port: 443, protocol: 'https', sslProtocols: ['TLSv1.2'] },
      originAccessControlConfig: { enabled: false },
    });
    return request;
  }
  if (path === null) return told(400, "This address can't be read.");
  if (!reads(request)) {
    const refused = told(405, 'Only GET and HEAD work here.');
    refused.headers.allow = { value: 'GET, HEAD' };
    return refused;
  }
  fromFiles(request);
  if (path === '__freehold/env.js') {
    request.uri = '/s/' + at.s + '.js';
    return request;
  }
  return page(request, path, at, rules);
}

// A behaviour may be of a server, or of another release. S3 would take a query for an order, and
// takes headers of 8 KB at most.
function fromFiles(request) {
  cf.selectRequestOriginById('files');
  request.querystring = {};
  request.cookies = {};
  Object.keys(request.headers).forEach((name) => {
    if (/^(authorization$|x-forwarded-host$|x-(amz|freehold)-)/.test(name)) delete request.headers[name];
  });
}

function page(request, path, at, rules) {
  const uri = request.uri;
  const before = !whole(rules) && move(rules.m, request);
  if (before) return before;
  if (hashed(path)) {
    request.uri = '/a/' + encoded(path);
    return request;
  }
  if (has(rules.o, path)) return moved(308, uri + '/' + query(request));
  if (!has(rules.d, path)) {
    const later = move(rules.l, request);
    if (later) return later;
    if (rules.s && path && !/(^|\/)(index)?$/.test(path) && !ending.test(path) && !has(rules.e, path)) {
      return moved(308, uri + '/' + query(request));
    }
    if (rules.f && navigates(request, path)) {
      request.uri = fallback(rules, path, at);
      return request;
    }
  }
  request.uri = '/r/' + at.r + '/' + encoded(key(rules, path));
  return request;
}

function fallback(rules, path, at) {
  if (!rules.h) return '/r/' + at.r + '/' + encoded(rules.f);
  const meant = ('/' + path).replace(/\/+/g, '/');
  const bits = rules.h.reduce((n, from, i) => (RegExp(from).test(meant) ? n + Math.pow(2, i) : n), 0);
  return '/f/' + at.r + '/' + bits + '.html';
}

function each(test) {
  return Object.keys(sets).some((id) => test(sets[id]));
}

// Whether what looks like a hashed file could be something else to any release.
function claimed(path) {
  return each((set) =>
    proxied(set, path) || serves(set, path)
    || (whole(set) ? !inHashed(set, path) : (set.m || []).some((rule) => asks(rule, '/' + encoded(path)))));
}

function proxied(rules, path) {
  return path !== null && (rules.x || []).find((rule) => ('/' + path).indexOf(rule[0]) === 0);
}

function serves(rules, path) {
  return path !== null && (rules.v || []).some((prefix) => prefix && below(path, prefix));
}

function whole(rules) {
  return (rules.v || []).indexOf('') >= 0;
}

function isFile(rules, path) {
  return path !== null && (has(rules.d, path) || (hashed(path) && inHashed(rules, path)));
}

function inHashed(rules, path) {
  return (rules.a || []).indexOf(path.slice(0, path.lastIndexOf('/') + 1)) >= 0;
}

function nearHashed(rules, path) {
  return (rules.a || []).some((folder) => path.indexOf(folder) === 0);
}

function below(path, folder) {
  return path === folder || path.indexOf(folder + '/') === 0;
}

function reads(request) {
  return request.method === 'GET' || request.method === 'HEAD';
}

function asks(rule, uri) {
  return RegExp('^(?:' + rule[0] + ')$').exec(uri);
}

function move(redirects, request) {
  for (let i = 0; redirects && i < redirects.length; i++) {
    const found = asks(redirects[i], request.uri);
    if (found) {
      const to = redirects[i][2].replace(/\$(.)/g, (all, n) => (n === 'q' ? query(request) : found[n] || ''));
      return moved(redirects[i][1], to);
    }
  }
}

function has(list, path) {
  const at = path.lastIndexOf('/') + 1;
  const names = list && list[path.slice(0, at)];
  return !!names && names.indexOf('\n' + path.slice(at) + '\n') >= 0;
}

function key(rules, path) {
  if (has(rules.k, path)) return path;
  if (!path || path.slice(-1) === '/') return path + 'index.html';
  return ending.test(path) ? path : path + '.html';
}

// null for what could mean another file than it says
function decoded(uri) {
  if (/%2f/i.test(uri)) return null;
  try {
    const path = decodeURIComponent(uri.slice(1));
    return /[\x00-\x1f\x7f\\]|(^|\/)\.\.?(\/|$)/.test(path) ? null : path;
  } catch (e) {
    return null;
  }
}

function encoded(path) {
  return path.split('/').map(encodeURIComponent).join('/');
}

// The same as HashedNames says it.
function hashed(path) {
  const last = path.slice(path.lastIndexOf('/') + 1);
  const dot = last.slice(-4) === '.map' ? last.lastIndexOf('.', last.length - 5) : last.lastIndexOf('.');
  const type = last.slice(dot + 1);
  if (dot <= 0 || type === 'html' || !folders.test(path)) return false;
  const stem = last.slice(0, dot);
  if (hex.test(stem)) return true;
  const name = base64.exec(stem);
  if (!name) return false;
  const hash = name[1];
  if (/^(m?js|css|js\.map|css\.map)$/.test(type)) return !/^([A-Z]?[a-z]*|[0-9]*)$/.test(hash);
  let changes = 0;
  for (let i = 1; i < 8; i++) if (kind(hash[i]) !== kind(hash[i - 1])) changes++;
  return changes >= 4;
}

function kind(c) {
  return /[0-9]/.test(c) ? 0 : /[a-z]/.test(c) ? 1 : /[A-Z]/.test(c) ? 2 : 3;
}

function navigates(request, path) {
  if (ending.test(path) || /^(api|\.well-known|__freehold|__l5e)(\/|$)/.test(path)) return false;
  const accepted = {};
  all(request.headers.accept).split(',').forEach((element) => {
    const name = element.split(';')[0].trim().toLowerCase();
    const q = /;\s*q=\s*([^;\s]*)/i.exec(element);
    if (name) accepted[name] = q ? parseFloat(q[1]) : 1;
  });
  if (accepted['text/html'] > 0 || accepted['application/xhtml+xml'] > 0) return true;
  const first = ['text/html', 'text/*', '*/*'].find((name) => name in accepted);
  const to = request.headers['sec-fetch-dest'];
  return (first ? accepted[first] > 0 : !Object.keys(accepted).length)
    && (!to || /^(document|i?frame)$/.test(to.value));
}

function all(header) {
  if (!header) return '';
  return header.multiValue ? header.multiValue.map((one) => one.value).join() : header.value;
}

function query(request) {
  const raw = request.rawQueryString();
  return raw ? '?' + raw : '';
}

function moved(status, to) {
  const answer = told(status, '');
  answer.headers.location = { value: to };
  answer.headers['cache-control'].value = 'no-cache';
  return answer;
}

function told(status, text) {
  return {
    statusCode: status,
    headers: {
      'content-type': { value: 'text/plain; charset=utf-8' },
      'cache-control': { value: 'no-store' },
      'x-content-type-options': { value: 'nosniff' },
    },
    body: text,
  };
}

// Who asks is told nothing of how long the edge keeps it: there its address has the release in it.
function sent(response) {
  const headers = response.headers;
  const own = headers['x-amz-meta-h'];
  Object.keys(headers).forEach((name) => {
    if (name === 'server' || name.indexOf('x-amz-') === 0) delete headers[name];
  });
  headers['x-content-type-options'] = { value: 'nosniff' };
  const kept = headers['cache-control'];
  if (kept) kept.value = kept.value.replace(', s-maxage=31536000', '');
  if (own) {
    JSON.parse(decodeURIComponent(own.value)).forEach((one) => {
      headers[one[0]] = { value: one[1] };
    });
  }
  return response;
}
