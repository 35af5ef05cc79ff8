// Runs a command that has no network with a proxy of its own: what it asks there goes to the socket,
// behind which the daemon lets named hosts through.
import { spawn } from 'node:child_process';
import net from 'node:net';
import os from 'node:os';

const [socket, program, ...words] = process.argv.slice(2);

const proxy = net.createServer((client) => {
  const daemon = net.connect(socket);
  client.pipe(daemon).pipe(client);
  for (const side of [client, daemon]) {
    side.on('error', () => {
      client.destroy();
      daemon.destroy();
    });
  }
});

proxy.listen(0, '127.0.0.1', () => {
  const address = `http://127.0.0.1:${proxy.address().port}`;
  const child = spawn(program, words, {
    stdio: 'inherit',
    env: {
      ...process.env,
      HTTP_PROXY: address,
      HTTPS_PROXY: address,
      http_proxy: address,
      https_proxy: address,
      NO_PROXY: 'localhost,127.0.0.1,::1',
      no_proxy: 'localhost,127.0.0.1,::1',
      // fetch of Node 22.21 and later (nodejs.org/api/cli.html)
      NODE_USE_ENV_PROXY: '1',
    },
  });
  child.on('error', (error) => {
    console.error(error.message);
    process.exit(127);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + os.constants.signals[signal]));
});
