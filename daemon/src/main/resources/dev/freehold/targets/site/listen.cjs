// Loaded into an app's server before its own code: it listens on this machine only, and its first
// server on the port in PORT, whatever port its code names.
const { Server } = require('node:net');

const port = Number(process.env.PORT);
const host = '127.0.0.1';
// Longer than the proxy in front keeps a connection that nobody uses.
const keepAlive = 120_000;
const listen = Server.prototype.listen;
let first = true;

function isPort(value) {
  return value !== '' && Number.isInteger(Number(value)) && Number(value) > 0;
}

function ours(wanted) {
  if (!first) return wanted;
  first = false;
  return port;
}

// Programs that this one starts are not servers of the app.
process.env.NODE_OPTIONS = (process.env.NODE_OPTIONS ?? '')
  .split(' ')
  .filter((word, at, words) => word !== __filename && words[at + 1] !== __filename)
  .join(' ');

Server.prototype.listen = function (...words) {
  const [wanted] = words;
  if (wanted !== null && typeof wanted === 'object' && isPort(wanted.port) && !wanted.path) {
    words[0] = { ...wanted, host, port: ours(wanted.port), exclusive: true, reusePort: false };
  } else if ((typeof wanted === 'number' || typeof wanted === 'string') && isPort(wanted)) {
    const rest = words.slice(1).filter((word) => typeof word !== 'string');
    words = [ours(wanted), host, ...rest];
  }
  if (typeof this.keepAliveTimeout === 'number') {
    this.keepAliveTimeout = Math.max(this.keepAliveTimeout, keepAlive);
  }
  return listen.apply(this, words);
};
