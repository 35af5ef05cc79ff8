// Runs CloudFront's functions, one line of JSON for each question and answer. A function sees the
// language and what its runtime brings, and nothing of Node.
import { createHash, createHmac } from 'node:crypto';
import { createInterface } from 'node:readline';
import querystring from 'node:querystring';
import vm from 'node:vm';

const scripts = new Map();
const asked = new Map();
let asks = 0;

const say = (line) => process.stdout.write(JSON.stringify(line) + '\n');

function ask(store, key) {
  return new Promise((resolve, reject) => {
    asked.set(++asks, { resolve, reject });
    say({ ask: asks, store, key });
  });
}

function told({ answer, value, failed }) {
  const { resolve, reject } = asked.get(answer);
  asked.delete(answer);
  if (failed) reject(new Error('the store does not answer'));
  else resolve(value);
}

function kvs(store, id) {
  if (!store || (id && !store.endsWith(id))) throw new Error('KVS not associated');
  return {
    async get(key, options = {}) {
      const value = await ask(store, key);
      if (value === null) throw new Error('KeyNotFound');
      if (options.format === 'json') return JSON.parse(value);
      return options.format === 'bytes' ? Buffer.from(value) : value;
    },
    async exists(key) {
      return (await ask(store, key)) !== null;
    },
  };
}

function script(version, source) {
  if (!scripts.has(version)) {
    const text = source.replace(
      /^import\s+(\w+)\s+from\s+['"](\w+)['"];?/gm,
      (all, name, from) => `const ${name} = __modules[${JSON.stringify(from)}];`,
    );
    scripts.set(version, new vm.Script(text, { filename: 'function.js' }));
  }
  return scripts.get(version);
}

const START = `(() => {
  const event = JSON.parse(__event);
  const raw = __raw;
  event.request.rawQueryString = () => raw;
  return handler(event);
})()`;

async function run({ id, version, source, store, event, raw, origins }) {
  const origin = {};
  try {
    const cloudfront = {
      kvs: (name) => kvs(store, name),
      updateRequestOrigin: (to) => {
        origin.update = JSON.parse(JSON.stringify(to));
      },
      selectRequestOriginById: (name) => {
        if (!origins.includes(name)) throw new Error('no origin ' + name);
        origin.select = name;
      },
    };
    const context = vm.createContext(
      {
        __modules: { cloudfront, crypto: { createHash, createHmac }, querystring },
        __event: JSON.stringify(event),
        __raw: raw,
        console: { log() {}, error() {} },
        Buffer,
        atob,
        btoa,
      },
      { codeGeneration: { strings: false, wasm: false } },
    );
    script(version, source).runInContext(context, { timeout: 2000 });
    const result = await vm.runInContext(START, context, { timeout: 2000 });
    if (!result || typeof result !== 'object') throw new Error('it answered ' + result);
    say({ id, result, origin });
  } catch (e) {
    say({ id, error: String(e) });
  }
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const message = JSON.parse(line);
  if (message.answer) told(message);
  else run(message);
});
