package dev.freehold.targets.ssh;

import dev.freehold.base.Sha256;
import dev.freehold.release.Release;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Site;
import dev.freehold.targets.site.HostNames;
import dev.freehold.targets.site.RetainedRelease;

/**
 * A site's folder on a server:
 *
 * <pre>
 * /srv/freehold/server.json              how the server was set up
 * /srv/freehold/web/APP.ENV.caddy        what the web server includes: the live release's rules
 * /srv/freehold/web/APP.ENV.staged.caddy the staged release's
 * /srv/freehold/APP/ENV/
 *   blobs/SHA256              every file once, read-only; its time is made of its hash
 *   releases/v3-ID/public/    files by their names, linked to blobs
 *   releases/v3-ID/hashed/    those that may be cached for ever
 *   releases/v3-ID/app/       all files as the build left them, for servers of the app
 *   releases/v3-ID/app.kKEPT/ the same, with links to the folders that it keeps
 *   releases/v3-ID.json       manifest, written last: the release is complete
 *   views/7/                  a release with settings: links to its files, env.js, pointer.json
 *   views/7/retired/          files in the place of earlier releases' service workers
 *   current -> views/7        what is live; its number is the generation
 *   web-RULES -> current      the same for the web server
 *   staged/v3/                a view that is addressable and not live
 * </pre>
 */
record ServerFolder(Site site) {
  static final String ROOT = "/srv/freehold";

  /** Of the files as the build left them, in the folder of a release. */
  static final String APP = "app";

  private static final int ID_LENGTH = 12;
  private static final int KEPT_LENGTH = 8;

  ServerFolder {
    if (!HostNames.isLabel(site.app()) || !HostNames.isLabel(site.environment())) {
      throw new IllegalArgumentException("not a site: " + site);
    }
  }

  String path() {
    return ROOT + "/" + site.app() + "/" + site.environment();
  }

  /** Without its ending. */
  String web() {
    return ROOT + "/web/" + site.app() + "." + site.environment();
  }

  /** Of the files that a release's servers see, in its folder. */
  static String app(Activation activation) {
    return activation.kept().isEmpty()
        ? APP
        : APP
            + ".k"
            + Sha256.of(String.join("/:", activation.kept())).hex().substring(0, KEPT_LENGTH);
  }

  static String release(Release release) {
    return release(release.name(), release.id());
  }

  static String release(RetainedRelease release) {
    return release(release.releaseName(), release.releaseId());
  }

  static String release(String name, String id) {
    return name + "-" + id.substring(0, ID_LENGTH);
  }
}
