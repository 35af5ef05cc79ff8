package dev.freehold.targets.ssh;

import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving;
import dev.freehold.detect.Serving.Service;
import dev.freehold.release.OutputTree;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An app with a server that tells of itself. */
final class ServerApp {
  /** Any version that a developer's machine may have, so that none is brought. */
  static final NodeRange INSTALLED = new NodeRange("18 || 19 || 20 || 21");

  private static final String SERVER =
      """
      const http = require('node:http');
      const fs = require('node:fs');
      console.log('starting with the key ' + process.env.API_KEY);
      if (process.env.BROKEN) { console.error('no database at all'); process.exit(3); }
      fs.writeFileSync('cache/' + Date.now(), 'x');
      http.createServer((request, response) => {
        if (request.url === '/crash') process.exit(7);
        if (request.url === '/sign-in')
          for (let i = 0; i < 5; i++)
            response.setHeader('set-cookie', [...(response.getHeader('set-cookie') ?? []), 'part' + i + '=' + 'x'.repeat(3180)]);
        if (request.url === '/print') console.log('x'.repeat(300000));
        let body = '';
        request.on('data', (part) => (body += part));
        request.on('end', () => {
          if (request.url.startsWith('/file/')) {
            const file = request.url.replace('/file/', '../');
            try {
              if (request.method === 'POST') fs.appendFileSync(file, body);
              return response.end(fs.readFileSync(file, 'utf8'));
            } catch (e) {
              return response.end(e.code);
            }
          }
          if (request.url.startsWith('/value/'))
            return response.end(Buffer.from(process.env[request.url.slice(7)] ?? 'missing').toString('base64'));
          response.setHeader('content-type', 'application/json');
          response.setHeader('x-content-type-options', 'mine');
          response.end(JSON.stringify({
            text: 'TEXT', url: request.url, method: request.method, body, headers: request.headers,
            strange: process.env.STRANGE, key: process.env.API_KEY, uid: process.getuid(),
            pid: process.pid, cached: fs.readdirSync('cache').length,
          }));
        });
      }).listen(process.env.PORT);
      """;

  private ServerApp() {}

  static Activation of(
      Activations activations, String text, NodeRange node, Map<String, String> variables) {
    var service =
        new Service(
            "web",
            "/",
            List.of("node", "server.js", "{port}"),
            "server",
            Map.of("MODE", "test"),
            "/health",
            List.of("cache"),
            node);
    return activations.of(
        new OutputTree()
            .with("server/server.js", SERVER.replace("TEXT", text))
            .with("server/cache/old", "left by the build")
            .with("uploads/old", "seed of " + text)
            .with("public/robots.txt", "robots of " + text)
            .with("public/" + Activations.script(text), "// " + text),
        new Serving("public", Optional.empty(), List.of(service), List.of()),
        variables);
  }
}
